package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static io.arangobatch.scripted.BatchAnswer.part;
import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits whose results go to a callback on the callback executor. */
class CommitAsyncToCallbackTest {

    private final AtomicInteger threads = new AtomicInteger();
    private final ExecutorService callbacks =
            Executors.newFixedThreadPool(4, work -> new Thread(work, "my-callbacks-" + threads.incrementAndGet()));
    private final ScriptedTransport transport = ScriptedTransport.byHand();
    private final Connection connection = ArangoDriver.connect(
            Probe.over(transport).callbackExecutor(callbacks).build());
    private final BatchSession batch = connection.beginBatch();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        transport.close();
        connection.close();
        callbacks.shutdown();
    }

    private void queue(int count) {
        for (int i = 0; i < count; i++) {
            batch.collection("c").insert(Map.of());
        }
    }

    private void take(BatchJob<?> job) {
        taken.add(job.id() + " " + job.status());
    }

    private void takeWhenOpen(BatchJob<?> job) {
        taken.add("begin " + job.id());
        Await.until(() -> gate.getCount() == 0);
        take(job);
    }

    @Test
    void jobsAreHandedOverInOrderAndOneAtATimeBeforeTheFutureCompletes() {
        queue(200);
        AtomicInteger inside = new AtomicInteger();
        CompletableFuture<BatchResult> end = batch.commitAsync(job -> {
            assertThat(Thread.currentThread().getName()).startsWith("my-callbacks");
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            taken.add(Integer.toString(job.id()));
            inside.decrementAndGet();
        });
        ScriptedExchange exchange = transport.nextExchange().send().batchHead();
        String boundary = exchange.boundary();
        for (int id = 1; id <= 200; id++) {
            exchange.body(BatchAnswer.openOf(boundary, id, inserted("c", "k" + id)));
        }
        exchange.body("--" + boundary + "--").end();
        assertThat(Await.value(end).jobs()).isEmpty();
        assertThat(taken).hasSize(200);
        for (int id = 1; id <= 200; id++) {
            assertThat(taken.get(id - 1)).isEqualTo(Integer.toString(id));
        }
    }

    @Test
    void theFutureFailsWithWhatTheCallbackThrew() {
        queue(2);
        IllegalStateException own = new IllegalStateException("mine");
        CompletableFuture<BatchResult> end = batch.commitAsync(job -> {
            take(job);
            throw own;
        });
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        assertThat(Await.failure(end)).isSameAs(own);
        assertThat(taken).containsExactly("1 DONE");
        assertThat(batch.pendingRequests()).isZero();
    }

    @Test
    void cancellingAnAnswerThatIsHeldBackEndsItAndCallsNobodyAnyMore() {
        queue(3);
        List<BatchJob<?>> jobs = batch.queuedJobs();
        CompletableFuture<BatchResult> end = batch.commitAsync(this::takeWhenOpen);
        ScriptedExchange exchange = transport.nextExchange();
        exchange.send()
                .batchHead()
                .body(BatchAnswer.openOf(
                                exchange.boundary(),
                                1,
                                part(200, "\"" + "x".repeat(2_000_000) + "\""),
                                inserted("c", "b"))
                        + "--" + exchange.boundary() + "\r\n");
        Await.until(() -> !taken.isEmpty());
        assertThat(exchange.isPaused()).isTrue();
        end.cancel(true);
        assertThat(exchange.wasCancelled()).isTrue();
        gate.countDown();
        Await.until(() -> batch.pendingRequests() == 0);
        Await.until(() -> taken.size() == 2);
        assertThat(taken).containsExactly("begin 1", "1 DONE");
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(JobStatus.DONE, JobStatus.DONE, JobStatus.UNKNOWN);
        assertThat(batch.queuedJobs()).isEmpty();
    }

    @Test
    void closingTheSessionHandsOverWhatIsKnownAndFailsTheFuture() {
        queue(2);
        CompletableFuture<BatchResult> end = batch.commitAsync(this::take);
        transport.nextExchange().send();
        batch.close();
        assertThat(Await.failure(end)).isInstanceOf(BatchCommitException.class);
        assertThat(taken).containsExactly("1 UNKNOWN", "2 UNKNOWN");
    }

    @Test
    void whatACloseDiscardsIsHandedToNobody() {
        queue(1);
        BatchJob<?> job = batch.queuedJobs().get(0);
        CompletableFuture<BatchResult> end = batch.commitAsync(this::take);
        transport.nextExchange();
        batch.close();
        assertThat(Await.failure(end)).isInstanceOf(BatchCommitException.class);
        assertThat(job.status()).isEqualTo(JobStatus.NOT_RUN);
        assertThat(taken).isEmpty();
    }

    @Test
    void anExecutorThatWasShutDownLeavesNobodyWaiting() {
        queue(2);
        CompletableFuture<BatchResult> end = batch.commitAsync(this::take);
        callbacks.shutdown();
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        assertThat(Await.failure(end)).isInstanceOf(RejectedExecutionException.class);
        assertThat(taken).isEmpty();
    }

    @Test
    void anExecutorThatRunsAtOnceWillDo() {
        ScriptedTransport other = ScriptedTransport.playing(x -> x.answerBatch(inserted("c", "a"), inserted("c", "b")));
        try (Connection direct = ArangoDriver.connect(
                        Probe.over(other).callbackExecutor(Runnable::run).build());
                BatchSession session = direct.beginBatch()) {
            session.collection("c").insert(Map.of());
            session.collection("c").insert(Map.of());
            Await.value(session.commitAsync(this::take));
        }
        assertThat(taken).containsExactly("1 DONE", "2 DONE");
    }
}
