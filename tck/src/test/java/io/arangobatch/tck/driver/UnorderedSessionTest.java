package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.DocumentException;
import io.arangobatch.JobStatus;
import io.arangobatch.LoadBalancing;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.RawJson;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.EmbeddedCluster;
import io.arangobatch.tck.server.RecordedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions whose order does not matter. */
class UnorderedSessionTest extends ThroughEachTransport {

    private static final BatchOptions UNORDERED = BatchOptions.defaults().ordered(false);
    private static final String STUDENTS = "students";

    private EmbeddedArango arango;
    private Connection db;

    @BeforeEach
    void connect() {
        arango = EmbeddedArango.start();
        db = via.connect(arango);
        db.collection(STUDENTS).create(CollectionOptions.none());
        db.metadata();
        arango.journal().clear();
    }

    @AfterEach
    void disconnect() {
        db.close();
        arango.close();
    }

    @Test
    void operationsOfOneKindTravelTogetherThoughOthersCameInBetween() {
        BatchResult result = db.batch(UNORDERED.connections(1), batch -> {
            for (int i = 0; i < 100; i++) {
                batch.collection(STUDENTS).insert(Map.of("_key", "k" + i));
                batch.collection(STUDENTS).delete("none" + i);
            }
        });

        assertThat(result.requests()).isEqualTo(200);
        assertThat(result.wireRequests()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(100);
    }

    @Test
    void aCommitIsSpreadOverSeveralConnections() {
        BatchResult result = db.batch(UNORDERED.connections(3), batch -> {
            for (int i = 0; i < 300; i++) {
                batch.collection(STUDENTS).insert(Map.of("_key", "k" + i));
            }
        });

        assertThat(result.calls()).isEqualTo(3);
        assertThat(arango.journal().requests())
                .extracting(RecordedRequest::target)
                .containsExactly("/_db/_system/_api/batch", "/_db/_system/_api/batch", "/_db/_system/_api/batch");
        assertThat(db.collection(STUDENTS).count()).isEqualTo(300);
    }

    @Test
    void aCommitIsSpreadOverSeveralServersWhereTheyTakeTurns() {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(3);
                Connection other = ArangoDriver.connect(via.config(cluster.nodes().stream()
                                .map(node -> new Endpoint("127.0.0.1", node.port(), false))
                                .toArray(Endpoint[]::new))
                        .loadBalancing(LoadBalancing.ROUND_ROBIN)
                        .carrier(BatchCarrier.MULTIPART)
                        .build())) {
            other.collection(STUDENTS).create(CollectionOptions.none());
            BatchResult result = other.batch(UNORDERED.connections(3), batch -> {
                for (int i = 0; i < 300; i++) {
                    batch.collection(STUDENTS).insert(Map.of("_key", "k" + i));
                }
            });

            assertThat(result.failed()).isZero();
            assertThat(cluster.nodes())
                    .allSatisfy(node -> assertThat(node.server().journal().requests())
                            .anySatisfy(call -> assertThat(call.target()).endsWith("/_api/batch")));
            assertThat(other.collection(STUDENTS).count()).isEqualTo(300);
        }
    }

    @Test
    void resultsStayWithTheirJobsAndOneDocumentsOperationsKeepTheirOrder() {
        Random random = new Random(20_261_122);
        Map<String, Integer> expected = new TreeMap<>();
        List<BatchJob<?>> reads = new ArrayList<>();
        List<Optional<Integer>> seen = new ArrayList<>();
        try (BatchSession batch = db.beginBatch(UNORDERED)) {
            for (int i = 0; i < 3_000; i++) {
                String key = "k" + random.nextInt(20);
                switch (random.nextInt(5)) {
                    case 0 -> {
                        batch.collection(STUDENTS).insert(Map.of("_key", key, "n", i));
                        expected.putIfAbsent(key, i);
                    }
                    case 1 -> {
                        batch.collection(STUDENTS).insert(RawJson.of("{\"n\":" + i + ",\"_key\":\"" + key + "\"}"));
                        expected.putIfAbsent(key, i);
                    }
                    case 2 -> {
                        batch.collection(STUDENTS).update(key, Map.of("n", i));
                        expected.replace(key, i);
                    }
                    case 3 -> {
                        batch.collection(STUDENTS).delete(key);
                        expected.remove(key);
                    }
                    default -> {
                        reads.add(batch.collection(STUDENTS).get(key, JsonNode.class));
                        seen.add(Optional.ofNullable(expected.get(key)));
                    }
                }
            }
            batch.commit();
        }

        assertThat(reads)
                .extracting(job -> ((Optional<?>) job.result())
                        .map(document -> ((JsonNode) document).path("n").asInt()))
                .isEqualTo(seen);
        Map<String, Integer> stored = new TreeMap<>();
        try (Cursor<JsonNode> all = db.aql().query("FOR s IN students RETURN s", JsonNode.class)) {
            all.forEach(document -> stored.put(
                    document.path("_key").asText(), document.path("n").asInt()));
        }
        assertThat(stored).isEqualTo(expected);
    }

    @Test
    void eachFailureIsItsOwnJobs() {
        try (BatchSession batch = db.beginBatch(UNORDERED)) {
            BatchJob<DocumentMetadata> kris = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            BatchJob<DocumentMetadata> again = batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));
            BatchJob<Cursor<Integer>> answer = batch.aql().query("RETURN 100000", Integer.class);
            BatchResult result = batch.commit();

            assertThat(result.failed()).isEqualTo(1);
            assertThat(batch.queuedJobs()).extracting(BatchJob::id).containsExactly(1, 2, 3);
            assertThat(kris.result().id()).isEqualTo("students/Kris");
            assertThat(answer.result().first()).isEqualTo(100_000);
            assertThatThrownBy(again::result)
                    .isInstanceOfSatisfying(
                            DocumentException.class,
                            e -> assertThat(e.errorNum()).isEqualTo(1210));
        }
    }

    @Test
    void withoutResultsTheFailuresOfAllConnectionsAreCounted() {
        for (BatchCarrier carrier : List.of(BatchCarrier.MULTIPART, BatchCarrier.PIPELINE)) {
            try (Connection other =
                    ArangoDriver.connect(via.config(arango).carrier(carrier).build())) {
                BatchResult result = other.batch(UNORDERED.returnResults(false), batch -> {
                    for (int i = 0; i < 100; i++) {
                        batch.collection(STUDENTS).delete("none" + i);
                    }
                });

                assertThat(result.failed()).isEqualTo(100);
                assertThat(result.jobs()).isEmpty();
            }
        }
    }

    @Test
    void whatWasNotSentCanBeCommittedAgain() {
        AtomicBoolean silent = new AtomicBoolean(true);
        try (Connection speechless = ArangoDriver.connect(via.config(arango)
                        .user("root")
                        .auth(AuthMethod.JWT)
                        .tokenSupplier(() -> {
                            if (silent.get()) {
                                throw new IllegalStateException("no token yet");
                            }
                            return "token";
                        })
                        .build());
                BatchSession batch = speechless.beginBatch(UNORDERED)) {
            List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                jobs.add(batch.collection(STUDENTS).insert(Map.of("_key", "k" + i)));
            }

            assertThatThrownBy(batch::commit)
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT));
            assertThat(batch.pendingRequests()).isEqualTo(50);
            silent.set(false);
            BatchResult result = batch.commit();

            assertThat(result.failed()).isZero();
            assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
            assertThat(db.collection(STUDENTS).count()).isEqualTo(50);
        }
    }
}
