package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.failed;
import static io.arangobatch.scripted.BatchAnswer.inserted;
import static io.arangobatch.scripted.BatchAnswer.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.DocumentException;
import io.arangobatch.JobStatus;
import io.arangobatch.RetryPolicy;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.Documents;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commits whose results go to a callback on the thread that waits. */
class CommitToCallbackTest {

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();

    private Connection connect(ScriptedTransport transport, UnaryOperator<ConnectionConfig.Builder> settings) {
        Connection connection =
                ArangoDriver.connect(settings.apply(Probe.over(transport).carrier(BatchCarrier.MULTIPART))
                        .build());
        open.add(connection);
        open.add(transport);
        return connection;
    }

    private BatchSession session(ScriptedTransport transport, int inserts) {
        BatchSession batch = connect(transport, settings -> settings).beginBatch();
        for (int i = 0; i < inserts; i++) {
            batch.collection("c").insert(Map.of());
        }
        return batch;
    }

    private BatchSession session(Consumer<ScriptedExchange> script, int inserts) {
        return session(ScriptedTransport.playing(script), inserts);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static Background<BatchResult> committing(BatchSession batch, Consumer<BatchJob<?>> callback) {
        return Background.call("committer", () -> batch.commit(callback));
    }

    /** The first parts of an answer, and the rest. */
    private static String begin(ScriptedExchange exchange, BatchAnswer.Part... parts) {
        String answer = BatchAnswer.of(exchange.boundary(), parts);
        int last = answer.lastIndexOf("Content-Id: ");
        exchange.send().batchHead().body(answer.substring(0, last));
        return answer.substring(last);
    }

    private void take(BatchJob<?> job) {
        taken.add(job.id() + " " + job.status());
    }

    @Test
    void eachJobIsHandedOverOnTheCallingThreadWhileTheAnswerIsStillArriving() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 3);
        Background<BatchResult> commit = committing(
                batch,
                job -> taken.add(Thread.currentThread().getName() + " " + ((DocumentMetadata) job.result()).key()));
        ScriptedExchange exchange = transport.nextExchange();
        String rest = begin(exchange, inserted("c", "a"), inserted("c", "b"), inserted("c", "c"));
        Await.until(() -> taken.size() == 2);
        assertThat(taken).containsExactly("committer a", "committer b");
        exchange.body(rest).end();
        BatchResult result = commit.value();
        assertThat(taken).containsExactly("committer a", "committer b", "committer c");
        assertThat(result.requests()).isEqualTo(3);
        assertThat(result.failed()).isZero();
        assertThat(result.jobs()).isEmpty();
        assertThat(batch.queuedJobs()).isEmpty();
    }

    @Test
    void jobsComeInTheOrderOfTheAnswers() {
        BatchSession batch = session(
                exchange -> {
                    String boundary = exchange.boundary();
                    exchange.send()
                            .batchHead()
                            .body(BatchAnswer.openOf(boundary, 2, inserted("c", "b")))
                            .body(BatchAnswer.openOf(boundary, 1, inserted("c", "a")) + "--" + boundary + "--")
                            .end();
                },
                2);
        batch.commit(this::take);
        assertThat(taken).containsExactly("2 DONE", "1 DONE");
    }

    @Test
    void whatWasHandedOverIsHeldByNobody() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 2);
        AtomicReference<WeakReference<BatchJob<?>>> first = new AtomicReference<>();
        Background<BatchResult> commit = committing(batch, job -> first.compareAndSet(null, new WeakReference<>(job)));
        ScriptedExchange exchange = transport.nextExchange();
        String rest = begin(exchange, inserted("c", "a"), inserted("c", "b"));
        Await.until(() -> first.get() != null);
        Await.until(() -> {
            System.gc();
            return first.get().get() == null;
        });
        exchange.body(rest).end();
        assertThat(commit.value().failed()).isZero();
    }

    @Test
    void failedRequestsAreCountedAndHandedOverLikeOthers() {
        BatchSession batch =
                session(x -> x.answerBatch(failed(409, 1210, "unique constraint violated"), inserted("c", "b")), 2);
        List<Throwable> thrown = new ArrayList<>();
        BatchResult result = batch.commit(job -> thrown.add(catchThrowable(job::result)));
        assertThat(thrown.get(0)).isInstanceOf(DocumentException.class);
        assertThat(thrown.get(1)).isNull();
        assertThat(result.failed()).isEqualTo(1);
        assertThatThrownBy(result::throwIfAnyFailed)
                .isInstanceOf(BatchResultException.class)
                .hasMessage(
                        "1 of 2 requests failed; which ones is not known here, for no results were kept; set returnResults, or ask each job that the callback of commit gets");
    }

    @Test
    void theElementsOfACoalescedRunAreHandedOverOneByOne() {
        String metadata = "{\"_id\":\"c/a\",\"_key\":\"a\",\"_rev\":\"_x\"}";
        String error = "{\"error\":true,\"errorNum\":1210,\"errorMessage\":\"unique constraint violated\"}";
        Connection connection = connect(
                ScriptedTransport.playing(
                        x -> x.answerBatch(part(202, "[" + metadata + "," + error + "," + metadata + "]"))),
                settings -> settings.maxCoalesced(1_000));
        BatchSession batch = connection.beginBatch();
        for (int i = 0; i < 3; i++) {
            batch.collection("c").insert(Map.of("_key", "a"));
        }
        BatchResult result =
                batch.commit(job -> taken.add(job.id() + " " + (catchThrowable(job::result) == null ? "good" : "bad")));
        assertThat(taken).containsExactly("1 good", "2 bad", "3 good");
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.wireRequests()).isEqualTo(1);
    }

    @Test
    void aRunWhoseAnswerCannotBeDealtOutIsHandedOverWithTheFailure() {
        Connection connection = connect(
                ScriptedTransport.playing(x -> x.answerBatch(part(202, "[]"))),
                settings -> settings.maxCoalesced(1_000));
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of("_key", "a"));
        batch.collection("c").insert(Map.of("_key", "b"));
        BatchResult result =
                batch.commit(job -> taken.add(catchThrowable(job::result).getMessage()));
        assertThat(taken)
                .containsOnly("the answer to a request for 2 documents holds 0 elements")
                .hasSize(2);
        assertThat(result.failed()).isEqualTo(2);
    }

    @Test
    void jobsWithoutAnAnswerAreHandedOverWhenTheCommitHasBroken() {
        BatchSession batch = session(
                exchange -> {
                    begin(exchange, inserted("c", "a"), inserted("c", "b"), inserted("c", "c"));
                    exchange.breakAfterSending("reset by peer");
                },
                3);
        BatchCommitException broken = catchThrowableOfType(BatchCommitException.class, () -> batch.commit(this::take));
        assertThat(broken.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(taken).containsExactly("1 DONE", "2 DONE", "3 UNKNOWN");
        assertThat(batch.queuedJobs()).isEmpty();
    }

    @Test
    void jobsThatWereRefusedAreHandedOver() {
        BatchSession batch =
                session(x -> x.answer(401, "{\"error\":true,\"code\":401,\"errorNum\":11,\"errorMessage\":\"no\"}"), 2);
        assertThatThrownBy(() -> batch.commit(this::take)).isInstanceOf(BatchCommitException.class);
        assertThat(taken).containsExactly("1 NOT_RUN", "2 NOT_RUN");
    }

    @Test
    void jobsThatWereNotSentStayInTheSessionUntilTheNextCommit() {
        BatchSession batch = session(
                ScriptedTransport.playingInOrder(
                        x -> x.breakBeforeSending(Phase.CONNECT, "refused"),
                        x -> x.answerBatch(inserted("c", "a"), inserted("c", "b"))),
                2);
        assertThatThrownBy(() -> batch.commit(this::take)).isInstanceOf(BatchCommitException.class);
        assertThat(taken).isEmpty();
        assertThat(batch.queuedJobs()).hasSize(2);
        batch.commit(this::take);
        assertThat(taken).containsExactly("1 DONE", "2 DONE");
    }

    @Test
    void jobsOfACommitWithoutACallbackAreKeptThoughOneBeforeHadACallback() {
        BatchSession batch = session(
                ScriptedTransport.playingInOrder(
                        x -> x.breakBeforeSending(Phase.CONNECT, "refused"),
                        x -> x.answerBatch(inserted("c", "a"), inserted("c", "b"))),
                2);
        assertThatThrownBy(() -> batch.commit(this::take)).isInstanceOf(BatchCommitException.class);
        assertThat(batch.commit().jobs()).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
        assertThat(taken).isEmpty();
    }

    @Test
    void whatASessionDiscardsAfterItsCommitIsHandedToNobody() {
        BatchSession batch = session(x -> x.breakBeforeSending(Phase.CONNECT, "refused"), 1);
        BatchJob<?> job = batch.queuedJobs().get(0);
        assertThatThrownBy(() -> batch.commit(this::take)).isInstanceOf(BatchCommitException.class);
        batch.close();
        assertThat(taken).isEmpty();
        assertThat(job.status()).isEqualTo(JobStatus.NOT_RUN);
    }

    @Test
    void aRequestThatIsAnsweredInTwoAttemptsIsHandedOverAndCountedOnce() {
        ScriptedTransport transport = ScriptedTransport.playingInOrder(
                exchange -> {
                    exchange.send()
                            .batchHead()
                            .body(BatchAnswer.openOf(exchange.boundary(), 2, failed(404, 1202, "gone")) + "--"
                                    + exchange.boundary() + "\r\n");
                    exchange.breakAfterSending("reset by peer");
                },
                x -> x.answerBatch(inserted("c", "a"), failed(404, 1202, "gone")));
        BatchSession batch = connect(
                        transport, settings -> settings.retry(RetryPolicy.of(1).initialDelay(Duration.ofMillis(1))))
                .beginBatch();
        batch.add(Documents.replace("c", "a", Map.of()).repeatable());
        batch.add(Documents.replace("c", "b", Map.of()).repeatable());
        BatchResult result = batch.commit(this::take);
        assertThat(taken).containsExactly("2 DONE", "1 DONE");
        assertThat(result.failed()).isEqualTo(1);
    }

    @Test
    void whatTheCallbackThrowsIsThrownAsItIsWhenTheCommitHasEnded() {
        BatchSession batch = session(x -> x.answerBatch(failed(409, 1210, "taken"), inserted("c", "b")), 2);
        List<BatchJob<?>> jobs = batch.queuedJobs();
        Throwable thrown = catchThrowable(() -> batch.commit(this::throwItsError));
        assertThat(thrown).isInstanceOf(DocumentException.class).hasNoSuppressedExceptions();
        assertThat(thrown.getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("throwItsError"));
        assertThat(taken).containsExactly("1");
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
        assertThat(((DocumentMetadata) jobs.get(1).result()).key()).isEqualTo("b");
        assertThat(batch.pendingRequests()).isZero();
        assertThat(batch.queuedJobs()).isEmpty();
        assertThatThrownBy(batch::commit)
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
    }

    private void throwItsError(BatchJob<?> job) {
        taken.add(Integer.toString(job.id()));
        job.result();
    }

    @Test
    void anErrorOrACheckedExceptionOfTheCallbackIsThrownAsItIsToo() {
        AssertionError error = new AssertionError("broken");
        assertThatThrownBy(() -> session(x -> x.answerBatch(inserted("c", "a")), 1)
                        .commit(job -> {
                            throw error;
                        }))
                .isSameAs(error);
        IOException checked = new IOException("disk full");
        assertThatThrownBy(() -> session(x -> x.answerBatch(inserted("c", "a")), 1)
                        .commit(job -> CommitToCallbackTest.<RuntimeException>raise(checked)))
                .isSameAs(checked);
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Test
    void aCommitThatBrokeTellsOfTheCallbacksFailureAsWell() {
        IllegalStateException own = new IllegalStateException("mine");
        BatchSession batch = session(
                exchange -> {
                    begin(exchange, inserted("c", "a"), inserted("c", "b"));
                    exchange.breakAfterSending("reset by peer");
                },
                2);
        assertThatThrownBy(() -> batch.commit(job -> {
                    throw own;
                }))
                .isInstanceOf(BatchCommitException.class)
                .hasSuppressedException(own);
    }

    @Test
    void theCallbackMayThrowTheCommitsOwnFailure() {
        BatchSession batch = session(x -> x.send().breakAfterSending("reset by peer"), 1);
        assertThatThrownBy(() -> batch.commit(job -> CommitToCallbackTest.<RuntimeException>raise(
                        catchThrowable(job::result).getCause())))
                .isInstanceOf(BatchCommitException.class)
                .hasNoSuppressedExceptions();
    }

    @Test
    void aSessionWithoutResultsHasNothingForACallback() {
        BatchSession batch = connect(ScriptedTransport.byHand(), settings -> settings)
                .beginBatch(BatchOptions.defaults().returnResults(false));
        batch.collection("c").insert(Map.of());
        String message = "the batch session was told to return no results (returnResults is false), so there is nothing"
                + " to hand to a callback; commit it without one, or begin another one with results";
        assertThatThrownBy(() -> batch.commit(this::take))
                .isInstanceOf(BatchStateException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> batch.commitAsync(this::take))
                .isInstanceOf(BatchStateException.class)
                .hasMessage(message);
        assertThat(batch.pendingRequests()).isEqualTo(1);
    }

    @Test
    void anEmptyBatchCallsNobody() {
        BatchResult result = session(ScriptedTransport.byHand(), 0).commit(this::take);
        assertThat(result.calls()).isZero();
        assertThat(taken).isEmpty();
    }

    @Test
    void itIsRefusedOnAThreadOnWhichAnswersArrive() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 1);
        AtomicReference<Throwable> refused = new AtomicReference<>();
        transport.onIoThread(() -> refused.set(catchThrowable(() -> batch.commit(this::take))));
        assertThat(refused.get())
                .isInstanceOf(ConnectionStateException.class)
                .hasMessage("BatchSession.commit(callback) would wait on the thread \""
                        + ScriptedTransport.IO_THREAD
                        + "\", on which answers arrive; use the asynchronous form, or another thread");
        assertThat(batch.pendingRequests()).isEqualTo(1);
    }

    @Test
    void theCallbackMayUseTheConnectionButNotTheSession() {
        ScriptedTransport transport = ScriptedTransport.playingInOrder(
                x -> x.answerBatch(inserted("c", "a")),
                x -> x.answer(202, "{\"_id\":\"d/b\",\"_key\":\"b\",\"_rev\":\"_r\"}"));
        Connection connection = connect(transport, settings -> settings);
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of());
        AtomicReference<Throwable> refused = new AtomicReference<>();
        batch.commit(job -> {
            taken.add(connection.collection("d").insert(Map.of()).key());
            refused.set(catchThrowable(() -> batch.collection("c").insert(Map.of())));
        });
        assertThat(taken).containsExactly("b");
        assertThat(refused.get())
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is being committed and cannot take a request; begin another one");
    }

    @Test
    void theCallbackMayCloseTheSessionWhichAbortsTheCommit() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 2);
        Background<BatchResult> commit = committing(batch, job -> {
            take(job);
            batch.close();
        });
        ScriptedExchange exchange = transport.nextExchange();
        begin(exchange, inserted("c", "a"), inserted("c", "b"));
        assertThat(commit.failure()).isInstanceOf(BatchCommitException.class);
        assertThat(taken).containsExactly("1 DONE", "2 UNKNOWN");
        assertThat(exchange.wasCancelled()).isTrue();
    }

    @Test
    void anInterruptionAbortsTheCommitAndTheRestIsHandedOver() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 2);
        List<Boolean> flags = new CopyOnWriteArrayList<>();
        Background<BatchResult> commit = committing(batch, job -> {
            take(job);
            flags.add(Thread.currentThread().isInterrupted());
        });
        ScriptedExchange exchange = transport.nextExchange();
        begin(exchange, inserted("c", "a"), inserted("c", "b"));
        Await.until(() -> flags.size() == 1);
        commit.interruptWhenBlocked();
        assertThat(commit.failure()).isInstanceOf(BatchCommitException.class);
        assertThat(taken).containsExactly("1 DONE", "2 UNKNOWN");
        assertThat(flags).containsExactly(false, true);
        assertThat(commit.wasInterruptedAtEnd()).isTrue();
        assertThat(exchange.wasCancelled()).isTrue();
    }

    @Test
    void anInterruptionWithinTheCallbackAbortsTheCommitThoughMoreJobsWait() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 4);
        CountDownLatch arrived = new CountDownLatch(1);
        Background<BatchResult> commit = committing(batch, job -> {
            Await.until(() -> arrived.getCount() == 0);
            Thread.currentThread().interrupt();
            take(job);
        });
        ScriptedExchange exchange = transport.nextExchange();
        begin(exchange, inserted("c", "a"), inserted("c", "b"), inserted("c", "c"), inserted("c", "d"));
        arrived.countDown();
        assertThat(commit.failure()).isInstanceOf(BatchCommitException.class);
        assertThat(exchange.wasCancelled()).isTrue();
        assertThat(taken).containsExactly("1 DONE", "2 DONE", "3 DONE", "4 UNKNOWN");
        assertThat(commit.wasInterruptedAtEnd()).isTrue();
    }

    @Test
    void theAnswerIsHeldBackWhileTooMuchOfItWaits() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 3);
        CountDownLatch gate = new CountDownLatch(1);
        Background<BatchResult> commit = committing(batch, job -> {
            Await.until(() -> gate.getCount() == 0);
            take(job);
        });
        ScriptedExchange exchange = transport.nextExchange();
        String large = "\"" + "x".repeat(700_000) + "\"";
        String rest = begin(exchange, part(200, large), part(200, large), part(200, large));
        assertThat(exchange.isPaused()).isTrue();
        gate.countDown();
        Await.until(() -> !exchange.isPaused());
        exchange.body(rest).end();
        assertThat(commit.value().requests()).isEqualTo(3);
        assertThat(taken).containsExactly("1 DONE", "2 DONE", "3 DONE");
    }

    @Test
    void anAnswerThatIsTakenAsItComesIsNotHeldBack() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 2);
        Background<BatchResult> commit = committing(batch, this::take);
        ScriptedExchange exchange = transport.nextExchange();
        String rest = begin(exchange, part(200, "\"" + "x".repeat(1_000_000) + "\""), inserted("c", "b"));
        assertThat(exchange.isPaused()).isFalse();
        exchange.body(rest).end();
        assertThat(commit.value().requests()).isEqualTo(2);
    }

    @Test
    void aSessionThatCanBeCommittedAgainWaitsForTheCallbackFirst() {
        BatchSession batch = session(
                exchange -> {
                    begin(exchange, inserted("c", "a"), inserted("c", "b"));
                    exchange.breakAfterSending("reset by peer");
                },
                2);
        AtomicReference<Throwable> refused = new AtomicReference<>();
        assertThatThrownBy(() -> batch.commit(job -> refused.set(catchThrowable(batch::commit))))
                .isInstanceOf(BatchCommitException.class);
        assertThat(refused.get())
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is being committed and cannot be committed; begin another one");
    }

    @Test
    void aPipelineSendsNothingMoreWhileTooMuchWaits() {
        ScriptedTransport transport = ScriptedTransport.byHand().writingAhead();
        BatchSession batch = connect(
                        transport,
                        settings -> settings.carrier(BatchCarrier.PIPELINE).pipelineWindow(1))
                .beginBatch();
        for (int i = 0; i < 3; i++) {
            batch.collection("c").insert(Map.of());
        }
        CountDownLatch gate = new CountDownLatch(1);
        Background<BatchResult> commit = committing(batch, job -> {
            Await.until(() -> gate.getCount() == 0);
            take(job);
        });
        transport.nextExchange().answer(200, "\"" + "x".repeat(2_000_000) + "\"");
        transport.onIoThread(() -> {}); // whatever was to be sent has been
        assertThat(transport.exchanges()).hasSize(1);
        gate.countDown();
        transport.nextExchange().answer(202, "{}");
        transport.nextExchange().answer(202, "{}");
        assertThat(commit.value().calls()).isEqualTo(3);
        assertThat(taken).containsExactly("1 DONE", "2 DONE", "3 DONE");
    }

    @Test
    void anAnswerOfAPipelineThatBeginsWhileTooMuchWaitsIsHeldBack() {
        ScriptedTransport transport = ScriptedTransport.byHand().writingAhead();
        BatchSession batch = connect(transport, settings -> settings.carrier(BatchCarrier.PIPELINE))
                .beginBatch();
        batch.collection("c").insert(Map.of());
        batch.collection("c").insert(Map.of());
        CountDownLatch gate = new CountDownLatch(1);
        Background<BatchResult> commit = committing(batch, job -> {
            Await.until(() -> gate.getCount() == 0);
            take(job);
        });
        transport.nextExchange().answer(200, "\"" + "x".repeat(2_000_000) + "\"");
        ScriptedExchange second = transport.nextExchange().send().head(202, "Accepted");
        assertThat(second.isPaused()).isTrue();
        gate.countDown();
        Await.until(() -> !second.isPaused());
        second.body("{}").end();
        assertThat(commit.value().requests()).isEqualTo(2);
    }

    @Test
    void aCommitThatIsHeldBackEndsWithItsExchange() {
        ScriptedTransport transport = ScriptedTransport.byHand();
        BatchSession batch = session(transport, 2);
        CountDownLatch gate = new CountDownLatch(1);
        Background<BatchResult> commit = committing(batch, job -> {
            Await.until(() -> gate.getCount() == 0);
            take(job);
        });
        ScriptedExchange exchange = transport.nextExchange();
        begin(exchange, part(200, "\"" + "x".repeat(2_000_000) + "\""), inserted("c", "b"));
        assertThat(exchange.isPaused()).isTrue();
        exchange.breakAfterSending("the total timeout is over");
        gate.countDown();
        assertThat(commit.failure()).isInstanceOf(BatchCommitException.class);
        assertThat(taken).containsExactly("1 DONE", "2 UNKNOWN");
    }

    @Test
    void jobsFuturesCompleteAsEver() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")), 1);
        CompletableFuture<?> future = batch.queuedJobs().get(0).toCompletableFuture();
        batch.commit(job -> assertThat(job.toCompletableFuture()).isSameAs(future));
        assertThat(((DocumentMetadata) Await.value(future)).key()).isEqualTo("a");
    }
}
