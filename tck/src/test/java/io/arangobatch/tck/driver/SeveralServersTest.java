package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.DocumentException;
import io.arangobatch.LoadBalancing;
import io.arangobatch.RetryPolicy;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.QueryOptions;
import io.arangobatch.request.Server;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.EmbeddedCluster;
import io.arangobatch.tck.server.RecordedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.tls.Certificates;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster of three coordinators, of which some are away: who is asked, who is left alone, who is asked again. */
class SeveralServersTest extends ThroughEachTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String STUDENTS = "students";

    private final EmbeddedCluster cluster = EmbeddedCluster.start(3);

    @AfterEach
    void stop() {
        cluster.close();
    }

    private ConnectionConfig.Builder config(int... nodes) {
        ConnectionConfig.Builder config = via.config();
        for (int node : nodes) {
            config.endpoint("127.0.0.1", cluster.node(node).port());
        }
        return config;
    }

    private Connection connect(LoadBalancing balancing) {
        return ArangoDriver.connect(config(0, 1, 2).loadBalancing(balancing).build());
    }

    private List<RecordedRequest> requests(int node) {
        return cluster.node(node).server().journal().requests();
    }

    private static Script answering(int status, String error) {
        return connection -> {
            while (true) {
                connection.readRequest();
                connection.send("HTTP/1.1 " + status + " Anything\r\nContent-Type: application/json\r\nContent-Length: "
                        + error.length() + "\r\n\r\n" + error);
            }
        };
    }

    private static String refusal(int errorNum, String message) {
        return "{\"error\":true,\"code\":503,\"errorNum\":" + errorNum + ",\"errorMessage\":\"" + message + "\"}";
    }

    @Test
    void aNodeThatIsAwayFromTheBeginningIsPassedOver() {
        cluster.node(0).stop();
        try (Connection db = connect(LoadBalancing.NONE)) {
            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");
        }

        assertThat(requests(1)).hasSize(1);
    }

    /** A kept connection that ends just as a request goes out leaves open whether it has run, so the request is one that may run twice. */
    @Test
    void aNodeThatGoesAwayBetweenCallsIsPassedOver() {
        try (Connection db =
                ArangoDriver.connect(config(0, 1, 2).retry(RetryPolicy.of(3)).build())) {
            db.serverVersion();
            cluster.node(0).stop();

            db.execute(Server.version().repeatable());
            db.serverVersion();
        }
        assertThat(requests(1)).hasSize(2);
        assertThat(requests(2)).isEmpty();
    }

    @Test
    void aBatchGoesToTheNextNodeWhenItsOwnIsAway() {
        cluster.node(0).stop();
        try (Connection db = connect(LoadBalancing.NONE);
                BatchSession batch = db.beginBatch()) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            batch.collection(STUDENTS).insert(Map.of("_key", "Kris"));

            assertThat(batch.commit().failed()).isZero();
        }
        assertThat(requests(1))
                .extracting(RecordedRequest::path)
                .containsExactly("/_db/_system/_api/collection", "/_db/_system/_api/batch");
    }

    @Test
    void theNodesTakeTurns() {
        try (Connection db = connect(LoadBalancing.ROUND_ROBIN)) {
            for (int i = 0; i < 9; i++) {
                db.serverVersion();
            }
        }

        assertThat(cluster.nodes())
                .allSatisfy(
                        node -> assertThat(node.server().journal().requests()).hasSize(3));
    }

    @Test
    void byChanceEachNodeIsAskedSooner() {
        try (Connection db = connect(LoadBalancing.RANDOM)) {
            // The odds that one of three is left out of 200 are below 1 in 10^34.
            for (int i = 0; i < 200; i++) {
                db.serverVersion();
            }
        }

        assertThat(cluster.nodes())
                .allSatisfy(
                        node -> assertThat(node.server().journal().requests()).isNotEmpty());
    }

    @Test
    void aNodeThatComesBackIsAskedAgainAfterItsRest() {
        cluster.node(1).stop();
        try (Connection db = connect(LoadBalancing.ROUND_ROBIN)) {
            for (int i = 0; i < 4; i++) {
                db.serverVersion();
            }
            assertThat(requests(0)).hasSize(2);
            assertThat(requests(2)).hasSize(2);

            cluster.node(1).start();

            long end = System.nanoTime() + PATIENCE.toNanos();
            while (requests(1).isEmpty() && System.nanoTime() < end) {
                db.serverVersion();
            }
            assertThat(requests(1)).isNotEmpty();
        }
    }

    @Test
    void aCursorStaysWithItsNodeWhileOtherCallsTakeTurns() {
        try (Connection db = connect(LoadBalancing.ROUND_ROBIN);
                Cursor<Integer> cursor = db.aql()
                        .query(
                                "FOR i IN 1..5 RETURN i",
                                Map.of(),
                                QueryOptions.none().batchSize(2),
                                Integer.class)) {
            db.serverVersion();
            assertThat(cursor.nextPage()).containsExactly(3, 4);
            db.serverVersion();
            db.serverVersion();
            assertThat(cursor.nextPage()).containsExactly(5);
        }

        assertThat(requests(0)).extracting(RecordedRequest::method).containsExactly("POST", "PUT", "GET", "PUT");
        assertThat(requests(1)).extracting(RecordedRequest::method).containsExactly("GET");
        assertThat(requests(2)).extracting(RecordedRequest::method).containsExactly("GET");
    }

    @Test
    void allNodesAreNamedWhenNoneIsThere() {
        cluster.close();
        try (Connection db = connect(LoadBalancing.ROUND_ROBIN)) {
            String all =
                    "none of the servers http://127.0.0.1:" + cluster.node(0).port() + ", http://127.0.0.1:"
                            + cluster.node(1).port() + ", http://127.0.0.1:"
                            + cluster.node(2).port() + " took ";

            assertThatThrownBy(() -> db.serverVersion())
                    .isInstanceOf(TransportException.class)
                    .hasMessageStartingWith(all + "GET /_db/_system/_api/version; the last failure: ");
        }
    }

    @Test
    void aServerThatStartsStillIsPassedOver() {
        try (ScriptedServer starting = ScriptedServer.start(
                        answering(503, refusal(503, "service unavailable due to startup or maintenance mode")));
                Connection db = via.connect(
                        starting.endpoint(),
                        new Endpoint("127.0.0.1", cluster.node(0).port(), false))) {
            db.collection(STUDENTS).create(CollectionOptions.none());
            db.batch(batch -> batch.collection(STUDENTS).insert(Map.of("_key", "Kris")));

            assertThat(starting.requests()).hasSize(1);
            assertThat(requests(0)).hasSize(2);
        }
    }

    @Test
    void aFullQueueSendsADocumentElsewhereButNotABatch() {
        try (ScriptedServer full = ScriptedServer.start(answering(503, refusal(21003, "queue is full")));
                Connection db = via.connect(
                        full.endpoint(),
                        new Endpoint("127.0.0.1", cluster.node(0).port(), false))) {
            assertThatThrownBy(
                            () -> db.batch(batch -> batch.collection(STUDENTS).insert(Map.of("_key", "Kris"))))
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN));
            assertThat(requests(0)).isEmpty();

            assertThatThrownBy(() -> db.collection(STUDENTS).insert(Map.of("_key", "Kris")))
                    .isInstanceOfSatisfying(
                            DocumentException.class,
                            e -> assertThat(e.errorNum()).isEqualTo(1203));
            assertThat(requests(0)).hasSize(1);
        }
    }

    @Test
    void theOtherNodesAreFoundThroughOne() {
        try (Connection db = ArangoDriver.connect(
                config(1).discoverEndpoints(true).retry(RetryPolicy.of(3)).build())) {
            db.serverVersion();
            cluster.node(1).stop();
            db.execute(Server.version().repeatable());
        }

        assertThat(requests(1))
                .extracting(RecordedRequest::path)
                .containsExactly("/_db/_system/_api/cluster/endpoints", "/_db/_system/_api/version");
        assertThat(requests(2)).hasSize(1);
    }

    @Test
    void aBatchIsSpreadOverTheNodesThatWereFoundToo() {
        try (Connection db = ArangoDriver.connect(config(0)
                .discoverEndpoints(true)
                .loadBalancing(LoadBalancing.ROUND_ROBIN)
                .build())) {
            for (int i = 0; i < 3; i++) {
                db.batch(batch -> batch.aql().query("RETURN 1", Integer.class));
            }
        }

        assertThat(cluster.nodes())
                .allSatisfy(node -> assertThat(node.server()
                                .journal()
                                .requests(request -> request.path().endsWith("/_api/batch")))
                        .hasSize(1));
    }

    @Test
    void aBatchAsSingleRequestsIsPassedOnAndSpreadToo() {
        EmbeddedArango.Builder settings = EmbeddedArango.builder().serverVersion("3.12.4");
        try (EmbeddedCluster newer = EmbeddedCluster.start(3, settings);
                Connection db = ArangoDriver.connect(via.config(
                                new Endpoint("127.0.0.1", newer.node(0).port(), false),
                                new Endpoint("127.0.0.1", newer.node(1).port(), false))
                        .carrier(BatchCarrier.PIPELINE)
                        .loadBalancing(LoadBalancing.ROUND_ROBIN)
                        .discoverEndpoints(true)
                        .build())) {
            newer.node(0).stop();
            for (int i = 0; i < 4; i++) {
                assertThat(db.batch(batch -> {
                                    batch.aql().query("RETURN 1", Integer.class);
                                    batch.aql().query("RETURN 2", Integer.class);
                                })
                                .failed())
                        .isZero();
            }

            for (int node = 1; node < 3; node++) {
                assertThat(newer.node(node)
                                .server()
                                .journal()
                                .requests(request -> request.path().endsWith("/_api/cursor")))
                        .hasSize(4);
            }
        }
    }

    @Test
    void nodesAreFoundWithTlsAndATokenToo() {
        EmbeddedArango.Builder settings =
                EmbeddedArango.builder().tls(Certificates.validServer()).authentication("root", "x");
        try (EmbeddedCluster secure = EmbeddedCluster.start(2, settings);
                Connection db = ArangoDriver.connect(
                        via.config(new Endpoint("127.0.0.1", secure.node(0).port(), true))
                                .sslContext(Certificates.client())
                                .user("root")
                                .password("x")
                                .auth(AuthMethod.JWT)
                                .discoverEndpoints(true)
                                .retry(RetryPolicy.of(3))
                                .build())) {
            db.serverVersion();
            secure.node(0).stop();

            assertThat(db.execute(Server.version().repeatable()).version()).isEqualTo("3.2.2");

            assertThat(secure.node(1).server().journal().requests()).hasSize(1);
        }
    }

    @Test
    void aSingleServerServesAlthoughItKnowsNoOthers() {
        try (EmbeddedArango single =
                        EmbeddedArango.builder().serverVersion("3.12.2").start();
                Connection db = ArangoDriver.connect(
                        via.config(single).discoverEndpoints(true).build())) {
            assertThat(db.serverVersion().version()).isEqualTo("3.12.2");
        }
    }
}
