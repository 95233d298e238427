package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CommitOutcomeTest {

    private static final String CALL = "POST /_db/test/_api/batch";
    private static final String UNKNOWN =
            "the batch was sent, and then " + CALL + " broke; its requests may have run: ";
    private static final BatchOptions NO_RESULTS = BatchOptions.defaults().returnResults(false);

    private final List<AutoCloseable> open = new ArrayList<>();
    private ScriptedTransport transport = ScriptedTransport.byHand();

    @SafeVarargs
    private BatchSession session(BatchOptions options, Consumer<ScriptedExchange>... scripts) {
        transport = ScriptedTransport.playingInOrder(scripts);
        Connection connection = ArangoDriver.connect(Probe.over(transport)
                .maxResponseBytes(1024)
                .carrier(BatchCarrier.MULTIPART)
                .build());
        open.add(transport);
        open.add(connection);
        return connection.beginBatch(options);
    }

    @SafeVarargs
    private BatchSession session(Consumer<ScriptedExchange>... scripts) {
        return session(BatchOptions.defaults(), scripts);
    }

    private static BatchCommitException failureOf(BatchSession batch) {
        return catchThrowableOfType(BatchCommitException.class, batch::commit);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Phase.class,
            names = {"CONNECT", "SEND"})
    void aBatchThatDidNotLeaveWholeCanBeCommittedAgainWithTheSameBytes(Phase phase) {
        BatchSession batch = session(
                x -> x.send().breakBeforeSending(phase, "reset by peer"), x -> x.answerBatch(inserted("c", "a")));
        BatchJob<DocumentMetadata> job = batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(e)
                .hasMessage("the batch was not sent and can be committed again: reset by peer")
                .hasCauseInstanceOf(TransportException.class);
        assertThat(job.status()).isEqualTo(JobStatus.PENDING);
        batch.commit();
        assertThat(job.result().key()).isEqualTo("a");
        ScriptedExchange first = transport.exchanges().get(0);
        ScriptedExchange second = transport.exchanges().get(1);
        assertThat(second.sentText()).isEqualTo(first.sentText());
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
    }

    @Test
    void aBatchThatWasNotSentTakesFurtherRequests() {
        BatchSession batch = session(
                x -> x.breakBeforeSending(Phase.CONNECT, "refused"),
                x -> x.answerBatch(inserted("c", "a"), inserted("c", "b")));
        batch.collection("c").insert(Map.of());
        failureOf(batch);
        BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of());
        batch.commit();
        assertThat(second.result().key()).isEqualTo("b");
    }

    @Test
    void aBatchThatWasNotSentIsDiscardedByClosing() {
        BatchSession batch = session(x -> x.breakBeforeSending(Phase.CONNECT, "refused"));
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        failureOf(batch);
        batch.close();
        assertThat(job.status()).isEqualTo(JobStatus.NOT_RUN);
    }

    @ParameterizedTest
    @CsvSource({
        "401, 0,    ''",
        "401, 11,   not authorized to execute this request",
        "403, 11,   forbidden",
        "404, 1228, database not found",
        "405, 405,  method not supported",
        "413, 0,    ''"
    })
    void aBatchThatTheServerRefusedBeforeRunningAnyOfItIsRejected(int status, int errorNum, String message) {
        String body = message.isEmpty()
                ? ""
                : "{\"error\":true,\"errorNum\":" + errorNum + ",\"errorMessage\":\"" + message + "\"}";
        BatchSession batch = session(x -> x.answer(status, body));
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(e)
                .hasMessageStartingWith("the server refused the batch and ran nothing of it: " + CALL
                        + " failed with HTTP " + status + ", errorNum " + errorNum + ": " + message)
                .hasCauseInstanceOf(ArangoServerException.class);
        assertThat(job.status()).isEqualTo(JobStatus.NOT_RUN);
        assertThatThrownBy(job::result)
                .isInstanceOf(BatchResultException.class)
                .hasMessage("request 1 (POST /_api/document/c) was not run: " + e.getMessage())
                .hasCause(e);
        assertThatThrownBy(batch::commit).isInstanceOf(BatchStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"404, 404, unknown path '/_api/batch'", "501, 9, '''/_api/batch'' not implemented'"})
    void aServerWithoutBatchEndpointRejects(int status, int errorNum, String message) {
        BatchSession batch = session(x -> x.answer(
                status, "{\"error\":true,\"errorNum\":" + errorNum + ",\"errorMessage\":\"" + message + "\"}"));
        batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(e)
                .hasMessage(
                        "the server has no batch endpoint, so nothing of the batch was run: /_api/batch exists from 1.1 "
                                + "to 3.12.2; " + CALL + " failed with HTTP " + status + ", errorNum " + errorNum + ": "
                                + message);
    }

    @ParameterizedTest
    @CsvSource({
        "400, 400,   invalid multipart message received",
        "503, 21003, queue is full",
        "500, 4,     internal error",
        "404, 1203,  collection not found"
    })
    void aBatchThatTheServerGaveUpMayHaveRun(int status, int errorNum, String message) {
        BatchSession batch = session(x -> x.answer(
                status, "{\"error\":true,\"errorNum\":" + errorNum + ",\"errorMessage\":\"" + message + "\"}"));
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e)
                .hasMessage("the server gave the batch up, and some of its requests may have run: " + CALL
                        + " failed with HTTP " + status + ", errorNum " + errorNum + ": " + message);
        assertThat(job.status()).isEqualTo(JobStatus.UNKNOWN);
        assertThatThrownBy(job::result)
                .isInstanceOf(BatchResultException.class)
                .hasMessage("request 1 (POST /_api/document/c) has no answer and may have run: " + e.getMessage())
                .hasCause(e);
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
    }

    @Test
    void aBatchWhoseAnswerBrokeMayHaveRun() {
        BatchSession batch = session(x -> x.send().breakAfterSending("reset by peer"));
        batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e).hasMessage(UNKNOWN + "reset by peer");
    }

    @Test
    void jobsThatWereAnsweredBeforeTheBreakKeepTheirResults() {
        BatchSession batch = session(x -> {
            String answer = BatchAnswer.openOf(x.boundary(), 1, inserted("c", "a"), inserted("c", "b"));
            x.send().batchHead().body(answer.substring(0, answer.length() - 5)).breakAfterSending("reset by peer");
        });
        BatchJob<DocumentMetadata> first = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of());
        assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(first.status()).isEqualTo(JobStatus.DONE);
        assertThat(first.result().key()).isEqualTo("a");
        assertThat(second.status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void anAnswerThatEndsTooEarlyIsNotTakenForAWholeOne() {
        List<Integer> length = new ArrayList<>();
        BatchSession batch = session(x -> {
            String answer = BatchAnswer.openOf(x.boundary(), 1, inserted("c", "a"), inserted("c", "b"));
            length.add(answer.length());
            x.send().batchHead().body(answer).end();
        });
        BatchJob<DocumentMetadata> first = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e).hasMessage(UNKNOWN + "the batch answer ended after " + length.get(0) + " bytes within part 2");
        assertThat(first.result().key()).isEqualTo("a");
        assertThat(second.status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void anAnswerThatLacksAPartIsNotTakenForAWholeOne() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")));
        BatchJob<DocumentMetadata> first = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e).hasMessage(UNKNOWN + "the batch answer lacks 1 of 2 parts, those with the Content-Id 2");
        assertThat(first.result().key()).isEqualTo("a");
        assertThat(second.status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void aWebPageIsNoAnswerToABatch() {
        BatchSession batch = session(x -> x.send()
                .head(200, "OK", new HttpHeader("Content-Type", "text/html"))
                .body("<html><body>Welcome</body></html>")
                .end());
        batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e)
                .hasMessageStartingWith(UNKNOWN + "the answer is no answer to a batch: expected it to begin with ")
                .hasMessageContaining("<html><body>Welcome</body></html>")
                .hasCauseInstanceOf(ArangoProtocolException.class);
    }

    @Test
    void aWebPageIsNoAnswerToABatchWithoutResultsEither() {
        BatchSession batch = session(
                NO_RESULTS,
                x -> x.send()
                        .head(200, "OK", new HttpHeader("Content-Type", "text/html"))
                        .body("<html><body>Welcome</body></html>")
                        .end());
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e)
                .hasMessage(UNKNOWN
                        + "the answer is no answer to a batch: it does not begin with the delimiter of the batch");
        assertThat(job.status()).isEqualTo(JobStatus.UNKNOWN);
    }

    @Test
    void anEmptyGoodAnswerIsNoAnswerToABatchWithoutResults() {
        BatchSession batch =
                session(NO_RESULTS, x -> x.send().head(204, "No Content").end());
        batch.collection("c").insert(Map.of());
        assertThat(failureOf(batch))
                .hasMessage(
                        UNKNOWN + "the answer is no answer to a batch: it ended after 0 bytes, before its first part");
    }

    @Test
    void anAnswerWithoutBodyIsNoAnswerToABatch() {
        BatchSession batch = session(x -> x.send().head(204, "No Content").end());
        batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e).hasMessage(UNKNOWN + "the batch answer ended after 0 bytes, before its first part");
    }

    @Test
    void aSessionWithoutResultsLearnsOfARefusalToo() {
        BatchSession batch = session(NO_RESULTS, x -> x.answer(405, "{\"errorNum\":405,\"errorMessage\":\"no\"}"));
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(job.status()).isEqualTo(JobStatus.NOT_RUN);
    }

    @Test
    void anAnswerAboveTheLimitIsRefused() {
        BatchSession batch = session(x -> x.answerBatch(BatchAnswer.part(200, "\"" + "x".repeat(2000) + "\"")));
        batch.collection("c").insert(Map.of());
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(e)
                .hasMessage(
                        UNKNOWN + "the answer to " + CALL + " by http://one.test:8529 is larger than the 1024 bytes "
                                + "that the option maxResponseBytes allows; ask for less at once, or raise the option");
    }

    @Test
    void aTransportThatWasClosedHasSentNothing() {
        BatchSession batch = session(x -> {});
        batch.collection("c").insert(Map.of());
        transport.close();
        BatchCommitException e = failureOf(batch);
        assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(e).hasMessage("the batch was not sent: the connection's transport is closed; open a new connection");
    }
}
