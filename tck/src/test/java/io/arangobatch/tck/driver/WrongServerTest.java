package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.DeadEnds;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.tls.Certificates;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server that is not there, or is none: each error names the endpoint and what to do. */
class WrongServerTest extends ThroughEachTransport {

    private static final String PAGE = "<html><body>It works!</body></html>";
    private static final String BATCH_BROKE =
            "the batch was sent, and then POST /_db/_system/_api/batch broke; its requests may have run: ";

    private static Script answering(String answer) {
        return connection -> {
            connection.readRequest();
            connection.send(answer);
            connection.close();
        };
    }

    private static String ok(String type, String body) {
        return "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private static <E extends Throwable> E failureOfARequest(Connection db, Class<E> type) {
        return catchThrowableOfType(type, () -> db.serverVersion());
    }

    private static BatchCommitException failureOfACommit(Connection db) {
        return failureOfACommit(db, BatchOptions.defaults());
    }

    private static BatchCommitException failureOfACommit(Connection db, BatchOptions options) {
        return catchThrowableOfType(
                BatchCommitException.class,
                () -> db.batch(options, batch -> batch.collection("students").insert(Map.of("_key", "Kris"))));
    }

    @Test
    void aServerThatIsNotThereIsNamed() {
        try (DeadEnds ends = new DeadEnds()) {
            Endpoint nobody = ends.refusing();
            try (Connection db = via.connect(nobody)) {
                TransportException refused = failureOfARequest(db, TransportException.class);
                BatchCommitException notSent = failureOfACommit(db);

                assertThat(refused).hasMessageContaining("connect to " + nobody);
                assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
                assertThat(refused.requestSent()).isFalse();
                assertThat(notSent.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
                assertThat(notSent)
                        .hasMessageStartingWith("the batch was not sent and can be committed again: ")
                        .hasMessageContaining("connect to " + nobody);
            }
        }
    }

    @Test
    void aHostWithoutAddressIsNamed() {
        try (Connection db = via.connect(new Endpoint("no-such-host.invalid", 8529, false))) {
            assertThat(failureOfARequest(db, TransportException.class).getMessage())
                    .contains("http://no-such-host.invalid:8529")
                    .containsAnyOf("resolve", "unknown");
        }
    }

    @Test
    void aWebPageIsNotTakenForAnAnswer() {
        try (ScriptedServer web = ScriptedServer.start(answering(ok("text/html", PAGE)));
                Connection db = via.connect(web.endpoint())) {
            assertThat(failureOfARequest(db, ArangoProtocolException.class))
                    .hasMessage(
                            "the answer to GET /_api/version (HTTP 200) cannot be understood: the body is no JSON; it"
                                    + " begins with \"" + PAGE
                                    + "\", which is a web page; check that host and port are those of"
                                    + " an ArangoDB server");
        }
    }

    @Test
    void aWebPageIsNotTakenForTheAnswerOfABatch() {
        try (ScriptedServer web = ScriptedServer.start(answering(ok("text/html", PAGE)));
                Connection db = via.connect(web.endpoint())) {
            BatchCommitException failure = failureOfACommit(db);

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(failure.getMessage().replaceAll("\"--[A-Za-z0-9]+\"", "\"--…\""))
                    .isEqualTo(BATCH_BROKE
                            + "the answer is no answer to a batch: expected it to begin with \"--…\", but it begins with \""
                            + PAGE + "\"");
        }
    }

    @Test
    void aWebPageIsNotTakenForTheAnswerOfABatchWithoutResults() {
        try (ScriptedServer web = ScriptedServer.start(answering(ok("text/html", PAGE)));
                Connection db = via.connect(web.endpoint())) {
            BatchCommitException failure =
                    failureOfACommit(db, BatchOptions.defaults().returnResults(false));

            assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(failure)
                    .hasMessage(BATCH_BROKE
                            + "the answer is no answer to a batch: it does not begin with the delimiter of the batch");
        }
    }

    @Test
    void bytesThatAreNoHttpAreShown() {
        try (ScriptedServer mail = ScriptedServer.start(answering("220 mail.example.org ESMTP\r\n"));
                Connection db = via.connect(mail.endpoint())) {
            assertThat(failureOfARequest(db, TransportException.class))
                    .hasMessageStartingWith("the server at " + mail.endpoint() + " does not speak HTTP: ")
                    .hasMessageContaining("220 mail.example.org ESMTP");
        }
    }

    @Test
    void halfAnAnswerIsNoAnswer() {
        try (ScriptedServer cut = ScriptedServer.start(
                        answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"server\":\"arango\""));
                Connection db = via.connect(cut.endpoint())) {
            TransportException half = failureOfARequest(db, TransportException.class);
            BatchCommitException unknown = failureOfACommit(db);

            assertThat(half).hasMessageContaining(cut.endpoint().toString()).hasMessageContaining("closed");
            assertThat(half.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(half.requestSent()).isTrue();
            assertThat(unknown.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(unknown).hasMessageStartingWith(BATCH_BROKE);
        }
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsNamed() {
        try (ScriptedServer rude = ScriptedServer.start(answering(""));
                Connection db = via.connect(rude.endpoint())) {
            assertThat(failureOfARequest(db, TransportException.class))
                    .hasMessageContaining(rude.endpoint().toString())
                    .hasMessageContaining("closed");
            assertThat(failureOfACommit(db).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        }
    }

    @Test
    void aServerThatSaysNothingIsGivenUpInTime() {
        try (ScriptedServer mute = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.stall();
                });
                Connection db = ArangoDriver.connect(via.config(mute.endpoint())
                        .responseTimeout(Duration.ofMillis(200))
                        .build())) {
            assertThat(failureOfARequest(db, TransportException.class))
                    .hasMessageContaining(mute.endpoint().toString())
                    .hasMessageContaining("PT0.2S");
            assertThat(failureOfACommit(db).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        }
    }

    @Test
    void aPortWithTlsMetWithoutItSaysSo() {
        try (EmbeddedArango secure =
                        EmbeddedArango.builder().tls(Certificates.validServer()).start();
                Connection db = via.connect(secure)) {
            assertThat(failureOfARequest(db, TransportException.class))
                    .hasMessageStartingWith(
                            "the server at http://127.0.0.1:" + secure.port() + " does not speak HTTP: it answer")
                    .hasMessageContaining("TLS")
                    .hasMessageContaining("connect");
        }
    }

    @Test
    void aPortWithoutTlsMetWithTlsSaysSo() {
        try (ScriptedServer plain = ScriptedServer.start(connection -> {
                    connection.readBytes(5);
                    connection.send("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
                    connection.awaitClientEnd();
                });
                Connection db = ArangoDriver.connect(via.config(plain.endpoint())
                        .tls(true)
                        .sslContext(Certificates.client())
                        .build())) {
            TransportException failure = failureOfARequest(db, TransportException.class);

            assertThat(failure)
                    .hasMessageContaining(
                            "https://127.0.0.1:" + plain.endpoint().port())
                    .hasMessageContaining("TLS");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failureOfACommit(db).outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        }
    }

    @Test
    void aTlsHandshakeThatNobodyAnswersIsGivenUpInTime() {
        try (EmbeddedArango plain = EmbeddedArango.start();
                Connection db = ArangoDriver.connect(via.config(plain)
                        .tls(true)
                        .sslContext(Certificates.client())
                        .connectTimeout(Duration.ofMillis(300))
                        .build())) {
            assertThat(failureOfARequest(db, TransportException.class))
                    .hasMessageStartingWith("no connection to https://127.0.0.1:" + plain.port() + " within PT0.3S");
        }
    }

    @Test
    void anAnswerAboveTheLimitIsRefused() {
        try (EmbeddedArango arango = EmbeddedArango.start();
                Connection db = ArangoDriver.connect(
                        via.config(arango).maxResponseBytes(1024).build())) {
            String endpoint = "http://127.0.0.1:" + arango.port();

            assertThatThrownBy(() -> db.aql().query("FOR i IN 1..1000 RETURN i", Integer.class))
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to POST /_db/_system/_api/cursor by " + endpoint
                            + " is larger than the 1024 bytes that the option maxResponseBytes allows; ask for less at once,"
                            + " or raise the option");
            assertThatThrownBy(() -> db.batch(batch -> batch.aql().query("FOR i IN 1..1000 RETURN i", Integer.class)))
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN))
                    .hasMessage(BATCH_BROKE + "the answer to POST /_db/_system/_api/batch by " + endpoint
                            + " is larger than the 1024 bytes that the option maxResponseBytes allows; ask for less at once,"
                            + " or raise the option");
        }
    }
}
