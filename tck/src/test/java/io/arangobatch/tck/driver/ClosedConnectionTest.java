package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.DatabaseException;
import io.arangobatch.request.Server;
import io.arangobatch.spi.TransportException;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a connection opens and when, and what is left of it once it is closed. */
class ClosedConnectionTest extends ThroughEachTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String VERSION =
            "HTTP/1.1 200 OK\r\nContent-Length: 37\r\n\r\n{\"server\":\"arango\",\"version\":\"3.2.2\"}";

    private static List<Thread> driverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("arangobatch-"))
                .toList();
    }

    @Test
    void aClosedConnectionRefusesEverything() {
        try (EmbeddedArango arango = EmbeddedArango.start()) {
            Connection db = via.connect(arango);
            BatchSession batch = db.beginBatch();
            batch.collection("students").insert(Map.of("_key", "Kris"));
            db.close();
            db.close();

            List<ThrowingCallable> uses = List.of(
                    () -> db.serverVersion(),
                    () -> db.executeAsync(Server.version()),
                    db::beginBatch,
                    () -> batch.collection("students").insert(Map.of()),
                    batch::commit,
                    batch::commitAsync);

            assertThat(uses)
                    .allSatisfy(use -> assertThatThrownBy(use)
                            .isInstanceOf(ConnectionStateException.class)
                            .hasMessage("the connection to [http://127.0.0.1:" + arango.port()
                                    + "] is closed; open a new one with ArangoDriver.connect"));
            batch.close();
            assertThat(arango.journal().requests()).isEmpty();
        }
    }

    @Test
    void anUnknownDatabaseIsToldByTheServer() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = via.connect("arangodb://127.0.0.1:" + arango.port() + "/nowhere")) {
            assertThatThrownBy(() -> db.databases().current())
                    .isInstanceOf(DatabaseException.class)
                    .isInstanceOf(ArangoServerException.class)
                    .hasMessageEndingWith("failed with HTTP 404, errorNum 1228: database not found");
        }
    }

    @Test
    void nothingIsOpenedBeforeTheFirstRequest() {
        try (EmbeddedArango arango = EmbeddedArango.start()) {
            List<Thread> before = driverThreads();
            try (Connection db = via.connect(arango);
                    BatchSession batch = db.beginBatch()) {
                batch.collection("students").insert(Map.of("_key", "Kris"));

                assertThat(arango.journal().connections()).isZero();
                assertThat(driverThreads()).isSubsetOf(before);
            }
        }
    }

    @Test
    void nothingIsLeftAfterClosing() throws Exception {
        List<Thread> before = driverThreads();
        try (ScriptedServer server = ScriptedServer.start(Script.answering(VERSION))) {
            Connection db = via.connect(server.endpoint());
            List<CompletableFuture<?>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(db.executeAsync(Server.version()));
            }
            for (CompletableFuture<?> answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
            assertThat(server.open()).isPositive();

            db.close();

            server.awaitOpen(0, PATIENCE);
            for (Thread thread : driverThreads()) {
                if (!before.contains(thread)) {
                    thread.join(PATIENCE.toMillis());
                    assertThat(thread.isAlive()).as(thread.getName()).isFalse();
                }
            }
        }
    }

    @Test
    void aCloseEndsWhatIsUnderWay() {
        try (ScriptedServer mute = ScriptedServer.start(connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        })) {
            Connection db = via.connect(mute.endpoint());
            CompletableFuture<?> pending = db.executeAsync(Server.version());
            mute.awaitRequests(1, PATIENCE);

            db.close();

            assertThatThrownBy(() -> pending.get(30, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("close");
            mute.awaitOpen(0, PATIENCE);
        }
    }
}
