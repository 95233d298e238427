package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.JobStatus;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.QueryOptions;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.tck.bench.Relay;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.RecordedRequest;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a commit finds its way to servers with and without a batch endpoint. */
class CarrierTest extends ThroughEachTransport {

    private static final String STUDENTS = "students";

    @ParameterizedTest
    @ValueSource(ints = {1, 128, 10_000})
    void withoutABatchEndpointTheRequestsGoOneByOneInOrder(int requests) {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion("3.12.4").start();
                Connection db = via.connect(arango)) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            db.metadata();
            arango.journal().clear();

            try (BatchSession batch = db.beginBatch(BatchOptions.defaults().coalesce(false))) {
                List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
                List<String> targets = new ArrayList<>();
                for (int i = 0; i < requests; i++) {
                    jobs.add(batch.collection(STUDENTS).replace("k" + i, Map.of("n", i)));
                    targets.add("/_db/_system/_api/document/students/k" + i);
                }
                BatchResult result = batch.commit();

                assertThat(arango.journal().requests())
                        .extracting(RecordedRequest::target)
                        .isEqualTo(targets);
                assertThat(result.calls()).isEqualTo(requests);
                assertThat(result.failed()).isEqualTo(requests);
                assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3.2.2, MULTIPART, ArangoDB 3.2.2 has /_api/batch",
        "3.12.2, MULTIPART, ArangoDB 3.12.2 has /_api/batch",
        "3.12.4, PIPELINE, ArangoDB 3.12.4 has no /_api/batch"
    })
    void theMetadataTellVersionCarrierAndWhy(String version, BatchCarrier carrier, String reason) {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion(version).start();
                Connection db = via.connect(arango)) {
            ConnectionMetadata metadata = db.metadata();

            assertThat(metadata.serverVersion()).contains(version);
            assertThat(metadata.carrier()).isEqualTo(carrier);
            assertThat(metadata.reason()).isEqualTo(reason);
        }
    }

    @Test
    void aRefusedEndpointRunsNothingAndTheSameCommitGoesOnWithoutIt() {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().batchNotImplemented().start();
                Connection db = via.connect(arango)) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            BatchSession batch = db.beginBatch();
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            BatchResult result = batch.commit();

            assertThat(kris.result().id()).isEqualTo("students/Kris");
            assertThat(result.calls()).isEqualTo(2);
            assertThat(db.metadata().carrier()).isEqualTo(BatchCarrier.PIPELINE);
            assertThat(db.metadata().reason())
                    .isEqualTo("the server has no /_api/batch: it answered HTTP 501, errorNum 9");
        }
    }

    @Test
    void theChoiceIsRemembered() {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion("3.12.4").start();
                Connection db = via.connect(arango)) {
            db.batch(batch -> batch.serverVersion());
            arango.journal().clear();
            db.batch(batch -> batch.serverVersion());

            assertThat(arango.journal().requests())
                    .extracting(RecordedRequest::target)
                    .containsExactly("/_db/_system/_api/version");
        }
    }

    @Test
    void theWishOfTheConfigurationIsFollowed() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = ArangoDriver.connect(
                        via.config(arango).carrier(BatchCarrier.PIPELINE).build())) {
            db.batch(batch -> batch.serverVersion());

            assertThat(arango.journal().requests())
                    .extracting(RecordedRequest::target)
                    .containsExactly("/_db/_system/_api/version");
            assertThat(db.metadata().reason()).isEqualTo("the option carrier asks for it");
        }
    }

    private Connection pipeline(Endpoint server) {
        return ArangoDriver.connect(
                via.config(server).carrier(BatchCarrier.PIPELINE).build());
    }

    private static List<BatchJob<JsonNode>> posts(BatchSession batch, int count) {
        List<BatchJob<JsonNode>> jobs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            jobs.add(batch.add(ArangoRequest.of("POST", "/_api/number/" + i).json(Map.of("n", i))));
        }
        return jobs;
    }

    /** The answer to a request, which tells its number. */
    private static String answer(ReceivedRequest request, String header) {
        String target = request.target();
        String body = "{\"id\":" + target.substring(target.lastIndexOf('/') + 1) + "}";
        return "HTTP/1.1 200 OK\r\n" + header + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    @Test
    void aBreakInTheMiddleIsFollowedByACommitOfWhatWasNotSent() {
        AtomicInteger connections = new AtomicInteger();
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    int answers = connections.incrementAndGet() == 1 ? 5 : Integer.MAX_VALUE;
                    for (int i = 0; i < answers; i++) {
                        connection.send(answer(connection.readRequest(), ""));
                    }
                    connection.readRequest();
                    connection.reset();
                });
                Connection db = pipeline(server.endpoint());
                BatchSession batch = db.beginBatch()) {
            List<BatchJob<JsonNode>> jobs = posts(batch, 100);

            BatchCommitException failure = catchThrowableOfType(BatchCommitException.class, batch::commit);

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            // A reset may take answers with it that had not been read.
            List<JobStatus> broken =
                    jobs.stream().<JobStatus>map(BatchJob::status).toList();
            int done = Collections.frequency(broken, JobStatus.DONE);
            int unknown = Collections.frequency(broken, JobStatus.UNKNOWN);
            assertThat(done).isBetween(0, 5);
            assertThat(unknown).isPositive();
            assertThat(broken.subList(0, done)).containsOnly(JobStatus.DONE);
            assertThat(broken.subList(done, done + unknown)).containsOnly(JobStatus.UNKNOWN);
            assertThat(batch.pendingRequests()).isEqualTo(100 - done - unknown).isPositive();

            BatchJob<JsonNode> added =
                    batch.add(ArangoRequest.of("POST", "/_api/number/101").json(Map.of()));
            BatchResult result = batch.commit();

            assertThat(added.result().path("id").asInt()).isEqualTo(101);
            assertThat(result.failed()).isEqualTo(unknown);
            assertThat(server.requests())
                    .extracting(ReceivedRequest::target)
                    .doesNotHaveDuplicates()
                    .contains("/_db/_system/_api/number/100");
        }
    }

    @Test
    void aServerThatClosesTheConnectionNowAndThenGetsEachRequestAnswered() {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    for (int i = 0; i < 6; i++) {
                        connection.send(answer(connection.readRequest(), ""));
                    }
                    connection.send(answer(connection.readRequest(), "Connection: close\r\n"));
                    connection.halfClose();
                    connection.awaitClientEnd();
                });
                Connection db = pipeline(server.endpoint());
                BatchSession batch = db.beginBatch()) {
            List<BatchJob<JsonNode>> jobs = posts(batch, 70);

            BatchResult result = batch.commit();

            assertThat(result.failed()).isZero();
            assertThat(jobs)
                    .allSatisfy(
                            job -> assertThat(job.result().path("id").asInt()).isEqualTo(job.id()));
            assertThat(server.accepted()).isEqualTo(10);
        }
    }

    @Test
    void aCursorOfAPipelineContinuesAfterTheCommit() {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion("3.12.4").start();
                Connection db = via.connect(arango);
                BatchSession batch = db.beginBatch()) {
            BatchJob<Cursor<Integer>> cursor = batch.add(Aql.query(
                    "FOR i IN 1..100 RETURN i", Map.of(), QueryOptions.none().batchSize(7), Integer.class));
            batch.commit();

            assertThat(cursor.result().toList()).hasSize(100).endsWith(99, 100);
        }
    }

    @Test
    void largeDocumentsGoThroughAPipeline() {
        try (EmbeddedArango arango =
                        EmbeddedArango.builder().serverVersion("3.12.4").start();
                Connection db = via.connect(arango);
                BatchSession batch = db.beginBatch()) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            List<BatchJob<Optional<JsonNode>>> reads = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String text = Character.toString('a' + i).repeat(3 << 20);
                batch.collection(STUDENTS).insert(Map.of("_key", "k" + i, "text", text));
                reads.add(batch.collection(STUDENTS).get("k" + i, JsonNode.class));
            }

            assertThat(batch.commit().failed()).isZero();

            for (int i = 0; i < 10; i++) {
                String text = reads.get(i).result().orElseThrow().path("text").asText();
                assertThat(text).hasSize(3 << 20).startsWith(Character.toString('a' + i));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3.11.14, 3.12.4", "3.12.4, 3.11.14"})
    void aServerThatIsExchangedUnderALiveConnectionIsServedOn(String before, String after) {
        try (EmbeddedArango first =
                        EmbeddedArango.builder().serverVersion(before).start();
                EmbeddedArango second =
                        EmbeddedArango.builder().serverVersion(after).start()) {
            AtomicInteger behind = new AtomicInteger(first.port());
            try (ScriptedServer front = ScriptedServer.start(connection -> {
                        while (true) {
                            ReceivedRequest request = connection.readRequest();
                            connection.send(Relay.exchange(behind.get(), request));
                        }
                    });
                    Connection db = via.connect(front.endpoint())) {
                assertThat(versionByBatch(db)).isEqualTo(before);

                behind.set(second.port());

                assertThat(versionByBatch(db)).isEqualTo(after);
                assertThat(versionByBatch(db)).isEqualTo(after);
                assertThat(db.metadata().carrier()).isEqualTo(BatchCarrier.PIPELINE);
                assertThat(front.accepted()).isEqualTo(1);
            }
        }
    }

    private static String versionByBatch(Connection db) {
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<ServerVersion> version = batch.serverVersion();
            assertThat(batch.commit().failed()).isZero();
            return version.result().version();
        }
    }
}
