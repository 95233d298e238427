package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.failed;
import static io.arangobatch.scripted.BatchAnswer.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.DocumentException;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.TransportException.Phase;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommitAsyncTest {

    private static final String CALL = "POST /_db/test/_api/batch";

    private final ExecutorService callbacks =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "my-callbacks"));
    private final ScriptedTransport transport = ScriptedTransport.byHand();
    private final Connection connection = ArangoDriver.connect(
            Probe.over(transport).callbackExecutor(callbacks).build());
    private final BatchSession batch = connection.beginBatch();
    private final BatchJob<DocumentMetadata> first = batch.collection("c").insert(Map.of());
    private final BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of());

    @AfterEach
    void close() {
        transport.close();
        connection.close();
        callbacks.shutdown();
    }

    @Test
    void itReturnsBeforeTheAnswerAndCompletesOnTheCallbackExecutor() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        CompletableFuture<String> completedOn =
                end.thenApply(result -> Thread.currentThread().getName());
        ScriptedExchange exchange = transport.nextExchange();
        assertThat(end).isNotDone();
        exchange.answerBatch(inserted("c", "a"), inserted("c", "b"));
        assertThat(Await.value(completedOn)).isEqualTo("my-callbacks");
        assertThat(Await.value(end).requests()).isEqualTo(2);
    }

    @Test
    void itMayBeCalledOnAnIoThread() {
        CompletableFuture<CompletableFuture<BatchResult>> begun = new CompletableFuture<>();
        transport.onIoThread(() -> begun.complete(batch.commitAsync()));
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        assertThat(Await.value(Await.value(begun)).failed()).isZero();
    }

    @Test
    void theSessionCannotBeUsedMeanwhile() {
        batch.commitAsync();
        assertThatThrownBy(() -> batch.collection("c").insert(Map.of()))
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is being committed and cannot take a request; begin another one");
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is being committed and cannot be committed; begin another one");
    }

    @Test
    void aFailureFailsTheFuture() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        transport.nextExchange().send().breakAfterSending("reset by peer");
        assertThat(Await.failure(end))
                .isInstanceOf(BatchCommitException.class)
                .hasMessage(
                        "the batch was sent, and then " + CALL + " broke; its requests may have run: reset by peer");
        assertThat(first.status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void whatWasNotSentCanBeCommittedAgain() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        transport.nextExchange().breakBeforeSending(Phase.CONNECT, "refused");
        assertThat(((BatchCommitException) Await.failure(end)).outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        CompletableFuture<BatchResult> again = batch.commitAsync();
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        Await.value(again);
        assertThat(first.result().key()).isEqualTo("a");
    }

    @Test
    void cancellingAbortsTheExchangeAndWhatWasNotSentCanBeCommittedAgain() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        ScriptedExchange exchange = transport.nextExchange();
        end.cancel(true);
        assertThat(exchange.wasCancelled()).isTrue();
        assertThat(first.status()).isEqualTo(JobStatus.PENDING);
        CompletableFuture<BatchResult> again = batch.commitAsync();
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        Await.value(again);
        assertThat(second.result().key()).isEqualTo("b");
    }

    @Test
    void afterCancellingTheEndOfTheBodyIsNotGivenAway() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        ScriptedExchange exchange = transport.nextExchange();
        end.cancel(true);
        assertThat(exchange.send().sentText()).doesNotContain("--" + exchange.boundary() + "--");
    }

    @Test
    void cancellingWhatWasSentLeavesTheOutcomeUnknown() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        transport.nextExchange().send();
        end.cancel(true);
        assertThat(first.status()).isEqualTo(JobStatus.UNKNOWN);
        assertThatThrownBy(first::result)
                .hasMessage("request 1 (POST /_api/document/c) has no answer and may have run: " + CALL
                        + " was cancelled while it was under way; the requests of the batch may have run");
    }

    @Test
    void closingAbortsWhatWasNotSent() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        ScriptedExchange exchange = transport.nextExchange();
        batch.close();
        assertThat(exchange.wasCancelled()).isTrue();
        assertThat(Await.failure(end)).isInstanceOf(BatchCommitException.class);
        assertThat(first.status()).isEqualTo(JobStatus.NOT_RUN);
        assertThatThrownBy(batch::commit)
                .hasMessage("the batch session is closed and cannot be committed; begin another one");
    }

    @Test
    void closingAbortsWhatWasSent() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        transport.nextExchange().send();
        batch.close();
        assertThat(((BatchCommitException) Await.failure(end)).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(first.status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void aJobsFutureCompletesWhileTheAnswerIsStillArriving() {
        CompletableFuture<DocumentMetadata> future = first.toCompletableFuture();
        CompletableFuture<String> completedOn =
                future.thenApply(metadata -> Thread.currentThread().getName());
        CompletableFuture<BatchResult> end = batch.commitAsync();
        ScriptedExchange exchange = transport.nextExchange();
        String answer = BatchAnswer.of(exchange.boundary(), inserted("c", "a"), inserted("c", "b"));
        int half = answer.indexOf("Content-Id: 2");
        exchange.send().batchHead().body(answer.substring(0, half));
        assertThat(Await.value(completedOn)).isEqualTo("my-callbacks");
        assertThat(Await.value(future).key()).isEqualTo("a");
        assertThat(second.status()).isEqualTo(JobStatus.PENDING);
        assertThat(end).isNotDone();
        exchange.body(answer.substring(half)).end();
        Await.value(end);
        assertThat(second.result().key()).isEqualTo("b");
    }

    @Test
    void aJobsFutureFailsWithTheServersError() {
        CompletableFuture<DocumentMetadata> future = first.toCompletableFuture();
        batch.commitAsync();
        transport.nextExchange().answerBatch(failed(409, 1210, "unique constraint violated"), inserted("c", "b"));
        assertThat(Await.failure(future))
                .isInstanceOf(DocumentException.class)
                .hasMessage("POST /_api/document/c failed with HTTP 409, errorNum 1210: unique constraint violated");
    }

    @Test
    void aJobsFutureThatIsAskedForAfterTheCommitIsThereToo() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        Await.value(end);
        assertThat(Await.value(second.toCompletableFuture()).key()).isEqualTo("b");
        assertThat(second.toCompletableFuture()).isSameAs(second.toCompletableFuture());
    }

    @Test
    void anExecutorThatWasShutDownLeavesNobodyWaiting() {
        CompletableFuture<BatchResult> end = batch.commitAsync();
        callbacks.shutdown();
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        assertThat(Await.failure(end)).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void anInterruptedCommitThatWasNotSentCanBeRepeated() {
        Background<BatchResult> commit = Background.call("committer", batch::commit);
        ScriptedExchange exchange = transport.nextExchange();
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .isInstanceOf(BatchCommitException.class)
                .hasMessage("the batch was not sent and can be committed again: " + CALL + " was cancelled");
        assertThat(((BatchCommitException) commit.failure()).outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(commit.wasInterruptedAtEnd()).isTrue();
        assertThat(exchange.wasCancelled()).isTrue();
        assertThat(first.status()).isEqualTo(JobStatus.PENDING);
        CompletableFuture<BatchResult> again = batch.commitAsync();
        transport.nextExchange().answerBatch(inserted("c", "a"), inserted("c", "b"));
        assertThat(Await.value(again).failed()).isZero();
    }

    @Test
    void anInterruptedCommitThatWasSentMayHaveRun() {
        Background<BatchResult> commit = Background.call("committer", batch::commit);
        transport.nextExchange().send();
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .isInstanceOf(BatchCommitException.class)
                .hasMessage(CALL + " was cancelled while it was under way; the requests of the batch may have run");
        assertThat(((BatchCommitException) commit.failure()).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(commit.wasInterruptedAtEnd()).isTrue();
        assertThat(first.status()).isEqualTo(JobStatus.UNKNOWN);
    }
}
