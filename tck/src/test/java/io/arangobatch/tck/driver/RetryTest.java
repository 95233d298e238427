package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.RetryPolicy;
import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.Server;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.EmbeddedCluster;
import io.arangobatch.tck.server.Fault;
import io.arangobatch.tck.server.scripted.DeadEnds;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is sent again over real connections, and what never is. */
class RetryTest extends ThroughEachTransport {

    private static final RetryPolicy OFTEN =
            RetryPolicy.of(100).initialDelay(Duration.ofMillis(20)).maxDelay(Duration.ofMillis(200));

    private static final String VERSION =
            "HTTP/1.1 200 OK\r\nContent-Length: 37\r\n\r\n{\"server\":\"arango\",\"version\":\"3.2.2\"}";

    private static String busy(String retryAfter) {
        String error = "{\"error\":true,\"code\":503,\"errorNum\":21003,\"errorMessage\":\"queue is full\"}";
        return "HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + retryAfter + "\r\nContent-Length: "
                + error.length() + "\r\n\r\n" + error;
    }

    private Connection connect(RetryPolicy policy, Endpoint... servers) {
        return ArangoDriver.connect(via.config(servers).retry(policy).build());
    }

    private Connection connect(RetryPolicy policy, int port) {
        return connect(policy, new Endpoint("127.0.0.1", port, false));
    }

    @Test
    void aRequestWaitsForAServerThatIsAwayForAMoment() throws Exception {
        try (EmbeddedCluster cluster = EmbeddedCluster.start(1);
                Connection db = connect(OFTEN, cluster.node(0).port())) {
            cluster.node(0).stop();
            CompletableFuture<ServerVersion> soon = db.executeAsync(Server.version());
            assertThat(soon).isNotDone();

            cluster.node(0).start();

            assertThat(soon.get(30, TimeUnit.SECONDS).version()).isEqualTo("3.2.2");
            assertThat(cluster.node(0).server().journal().requests()).hasSize(1);
        }
    }

    @Test
    void whatMayHaveRunIsNotSentAgain() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = connect(OFTEN, arango.port())) {
            db.collection("students").create(CollectionOptions.none());
            arango.inject(request -> request.path().contains("/_api/document"), Fault.resetAfterHandling());

            TransportException failure = catchThrowableOfType(
                    TransportException.class, () -> db.collection("students").insert(Map.of("v", 1)));

            assertThat(failure.requestSent()).isTrue();
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(db.collection("students").count()).isEqualTo(1);
        }
    }

    @Test
    void whatWasDeclaredRepeatableIsSentAgainAfterAReset() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = connect(OFTEN, arango.port())) {
            db.collection("students").create(CollectionOptions.none());
            db.collection("students").insert(Map.of("_key", "Kris", "v", 1));
            arango.journal().clear();
            arango.inject(request -> request.method().equals("PUT"), Fault.resetAfterHandling(), 2);

            db.execute(Documents.replace("students", "Kris", Map.of("v", 2)).repeatable());

            assertThat(arango.journal().requests())
                    .extracting(request -> request.method())
                    .containsExactly("PUT", "PUT", "PUT");
            assertThat(db.collection("students").count()).isEqualTo(1);
        }
    }

    @Test
    void aServerIsNotAskedEarlierThanItWants() throws Exception {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(busy("1"));
                    connection.readRequest();
                    connection.send(VERSION);
                    connection.awaitClientEnd();
                });
                Connection db = connect(OFTEN, server.endpoint())) {
            long start = System.nanoTime();

            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void aServerThatWantsMoreTimeThanThereIsIsNotAskedAgain() {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(busy("31"));
                    connection.awaitClientEnd();
                });
                Connection db = connect(OFTEN, server.endpoint())) {
            assertThatThrownBy(() -> db.serverVersion())
                    .hasMessage(
                            "GET /_api/version failed with HTTP 503, errorNum 21003: queue is full; given up after 1"
                                    + " attempt, for a pause of PT31S would go beyond the budget of PT30S");
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void theBudgetEndsTheAttempts() {
        try (DeadEnds ends = new DeadEnds();
                Connection db = connect(OFTEN.budget(Duration.ofMillis(300)), ends.refusing())) {
            TransportException failure = catchThrowableOfType(TransportException.class, () -> db.serverVersion());

            assertThat(failure.getMessage())
                    .matches(
                            ".*; given up after \\d+ attempts, for a pause of PT\\S+S would go beyond the budget of PT0\\.3S");
            assertThat(failure.requestSent()).isFalse();
            assertThat(failure.getSuppressed()).isNotEmpty();
        }
    }

    @Test
    void closingDuringAPauseEndsTheCallAtOnce() {
        try (ScriptedServer server = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.send(busy("20"));
            connection.awaitClientEnd();
        })) {
            Connection db = connect(OFTEN, server.endpoint());
            CompletableFuture<ServerVersion> call = db.executeAsync(Server.version());
            server.await("the pause", RetryTest::isTimerThere, Duration.ofSeconds(15));

            db.close();

            assertThatThrownBy(() -> call.get(15, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessage(
                            "GET /_api/version failed with HTTP 503, errorNum 21003: queue is full; given up after 1"
                                    + " attempt, for the connection was closed");
            server.await("the end of the timer", () -> !isTimerThere(), Duration.ofSeconds(15));
        }
    }

    private static boolean isTimerThere() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("arangobatch-retry"));
    }
}
