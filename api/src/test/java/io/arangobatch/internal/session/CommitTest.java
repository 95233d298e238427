package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.failed;
import static io.arangobatch.scripted.BatchAnswer.inserted;
import static io.arangobatch.scripted.BatchAnswer.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.arangobatch.AqlQueryException;
import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.JobStatus;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Documents;
import io.arangobatch.request.RawJson;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitTest {

    private static final BatchAnswer.Part BAD_QUERY = failed(400, 1501, "AQL: syntax error");

    private final List<AutoCloseable> open = new ArrayList<>();

    private BatchSession session(Consumer<ScriptedExchange> script) {
        return session(script, BatchOptions.defaults());
    }

    private BatchSession session(Consumer<ScriptedExchange> script, BatchOptions options) {
        return connection(script).beginBatch(options);
    }

    private Connection connection(Consumer<ScriptedExchange> script) {
        transport = ScriptedTransport.playing(script);
        Connection connection = ArangoDriver.connect(Probe.over(transport).build());
        open.add(transport);
        open.add(connection);
        return connection;
    }

    private ScriptedTransport transport = ScriptedTransport.byHand();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void eachJobGetsItsOwnResultOrError() {
        BatchSession batch = session(x -> x.answerBatch(
                inserted("students", "Kris"), part(201, "{\"result\":[100000],\"hasMore\":false}"), BAD_QUERY));
        BatchJob<DocumentMetadata> kris = batch.collection("students").insert(Map.of("_key", "Kris"));
        BatchJob<Cursor<Integer>> answer = batch.aql().query("RETURN 100000", Integer.class);
        BatchJob<Cursor<Object>> broken = batch.aql().query("INVALID QUERY", Object.class);
        batch.commit();
        assertThat(kris.result().id()).isEqualTo("students/Kris");
        assertThat(answer.result().first()).isEqualTo(100000);
        assertThatThrownBy(broken::result)
                .isInstanceOf(AqlQueryException.class)
                .hasMessage("POST /_api/cursor failed with HTTP 400, errorNum 1501: AQL: syntax error");
        assertThat(batch.queuedJobs()).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 64, 100_000})
    void theAnswerMayArriveInChunksOfAnySize(int size) {
        BatchSession batch = session(x -> x.send()
                .batchHead()
                .body(
                        BatchAnswer.of(x.boundary(), inserted("c", "a"), BAD_QUERY)
                                .getBytes(StandardCharsets.UTF_8),
                        size)
                .end());
        BatchJob<DocumentMetadata> job = batch.collection("c").insert(Map.of());
        BatchJob<?> bad = batch.aql().query("INVALID QUERY", Object.class);
        batch.commit();
        assertThat(job.result().key()).isEqualTo("a");
        assertThatThrownBy(bad::result).isInstanceOf(AqlQueryException.class);
    }

    @Test
    void partsOutOfOrderReachTheirJobsByTheirIds() {
        BatchSession batch = session(x -> x.send()
                .batchHead()
                .body(BatchAnswer.openOf(x.boundary(), 2, inserted("c", "b")))
                .body(BatchAnswer.of(x.boundary(), inserted("c", "a")))
                .end());
        BatchJob<DocumentMetadata> first = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of());
        batch.commit();
        assertThat(first.result().key()).isEqualTo("a");
        assertThat(second.result().key()).isEqualTo("b");
    }

    @Test
    void theResultTellsWhatTheCommitCame() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a"), BAD_QUERY));
        batch.collection("c").insert(Map.of());
        batch.aql().query("INVALID QUERY", Object.class);
        BatchResult result = batch.commit();
        assertThat(result.jobs()).isEqualTo(batch.queuedJobs());
        assertThat(result.requests()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(1);
        ScriptedExchange exchange = transport.onlyExchange();
        assertThat(result.bytesSent())
                .isEqualTo(exchange.request().body().length())
                .isEqualTo(exchange.sentText().length());
        assertThat(result.bytesReceived())
                .isEqualTo(BatchAnswer.of(exchange.boundary(), inserted("c", "a"), BAD_QUERY)
                        .length());
        assertThat(result.duration()).isPositive();
    }

    @Test
    void anEmptyCommitSendsNothing() {
        BatchSession batch = session(x -> x.answer(500, "{}"));
        BatchResult result = batch.commit();
        assertThat(transport.exchanges()).isEmpty();
        assertThat(result.jobs()).isEmpty();
        assertThat(result.requests()).isZero();
        assertThat(result.failed()).isZero();
        assertThat(result.bytesSent()).isZero();
        result.throwIfAnyFailed();
    }

    @Test
    void anEmptyCommitIsACommit() {
        BatchSession batch = session(x -> {});
        batch.commit();
        assertThatThrownBy(batch::commit).isInstanceOf(BatchStateException.class);
    }

    @Test
    void aSecondCommitIsRefused() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")));
        batch.collection("c").insert(Map.of());
        batch.commit();
        String text = "the batch is already committed and cannot be committed; begin another one";
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchStateException.class)
                .hasMessage(text);
        assertThatThrownBy(batch::commitAsync)
                .isInstanceOf(BatchStateException.class)
                .hasMessage(text);
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void anAddAfterTheCommitIsRefused() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")));
        batch.collection("c").insert(Map.of());
        batch.commit();
        assertThatThrownBy(() -> batch.collection("c").insert(Map.of()))
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is already committed and cannot take a request; begin another one");
        assertThat(batch.queuedJobs()).hasSize(1);
    }

    @Test
    void closingAfterTheCommitKeepsTheResults() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")));
        BatchJob<DocumentMetadata> job = batch.collection("c").insert(Map.of());
        batch.commit();
        batch.close();
        assertThat(job.status()).isEqualTo(JobStatus.DONE);
        assertThat(job.result().key()).isEqualTo("a");
    }

    @Test
    void aResultIsDecodedOnceAndOnTheThreadThatAsksFirst() {
        List<Thread> decodedOn = new ArrayList<>();
        BatchSession batch = session(x -> x.answerBatch(part(200, "{\"a\":1}")));
        BatchJob<Object> job = batch.add(ArangoRequest.of("GET", "/_api/x").decodedBy(response -> {
            decodedOn.add(Thread.currentThread());
            return new Object();
        }));
        batch.commit();
        assertThat(decodedOn).isEmpty();
        assertThat(job.result()).isSameAs(job.result());
        assertThat(decodedOn).containsExactly(Thread.currentThread());
    }

    @Test
    void anErrorIsTheSameExceptionAtEachCall() {
        BatchSession batch = session(x -> x.answerBatch(BAD_QUERY));
        BatchJob<?> job = batch.aql().query("INVALID QUERY", Object.class);
        batch.commit();
        assertThat(catchThrowable(job::result))
                .isInstanceOf(AqlQueryException.class)
                .isSameAs(catchThrowable(job::result));
    }

    @Test
    void whatTheCallersDecoderThrowsIsTheJobsOwnError() {
        BatchSession batch = session(x -> x.answerBatch(part(200, "{}"), inserted("c", "a")));
        BatchJob<Object> bad = batch.add(ArangoRequest.of("GET", "/_api/x").decodedBy(response -> {
            throw new IllegalArgumentException("mine");
        }));
        BatchJob<DocumentMetadata> good = batch.collection("c").insert(Map.of());
        batch.commit();
        assertThatThrownBy(bad::result)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("mine");
        assertThat(good.result().key()).isEqualTo("a");
    }

    @Test
    void aMissingDocumentIsAnEmptyResultAndCountsAsAFailure() {
        BatchSession batch = session(x -> x.answerBatch(failed(404, 1202, "document not found")));
        BatchJob<Optional<RawJson>> job = batch.collection("c").get("zz", RawJson.class);
        BatchResult result = batch.commit();
        assertThat(job.result()).isEmpty();
        assertThat(result.failed()).isEqualTo(1);
        assertThatThrownBy(result::throwIfAnyFailed)
                .isInstanceOf(BatchResultException.class)
                .hasMessage("1 of 1 request failed, and each was read as a result all the same");
    }

    @Test
    void failuresAreThrownTogether() {
        BatchSession batch = session(
                x -> x.answerBatch(inserted("c", "a"), failed(409, 1210, "unique constraint violated"), BAD_QUERY));
        batch.collection("c").insert(Map.of());
        batch.collection("c").insert(Map.of());
        batch.aql().query("INVALID QUERY", Object.class);
        BatchResult result = batch.commit();
        assertThatThrownBy(result::throwIfAnyFailed)
                .isInstanceOf(BatchResultException.class)
                .hasMessage(
                        "2 of 3 requests failed, the first: POST /_api/document/c failed with HTTP 409, errorNum 1210: "
                                + "unique constraint violated")
                .satisfies(e -> {
                    assertThat(e.getCause()).hasMessageContaining("1210");
                    assertThat(e.getSuppressed()).singleElement().isInstanceOf(AqlQueryException.class);
                });
    }

    @Test
    void withoutFailuresNothingIsThrown() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")));
        batch.collection("c").insert(Map.of());
        batch.commit().throwIfAnyFailed();
    }

    @Test
    void aSessionWithoutResultsKeepsNoJobsAndCountsByTheServersHeader() {
        BatchSession batch = session(
                x -> x.send()
                        .batchHead(new HttpHeader("X-Arango-Errors", "2"))
                        .body(BatchAnswer.of(x.boundary(), BAD_QUERY, BAD_QUERY))
                        .end(),
                BatchOptions.defaults().returnResults(false));
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        batch.collection("c").insert(Map.of());
        assertThat(batch.queuedJobs()).isEmpty();
        assertThat(job.id()).isZero();
        assertThat(job.status()).isEqualTo(JobStatus.PENDING);
        BatchResult result = batch.commit();
        assertThat(result.jobs()).isEmpty();
        assertThat(result.requests()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(2);
        assertThat(job.status()).isEqualTo(JobStatus.DONE);
        assertThatThrownBy(result::throwIfAnyFailed)
                .isInstanceOf(BatchResultException.class)
                .hasMessage(
                        "2 of 2 requests failed; which ones is not known here, for no results were kept; set returnResults, or ask each job that the callback of commit gets");
    }

    @Test
    void aSessionWithoutResultsCountsNoFailureWhereTheServerNamesNone() {
        BatchSession batch = session(
                x -> x.answerBatch(inserted("c", "a")), BatchOptions.defaults().returnResults(false));
        batch.collection("c").insert(Map.of());
        assertThat(batch.commit().failed()).isZero();
    }

    @Test
    void aJobOfASessionWithoutResultsSaysSo() {
        BatchSession batch = session(
                x -> x.answerBatch(inserted("c", "a")), BatchOptions.defaults().returnResults(false));
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        batch.commit();
        String text = "the batch session was told to return no results (returnResults is false)";
        assertThatThrownBy(job::result).isInstanceOf(BatchResultException.class).hasMessage(text);
        assertThat(Await.failure(job.toCompletableFuture())).hasMessage(text);
    }

    @Test
    void aBatchOfTheConnectionIsCommittedAtTheEnd() {
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
        Connection connection = connection(x -> x.answerBatch(inserted("c", "a")));
        BatchResult result =
                connection.batch(batch -> jobs.add(batch.collection("c").insert(Map.of())));
        assertThat(result.failed()).isZero();
        assertThat(jobs.get(0).result().key()).isEqualTo("a");
    }

    @Test
    void aBatchThatTheCallerCommittedIsNotCommittedAgain() {
        Connection connection = connection(x -> x.answerBatch(inserted("c", "a")));
        BatchResult result = connection.batch(batch -> {
            batch.collection("c").insert(Map.of());
            batch.commit();
        });
        assertThat(result.requests()).isEqualTo(1);
        assertThat(transport.exchanges()).hasSize(1);
    }

    @Test
    void anExceptionDiscardsTheBatchAndIsPassedOn() {
        IllegalStateException mine = new IllegalStateException("mine");
        List<BatchJob<?>> jobs = new ArrayList<>();
        Connection connection = connection(x -> {});
        assertThatThrownBy(() -> connection.batch(batch -> {
                    jobs.add(batch.collection("c").insert(Map.of()));
                    throw mine;
                }))
                .isSameAs(mine);
        assertThat(transport.exchanges()).isEmpty();
        assertThat(jobs.get(0).status()).isEqualTo(JobStatus.NOT_RUN);
    }

    @Test
    void aClosedConnectionRefusesItsSessions() {
        Connection connection = connection(x -> {});
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of());
        connection.close();
        String text = "the connection to [http://one.test:8529] is closed; open a new one with ArangoDriver.connect";
        assertThatThrownBy(() -> batch.collection("c").insert(Map.of()))
                .isInstanceOf(ConnectionStateException.class)
                .hasMessage(text);
        assertThatThrownBy(batch::commit)
                .isInstanceOf(ConnectionStateException.class)
                .hasMessage(text);
        assertThatThrownBy(connection::beginBatch).hasMessage(text);
        assertThatThrownBy(() -> connection.batch(b -> {})).hasMessage(text);
        assertThatThrownBy(() -> connection.execute(Documents.delete("c", "k"))).hasMessage(text);
        assertThatThrownBy(() -> connection.executeAsync(Documents.delete("c", "k")))
                .hasMessage(text);
    }

    @Test
    void aCommitThatWouldWaitOnAnIoThreadIsRefused() {
        BatchSession batch = session(x -> x.answerBatch(inserted("c", "a")));
        batch.collection("c").insert(Map.of());
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        transport.onIoThread(() -> refusal.complete(catchThrowable(batch::commit)));
        assertThat(Await.value(refusal))
                .isInstanceOf(ConnectionStateException.class)
                .hasMessage(
                        "BatchSession.commit() would wait on the thread \"scripted-io\", on which answers arrive; use the "
                                + "asynchronous form, or another thread");
        assertThat(transport.exchanges()).isEmpty();
        assertThat(batch.commit().failed()).isZero();
    }
}
