package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.AqlQueryException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.Connection;
import io.arangobatch.DocumentException;
import io.arangobatch.JobStatus;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session promises, over real sockets. */
class SessionTest extends ThroughEachTransport {

    private static final String STUDENTS = "students";

    private EmbeddedArango arango;
    private Connection db;

    @BeforeEach
    void connect() {
        arango = EmbeddedArango.start();
        db = via.connect(arango);
        db.collection(STUDENTS).create(CollectionOptions.none());
    }

    @AfterEach
    void disconnect() {
        db.close();
        arango.close();
    }

    private long stored() {
        return db.collection(STUDENTS).count();
    }

    @Test
    void theStudentsAreCommittedInOneCall() {
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            BatchJob<DocumentMetadata> rita = batch.collection(STUDENTS).insert(Map.of("_key", "Rita"));
            BatchJob<Cursor<Integer>> answer = batch.aql().query("RETURN 100000", Integer.class);
            BatchJob<Cursor<Object>> broken = batch.aql().query("INVALID QUERY", Object.class);
            db.metadata();
            arango.journal().clear();

            BatchResult result = batch.commit();

            assertThat(arango.journal().requests())
                    .singleElement()
                    .satisfies(call ->
                            assertThat(call.method() + " " + call.target()).isEqualTo("POST /_db/_system/_api/batch"));
            assertThat(result.jobs()).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
            assertThat(result.requests()).isEqualTo(4);
            assertThat(result.failed()).isEqualTo(1);
            assertThat(kris.result().id()).isEqualTo("students/Kris");
            assertThat(rita.result().id()).isEqualTo("students/Rita");
            assertThat(answer.result().first()).isEqualTo(100_000);
            assertThatThrownBy(broken::result).isInstanceOfSatisfying(AqlQueryException.class, e -> {
                assertThat(e.status()).isEqualTo(400);
                assertThat(e.errorNum()).isEqualTo(1501);
                assertThat(e.errorMessage()).contains("syntax error");
            });
        }
    }

    @Test
    void nothingIsSentBeforeTheCommit() {
        try (BatchSession batch = db.beginBatch()) {
            arango.journal().clear();
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

            assertThat(kris.status()).isEqualTo(JobStatus.PENDING);
            assertThat(arango.journal().requests()).isEmpty();
            assertThatThrownBy(kris::result)
                    .isInstanceOf(BatchResultException.class)
                    .hasMessage(
                            "the result of request 1 (POST /_api/document/students) is not available yet; commit the batch first");
            assertThat(stored()).isZero();
        }
    }

    @Test
    void aSessionClosedWithoutACommitSendsNothing() {
        BatchSession batch = db.beginBatch();
        BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
        arango.journal().clear();

        batch.close();
        batch.close();

        assertThat(arango.journal().requests()).isEmpty();
        assertThat(kris.status()).isEqualTo(JobStatus.NOT_RUN);
        assertThatThrownBy(kris::result)
                .hasMessage("request 1 (POST /_api/document/students) was not run: its batch was discarded");
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch session is closed and cannot be committed; begin another one");
    }

    @Test
    void anEmptyCommitSendsNothing() {
        arango.journal().clear();

        BatchResult result = db.batch(batch -> {});

        assertThat(result.requests()).isZero();
        assertThat(arango.journal().requests()).isEmpty();
    }

    @Test
    void requestsRunInTheOrderInWhichTheyWereAdded() {
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<Long> before = batch.collection(STUDENTS).count();
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris", "n", 0));
            List<BatchJob<DocumentMetadata>> updates = IntStream.rangeClosed(1, 20)
                    .mapToObj(n -> batch.collection(STUDENTS).update("Kris", Map.of("n", n)))
                    .toList();
            BatchJob<Long> after = batch.collection(STUDENTS).count();
            batch.commit();

            assertThat(before.result()).isZero();
            assertThat(after.result()).isEqualTo(1);
            for (int i = 1; i < updates.size(); i++) {
                assertThat(updates.get(i).result().oldRev())
                        .contains(updates.get(i - 1).result().rev());
            }
        }
        assertThat(db.aql()
                        .query("RETURN DOCUMENT('students/Kris').n", Integer.class)
                        .first())
                .isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 128, 10_000})
    void eachJobOfABatchHasItsOwnResult(int parts) {
        try (BatchSession batch = db.beginBatch()) {
            List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                jobs.add(batch.collection(STUDENTS).insert(Map.of("_key", "k" + i)));
            }
            db.metadata();
            arango.journal().clear();

            BatchResult result = batch.commit();

            assertThat(arango.journal().requests()).hasSize(1);
            assertThat(result.failed()).isZero();
            assertThat(result.requests()).isEqualTo(parts);
            for (int i = 0; i < parts; i++) {
                assertThat(jobs.get(i).id()).isEqualTo(i + 1);
                assertThat(jobs.get(i).result().key()).isEqualTo("k" + i);
            }
        }
        assertThat(stored()).isEqualTo(parts);
    }

    @Test
    void aFailureLeavesTheOtherRequestsAlone() {
        db.collection(STUDENTS).insert(Map.of("_key", "Kris"));
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> again = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            BatchJob<DocumentMetadata> rita = batch.collection(STUDENTS).insert(Map.of("_key", "Rita"));
            BatchJob<DocumentMetadata> nowhere = batch.collection("nowhere").insert(Map.of("_key", "Jake"));
            BatchJob<java.util.Optional<JsonNode>> missing =
                    batch.collection(STUDENTS).get("nobody", JsonNode.class);
            BatchJob<DocumentMetadata> jill = batch.collection(STUDENTS).insert(Map.of("_key", "Jill"));

            BatchResult result = batch.commit();

            assertThat(rita.result().key()).isEqualTo("Rita");
            assertThat(jill.result().key()).isEqualTo("Jill");
            assertThat(missing.result()).isEmpty();
            assertThatThrownBy(again::result)
                    .isInstanceOfSatisfying(
                            DocumentException.class,
                            e -> assertThat(e.errorNum()).isEqualTo(1210));
            assertThatThrownBy(nowhere::result)
                    .isInstanceOfSatisfying(
                            DocumentException.class,
                            e -> assertThat(e.errorNum()).isEqualTo(1203));
            assertThat(result.failed()).isEqualTo(3);
            assertThatThrownBy(result::throwIfAnyFailed)
                    .isInstanceOf(BatchResultException.class)
                    .hasMessageStartingWith(
                            "3 of 5 requests failed, the first: POST /_api/document/students failed with"
                                    + " HTTP 409, errorNum 1210: ");
        }
    }

    @Test
    void withoutResultsOnlyTheNumberOfFailuresIsTold() {
        try (BatchSession batch = db.beginBatch(BatchOptions.defaults().returnResults(false))) {
            BatchJob<DocumentMetadata> jake = batch.collection(STUDENTS).insert(Map.of("_key", "Jake"));
            batch.collection(STUDENTS).insert(Map.of("_key", "Jake"));
            batch.collection(STUDENTS).insert(Map.of("_key", "Jill"));

            BatchResult result = batch.commit();

            assertThat(result.jobs()).isEmpty();
            assertThat(result.requests()).isEqualTo(3);
            assertThat(result.failed()).isEqualTo(1);
            assertThat(stored()).isEqualTo(2);
            assertThatThrownBy(jake::result).isInstanceOf(BatchResultException.class);
            assertThatThrownBy(result::throwIfAnyFailed)
                    .hasMessage(
                            "1 of 3 requests failed; which ones is not known here, for no results were kept; set returnResults, or ask each job that the callback of commit gets");
        }
    }

    @Test
    void aCommittedSessionTakesNothingMore() {
        try (BatchSession batch = db.beginBatch()) {
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            batch.commit();

            assertThatThrownBy(batch::commit)
                    .isInstanceOf(BatchStateException.class)
                    .hasMessage("the batch is already committed and cannot be committed; begin another one");
            assertThatThrownBy(() -> batch.collection(STUDENTS).insert(Map.of("_key", "Rita")))
                    .isInstanceOf(BatchStateException.class)
                    .hasMessage("the batch is already committed and cannot take a request; begin another one");
        }
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void anExceptionInTheWorkDiscardsTheBatch() {
        IllegalStateException mine = new IllegalStateException("mine");

        assertThatThrownBy(() -> db.batch(batch -> {
                    batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
                    throw mine;
                }))
                .isSameAs(mine);

        assertThat(stored()).isZero();
    }

    @Test
    void anAsynchronousCommitReturnsBeforeTheServerAnswers() throws Exception {
        arango.inject(request -> request.path().endsWith("/_api/batch"), Fault.delay(Duration.ofMillis(300)));
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            CompletableFuture<DocumentMetadata> future = kris.toCompletableFuture();

            CompletableFuture<BatchResult> commit = batch.commitAsync();

            assertThat(kris.status()).isEqualTo(JobStatus.PENDING);
            assertThatThrownBy(batch::commit)
                    .isInstanceOf(BatchStateException.class)
                    .hasMessage("the batch is being committed and cannot be committed; begin another one");
            assertThat(commit.get(30, TimeUnit.SECONDS).failed()).isZero();
            assertThat(future.get(30, TimeUnit.SECONDS).key()).isEqualTo("Kris");
        }
    }

    @Test
    void aCallbackOfAnAsynchronousCommitMayUseTheConnection() throws Exception {
        try (BatchSession batch = db.beginBatch()) {
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

            CompletableFuture<Long> counted = batch.commitAsync().thenApply(result -> stored());

            assertThat(counted.get(30, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void aSecondThreadIsRefused() throws Exception {
        arango.inject(request -> request.path().endsWith("/_api/batch"), Fault.delay(Duration.ofMillis(500)));
        try (BatchSession batch = db.beginBatch()) {
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            arango.journal().clear();
            CompletableFuture<BatchResult> first = CompletableFuture.supplyAsync(batch::commit);
            assertThat(arango.journal().await(1, Duration.ofSeconds(30))).isTrue();

            assertThatThrownBy(batch::queuedJobs).isInstanceOf(BatchStateException.class);

            assertThat(first.get(30, TimeUnit.SECONDS).failed()).isZero();
        }
    }

    @Test
    void theBytesOfTheCallAreCounted() {
        try (BatchSession batch = db.beginBatch()) {
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            db.metadata();
            arango.journal().clear();

            BatchResult result = batch.commit();

            assertThat(result.bytesSent())
                    .isEqualTo(arango.journal().requests().get(0).bodyLength());
            assertThat(result.bytesReceived())
                    .isPositive()
                    .isLessThan(arango.journal().bytesSent());
            assertThat(result.duration()).isPositive();
        }
    }
}
