package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
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
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.Fault;
import io.arangobatch.tck.server.scripted.DeadEnds;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Commits that break: what became of the batch is told truthfully, and nothing is sent twice. */
class CommitFailuresTest extends ThroughEachTransport {

    private static final String STUDENTS = "students";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static BatchCommitException failureOf(BatchSession batch) {
        return catchThrowableOfType(BatchCommitException.class, batch::commit);
    }

    /** The answer to a batch with a part for each of the first {@code count} requests, and its length if it were whole. */
    private static String answer(ReceivedRequest batch, int count, int of) {
        String type = batch.values("Content-Type").get(0);
        String boundary = type.substring(type.indexOf("boundary=") + "boundary=".length());
        StringBuilder parts = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int id = 1; id <= of; id++) {
            String document = "{\"_id\":\"students/k" + id + "\",\"_key\":\"k" + id + "\",\"_rev\":\"_r\"}";
            whole.append("--")
                    .append(boundary)
                    .append("\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: ")
                    .append(id)
                    .append("\r\n\r\nHTTP/1.1 202 Accepted\r\nContent-Type: application/json; charset=utf-8\r\n")
                    .append("Content-Length: ")
                    .append(document.length())
                    .append("\r\n\r\n")
                    .append(document)
                    .append("\r\n");
            if (id == count) {
                parts.append(whole).append("--").append(boundary).append("\r\n");
            }
        }
        whole.append("--").append(boundary).append("--");
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + whole.length() + "\r\n\r\n"
                + (count == of ? whole : parts);
    }

    @Test
    void aBatchThatWasNotSentIsCommittedAgainWhenTheServerIsThere() {
        Endpoint closed;
        try (DeadEnds ends = new DeadEnds()) {
            closed = ends.refusing();
        }
        try (Connection db = via.connect(closed);
                BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.NOT_SENT);
            assertThat(kris.status()).isEqualTo(JobStatus.PENDING);

            try (EmbeddedArango arango =
                            EmbeddedArango.builder().port(closed.port()).start();
                    Connection other = via.connect(arango)) {
                other.collection(STUDENTS).create(CollectionOptions.none());
                BatchJob<DocumentMetadata> rita = batch.collection(STUDENTS).insert(Map.of("_key", "Rita"));

                BatchResult result = batch.commit();

                assertThat(result.requests()).isEqualTo(2);
                assertThat(kris.result().key()).isEqualTo("Kris");
                assertThat(rita.result().key()).isEqualTo("Rita");
            }
        }
    }

    @Test
    void jobsCompleteWhileTheAnswerIsStillArriving() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedServer slow = ScriptedServer.start(connection -> {
                    ReceivedRequest batch = connection.readRequest();
                    String whole = answer(batch, 3, 3);
                    String first = answer(batch, 1, 3);
                    connection.send(first);
                    connection.await(gate);
                    connection.send(whole.substring(first.length()));
                    connection.awaitClientEnd();
                });
                Connection db = via.connect(slow.endpoint());
                BatchSession batch = db.beginBatch(BatchOptions.defaults().coalesce(false))) {
            BatchJob<DocumentMetadata> first = batch.collection(STUDENTS).insert(Map.of("_key", "k1"));
            BatchJob<DocumentMetadata> second = batch.collection(STUDENTS).insert(Map.of("_key", "k2"));
            BatchJob<DocumentMetadata> third = batch.collection(STUDENTS).insert(Map.of("_key", "k3"));
            CompletableFuture<DocumentMetadata> early = first.toCompletableFuture();

            CompletableFuture<BatchResult> commit = batch.commitAsync();

            assertThat(early.get(30, TimeUnit.SECONDS).key()).isEqualTo("k1");
            assertThat(first.status()).isEqualTo(JobStatus.DONE);
            assertThat(second.status()).isEqualTo(JobStatus.PENDING);
            assertThat(commit).isNotDone();
            gate.countDown();
            assertThat(commit.get(30, TimeUnit.SECONDS).failed()).isZero();
            assertThat(third.result().key()).isEqualTo("k3");
        }
    }

    @Test
    void jobsAnsweredBeforeTheBreakKeepTheirResults() {
        try (ScriptedServer cut = ScriptedServer.start(connection -> {
                    connection.send(answer(connection.readRequest(), 2, 3));
                    connection.close();
                });
                Connection db = via.connect(cut.endpoint());
                BatchSession batch = db.beginBatch(BatchOptions.defaults().coalesce(false))) {
            BatchJob<DocumentMetadata> first = batch.collection(STUDENTS).insert(Map.of("_key", "k1"));
            BatchJob<DocumentMetadata> second = batch.collection(STUDENTS).insert(Map.of("_key", "k2"));
            BatchJob<DocumentMetadata> third = batch.collection(STUDENTS).insert(Map.of("_key", "k3"));

            BatchCommitException failure = failureOf(batch);

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(first.result().key()).isEqualTo("k1");
            assertThat(second.result().key()).isEqualTo("k2");
            assertThat(third.status()).isEqualTo(JobStatus.UNKNOWN);
            assertThatThrownBy(third::result)
                    .isInstanceOf(BatchResultException.class)
                    .hasMessage("request 3 (POST /_api/document/students) has no answer and may have run: "
                            + failure.getMessage());
            assertThatThrownBy(batch::commit)
                    .isInstanceOf(BatchStateException.class)
                    .hasMessage("the batch is already committed and cannot be committed; begin another one");
        }
    }

    @Test
    void aBatchWhoseAnswerIsLostIsSentOnceOnly() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = via.connect(arango)) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            arango.inject(request -> request.path().endsWith("/_api/batch"), Fault.resetAfterHandling());
            arango.journal().clear();

            try (BatchSession batch = db.beginBatch()) {
                BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

                assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
                assertThat(kris.status()).isEqualTo(JobStatus.UNKNOWN);
            }

            assertThat(arango.journal().requests(request -> request.path().endsWith("/_api/batch")))
                    .hasSize(1);
            assertThat(db.collection(STUDENTS).exists("Kris")).isTrue();
        }
    }

    @Test
    void anUnavailableServerMayHaveRunParts() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = via.connect(arango);
                BatchSession batch = db.beginBatch()) {
            arango.inject(request -> true, Fault.status(503));
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

            BatchCommitException failure = failureOf(batch);

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(failure)
                    .hasMessage("the server gave the batch up, and some of its requests may have run: POST"
                            + " /_db/_system/_api/batch failed with HTTP 503, errorNum 0: Service Unavailable");
        }
    }

    private void assertRejected(ConnectionConfig.Builder config, String message) {
        try (Connection db = ArangoDriver.connect(config.build());
                BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

            BatchCommitException failure = failureOf(batch);

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.REJECTED);
            assertThat(failure).hasMessage(message);
            assertThat(kris.status()).isEqualTo(JobStatus.NOT_RUN);
            assertThatThrownBy(kris::result)
                    .isInstanceOf(BatchResultException.class)
                    .hasMessage("request 1 (POST /_api/document/students) was not run: " + message);
        }
    }

    @Test
    void aWrongPasswordRejectsTheBatch() {
        try (EmbeddedArango arango =
                EmbeddedArango.builder().authentication("root", "right").start()) {
            assertRejected(
                    via.config(arango).user("root").password("wrong"),
                    "the server refused the batch and ran nothing of it: POST /_db/_system/_api/batch failed with HTTP 401,"
                            + " errorNum 0: Unauthorized");
        }
    }

    @Test
    void aRefusedLoginRejectsTheBatch() {
        try (EmbeddedArango arango =
                EmbeddedArango.builder().authentication("root", "right").start()) {
            assertRejected(
                    via.config(arango).user("root").password("wrong").auth(AuthMethod.JWT),
                    "the server refused the batch and ran nothing of it: POST /_open/auth failed with HTTP 401, errorNum 401:"
                            + " Wrong credentials");
        }
    }

    @Test
    void anUnknownDatabaseRejectsTheBatch() {
        try (EmbeddedArango arango = EmbeddedArango.start()) {
            assertRejected(
                    via.config(arango).database("nowhere"),
                    "the server refused the batch and ran nothing of it: POST /_db/nowhere/_api/batch failed with HTTP 404,"
                            + " errorNum 1228: database not found");
        }
    }

    @Test
    void aServerWithoutBatchEndpointRejectsABatchThatMustTravelSo() {
        try (EmbeddedArango arango =
                EmbeddedArango.builder().serverVersion("3.12.4").start()) {
            assertRejected(
                    via.config(arango).carrier(BatchCarrier.MULTIPART),
                    "the server has no batch endpoint, so nothing of the batch was run: /_api/batch exists from 1.1 to"
                            + " 3.12.2; POST /_db/_system/_api/batch failed with HTTP 404, errorNum 404: unknown path"
                            + " '/_api/batch'");
        }
    }

    @Test
    void aBatchThatIsTooLargeForTheServerIsRejected() {
        try (EmbeddedArango arango = EmbeddedArango.builder().maxBodyBytes(100).start()) {
            assertRejected(
                    via.config(arango),
                    "the server refused the batch and ran nothing of it: POST /_db/_system/_api/batch failed with HTTP 413,"
                            + " errorNum 0: Payload Too Large");
        }
    }

    @Test
    void aTokenSupplierThatFailsLeavesTheBatchUnsent() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = ArangoDriver.connect(via.config(arango)
                        .auth(AuthMethod.JWT)
                        .tokenSupplier(() -> {
                            throw new IllegalStateException("the vault is sealed");
                        })
                        .build());
                BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

            BatchCommitException failure = failureOf(batch);

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
            assertThat(failure).hasMessage("the batch was not sent and can be committed again: the vault is sealed");
            assertThat(kris.status()).isEqualTo(JobStatus.PENDING);
            assertThat(arango.journal().requests()).isEmpty();
        }
    }

    @Test
    void aConnectionClosedWhileABatchIsCommittedEndsTheCommit() throws Exception {
        try (ScriptedServer mute = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        })) {
            Connection db = via.connect(mute.endpoint());
            BatchSession batch = db.beginBatch();
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            CompletableFuture<BatchResult> commit = batch.commitAsync();
            mute.awaitRequests(1, PATIENCE);

            db.close();

            assertThatThrownBy(() -> commit.get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(BatchCommitException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN));
            assertThat(kris.status()).isEqualTo(JobStatus.UNKNOWN);
            mute.awaitOpen(0, PATIENCE);
        }
    }

    @Test
    void aSessionClosedWhileItIsCommittedBreaksTheCommitOff() {
        try (ScriptedServer mute = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.awaitClientEnd();
                });
                Connection db = via.connect(mute.endpoint())) {
            BatchSession batch = db.beginBatch();
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            CompletableFuture<BatchResult> commit = batch.commitAsync();
            mute.awaitRequests(1, PATIENCE);

            batch.close();

            mute.awaitOpen(0, PATIENCE);
            assertThatThrownBy(() -> commit.get(30, TimeUnit.SECONDS))
                    .cause()
                    .hasMessage(
                            "POST /_db/_system/_api/batch was cancelled while it was under way; the requests of the batch"
                                    + " may have run");
            assertThat(kris.status()).isEqualTo(JobStatus.UNKNOWN);
        }
    }
}
