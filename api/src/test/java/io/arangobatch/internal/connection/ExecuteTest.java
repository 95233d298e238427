package io.arangobatch.internal.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoException;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.DocumentException;
import io.arangobatch.ExecutionContext;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Documents;
import io.arangobatch.request.Server;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.spi.TransportRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExecuteTest {

    record Student(String familyName) {}

    public static final class Broken {
        public int getAge() {
            throw new IllegalStateException("nobody knows");
        }
    }

    private static final String VERSION = "{\"server\":\"arango\",\"version\":\"3.2.2\",\"license\":\"community\"}";
    private static final String METADATA = "{\"_id\":\"c/a\",\"_key\":\"a\",\"_rev\":\"_r\"}";

    private final ScriptedTransport transport = ScriptedTransport.byHand();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(transport));

    private Connection connect(ConnectionConfig.Builder config) {
        Connection connection = ArangoDriver.connect(config.build());
        open.add(0, connection);
        return connection;
    }

    private Connection connect() {
        return connect(Probe.over(transport));
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void aRequestGoesToTheDatabaseOfTheConnection() {
        connect(Probe.over(transport).database("my db")).executeAsync(Server.version());
        ScriptedExchange exchange = transport.nextExchange();
        assertThat(exchange.line()).isEqualTo("GET /_db/my%20db/_api/version");
        assertThat(exchange.request().endpoint()).hasToString("http://one.test:8529");
    }

    @Test
    void aRequestWithoutBodyHasNoMediaType() {
        connect().executeAsync(Documents.get("c", "k", JsonNode.class));
        ScriptedExchange exchange = transport.nextExchange();
        assertThat(exchange.request().headers()).isEmpty();
        assertThat(exchange.request().body().length()).isZero();
    }

    @Test
    void aJsonBodyIsSentAsSuchWithTheHeadersOfTheRequest() {
        connect().executeAsync(Documents.insert("c", Map.of("a", "ü")).header("X-Test", "1"));
        ScriptedExchange exchange = transport.nextExchange().send();
        assertThat(exchange.request().headers())
                .containsExactly(new HttpHeader("X-Test", "1"), new HttpHeader("Content-Type", "application/json"));
        assertThat(exchange.sentText()).isEqualTo("{\"a\":\"ü\"}");
        assertThat(exchange.request().body().length()).isEqualTo(10);
    }

    @Test
    void bytesAreSentUnderTheirOwnMediaType() {
        connect().executeAsync(ArangoRequest.of("POST", "/_api/import").bytes(new byte[] {'x'}, "text/plain"));
        assertThat(transport.nextExchange().header("Content-Type")).isEqualTo("text/plain");
    }

    @Test
    void theTimeoutsOfTheConnectionGoWithEachRequest() {
        connect(Probe.over(transport).responseTimeout(Duration.ofSeconds(7)).commitTimeout(Duration.ofSeconds(9)))
                .executeAsync(Server.version());
        TransportRequest request = transport.nextExchange().request();
        assertThat(request.responseTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(request.totalTimeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void theCallersObjectMapperReadsAndWrites() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        Connection connection = connect(Probe.over(transport).objectMapper(mapper));
        CompletableFuture<Student> echo = connection.executeAsync(
                ArangoRequest.of("POST", "/echo").json(new Student("Öz")).as(Student.class));
        ScriptedExchange exchange = transport.nextExchange().send();
        assertThat(exchange.sentText()).isEqualTo("{\"family_name\":\"Öz\"}");
        exchange.answer(200, "{\"family_name\":\"Öz\"}");
        assertThat(Await.value(echo)).isEqualTo(new Student("Öz"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1000})
    void anAnswerMayArriveInChunksOfAnySize(int size) {
        CompletableFuture<ServerVersion> version = connect().executeAsync(Server.version());
        transport
                .nextExchange()
                .head(200, "OK")
                .body(VERSION.getBytes(StandardCharsets.UTF_8), size)
                .end();
        assertThat(Await.value(version)).isEqualTo(new ServerVersion("arango", "community", "3.2.2"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"55", "7", "0", "99999999999999999999", "many", ""})
    void theAnnouncedLengthIsOnlyAHint(String length) {
        CompletableFuture<ServerVersion> version = connect().executeAsync(Server.version());
        transport
                .nextExchange()
                .head(200, "OK", new HttpHeader("Content-Length", length))
                .body(VERSION)
                .end();
        assertThat(Await.value(version).version()).isEqualTo("3.2.2");
    }

    @Test
    void executeWaitsForTheResult() {
        Connection connection = connect();
        Background<ServerVersion> call = Background.call("caller", () -> connection.execute(Server.version()));
        transport.nextExchange().answer(200, VERSION);
        assertThat(call.value().version()).isEqualTo("3.2.2");
    }

    @Test
    void executeThrowsTheServersError() {
        Connection connection = connect();
        Background<DocumentMetadata> call =
                Background.call("caller", () -> connection.collection("c").insert(Map.of()));
        transport
                .nextExchange()
                .answer(409, "{\"error\":true,\"errorMessage\":\"unique constraint violated\",\"errorNum\":1210}");
        assertThat(call.failure())
                .isInstanceOf(DocumentException.class)
                .hasMessage("POST /_api/document/c failed with HTTP 409, errorNum 1210: unique constraint violated");
    }

    @Test
    void executeThrowsWhatBrokeWithTheStackOfTheCaller() {
        Connection connection = connect();
        Background<ServerVersion> call = Background.call("caller", () -> connection.execute(Server.version()));
        transport.nextExchange().send().breakAfterSending("reset by peer");
        assertThat(call.failure()).isInstanceOf(TransportException.class).hasMessage("reset by peer");
        assertThat(call.failure().getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Requests.class.getName()));
    }

    @Test
    void executeAsyncFailsWithTheSameExceptions() {
        Connection connection = connect();
        CompletableFuture<DocumentMetadata> refused = connection.executeAsync(Documents.delete("c", "k"));
        transport
                .nextExchange()
                .answer(404, "{\"error\":true,\"errorMessage\":\"document not found\",\"errorNum\":1202}");
        assertThat(Await.failure(refused))
                .isInstanceOf(DocumentException.class)
                .hasMessage("DELETE /_api/document/c/k failed with HTTP 404, errorNum 1202: document not found");
        CompletableFuture<DocumentMetadata> broken = connection.executeAsync(Documents.delete("c", "k"));
        transport.nextExchange().breakAfterSending("reset by peer");
        assertThat(Await.failure(broken)).isInstanceOf(TransportException.class).hasMessage("reset by peer");
    }

    @Test
    void executeAsyncCompletesOnTheCallbackExecutor() {
        Connection connection =
                connect(Probe.over(transport).callbackExecutor(work -> new Thread(work, "my-callbacks").start()));
        CompletableFuture<String> thread = connection.executeAsync(
                Server.version().decodedBy(response -> Thread.currentThread().getName()));
        transport.nextExchange().answer(200, VERSION);
        assertThat(Await.value(thread)).isEqualTo("my-callbacks");
    }

    @Test
    void cancellingExecuteAsyncAbortsTheExchange() {
        CompletableFuture<ServerVersion> version = connect().executeAsync(Server.version());
        ScriptedExchange exchange = transport.nextExchange();
        version.cancel(true);
        assertThat(exchange.wasCancelled()).isTrue();
    }

    @Test
    void anInterruptedCallThatWasNotSentHasNotRun() {
        Connection connection = connect();
        Background<DocumentMetadata> call =
                Background.call("caller", () -> connection.collection("c").insert(Map.of()));
        ScriptedExchange exchange = transport.nextExchange();
        call.interruptWhenBlocked();
        assertThat(call.failure())
                .isInstanceOf(TransportException.class)
                .hasMessage("POST /_api/document/c was interrupted before it was sent; it has not run");
        assertThat(((TransportException) call.failure()).requestSent()).isFalse();
        assertThat(call.wasInterruptedAtEnd()).isTrue();
        assertThat(exchange.wasCancelled()).isTrue();
    }

    @Test
    void anInterruptedCallThatWasSentMayHaveRun() {
        Connection connection = connect();
        Background<DocumentMetadata> call =
                Background.call("caller", () -> connection.collection("c").insert(Map.of()));
        transport.nextExchange().send();
        call.interruptWhenBlocked();
        assertThat(call.failure())
                .isInstanceOf(TransportException.class)
                .hasMessage("POST /_api/document/c was interrupted while waiting for the answer; it may have run");
        assertThat(((TransportException) call.failure()).requestSent()).isTrue();
        assertThat(call.wasInterruptedAtEnd()).isTrue();
    }

    @Test
    void aCallThatWouldWaitOnAnIoThreadIsRefused() {
        Connection connection = connect();
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        transport.onIoThread(() -> refusal.complete(catchThrowable(() -> connection.execute(Server.version()))));
        assertThat(Await.value(refusal))
                .isInstanceOf(ConnectionStateException.class)
                .hasMessage(
                        "GET /_api/version would wait on the thread \"scripted-io\", on which answers arrive; use the "
                                + "asynchronous form, or another thread");
        assertThat(transport.exchanges()).isEmpty();
    }

    @Test
    void aBodyThatCannotBeEncodedIsNotSent() {
        Connection connection = connect();
        String text = "POST /_api/document/c was not sent: its body cannot be encoded as JSON: nobody knows (through "
                + "reference chain: io.arangobatch.internal.connection.ExecuteTest$Broken[\"age\"])";
        assertThatThrownBy(() -> connection.execute(Documents.insert("c", new Broken())))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(text);
        assertThatThrownBy(() -> connection.executeAsync(Documents.insert("c", new Broken())))
                .hasMessage(text);
        assertThat(transport.exchanges()).isEmpty();
    }

    @Test
    void anAnswerAboveTheLimitIsRefused() {
        CompletableFuture<ServerVersion> version =
                connect(Probe.over(transport).maxResponseBytes(1024)).executeAsync(Server.version());
        transport.nextExchange().answer(200, "\"" + "x".repeat(1023) + "\"");
        assertThat(Await.failure(version))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(
                        "the answer to GET /_db/test/_api/version by http://one.test:8529 is larger than the 1024 bytes "
                                + "that the option maxResponseBytes allows; ask for less at once, or raise the option");
    }

    @Test
    void anAnswerAtTheLimitIsTaken() {
        CompletableFuture<String> text = connect(Probe.over(transport).maxResponseBytes(1024))
                .executeAsync(ArangoRequest.of("GET", "/x").as(String.class));
        transport.nextExchange().answer(200, "\"" + "x".repeat(1022) + "\"");
        assertThat(Await.value(text)).hasSize(1022);
    }

    @Test
    void aWebPageIsNoAnswer() {
        CompletableFuture<ServerVersion> version = connect().executeAsync(Server.version());
        transport.nextExchange().head(200, "OK").body("<html>Welcome</html>").end();
        assertThat(Await.failure(version))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(
                        "the answer to GET /_api/version (HTTP 200) cannot be understood: the body is no JSON; it begins "
                                + "with \"<html>Welcome</html>\", which is a web page; check that host and port are those of an "
                                + "ArangoDB server");
    }

    @Test
    void aTransportThatThrowsLeavesNobodyWaiting() {
        Connection connection = connect(Probe.over(new Transport() {
            @Override
            public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
                throw new UnsupportedOperationException("mine");
            }

            @Override
            public boolean isIoThread() {
                return false;
            }

            @Override
            public void close() {}
        }));
        assertThat(Await.failure(connection.executeAsync(Server.version())))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("mine");
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of());
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchCommitException.class)
                .satisfies(e -> assertThat(((BatchCommitException) e).outcome()).isEqualTo(CommitOutcome.NOT_SENT))
                .hasMessage("the batch was not sent and can be committed again: mine");
    }

    @Test
    void aTransportThatFailsWithAnythingElseIsToldAsItIs() {
        Connection connection = connect();
        Background<ServerVersion> call = Background.call("caller", () -> connection.execute(Server.version()));
        transport.nextExchange().fail(new java.io.IOException("disk"));
        assertThat(call.failure())
                .isInstanceOf(ArangoException.class)
                .hasMessage("an exchange failed: java.io.IOException: disk")
                .hasCauseInstanceOf(java.io.IOException.class);
    }

    @Test
    void anExchangeThatEndsWithoutAnAnswerIsToldAsItIs() {
        CompletableFuture<ServerVersion> version = connect().executeAsync(Server.version());
        transport.nextExchange().end();
        assertThat(Await.failure(version))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the exchange ended well without an answer");
    }

    @Test
    void aTransportThatTheApplicationClosedIsAClosedConnection() {
        Connection connection = connect();
        transport.close();
        assertThatThrownBy(() -> connection.execute(Server.version()))
                .isInstanceOf(ConnectionStateException.class)
                .hasMessage("the connection's transport is closed; open a new connection");
    }

    @Test
    void theApplicationsTransportStaysOpenWhenTheConnectionIsClosed() {
        Connection connection = connect();
        connection.close();
        assertThat(transport.closes()).isZero();
        assertThat(connection.transport()).isEqualTo(ScriptedTransport.class.getName());
    }

    @Test
    void theDriversTransportIsClosedOnceAndEndsWhatIsInFlight() {
        Connection connection = ArangoDriver.connect(
                ConnectionConfig.parse("arangodb://one.test/test?transport=scripted", new Properties()).toBuilder()
                        .transportProvider(new TransportProvider() {
                            @Override
                            public String name() {
                                return "scripted";
                            }

                            @Override
                            public Set<TransportCapability> capabilities() {
                                return Set.of();
                            }

                            @Override
                            public Transport open(TransportConfig config) {
                                return transport;
                            }
                        })
                        .build());
        assertThat(connection.transport()).isEqualTo("scripted");
        CompletableFuture<ServerVersion> version = connection.executeAsync(Server.version());
        transport.nextExchange();
        connection.close();
        connection.close();
        assertThat(transport.closes()).isEqualTo(1);
        assertThat(Await.failure(version))
                .isInstanceOf(TransportException.class)
                .hasMessage("the scripted transport was closed");
    }

    @Test
    void aConnectionTellsWhatItIs() {
        ConnectionConfig config = Probe.over(transport).user("root").build();
        Connection connection = ArangoDriver.connect(config);
        open.add(0, connection);
        assertThat(connection.context()).isEqualTo(ExecutionContext.DEFAULT);
        assertThat(connection.database()).isEqualTo("test");
        assertThat(connection.user()).contains("root");
        assertThat(connection.config()).isSameAs(config);
        assertThat(connection.beginBatch().context()).isEqualTo(ExecutionContext.BATCH);
    }

    @Test
    void aUrlWithoutUsableTransportIsRefusedAtOnce() {
        assertThatThrownBy(() -> ArangoDriver.connect("arangodb://one.test/test?transport=none-such"))
                .isInstanceOf(io.arangobatch.ArangoConfigurationException.class)
                .hasMessageContaining("none-such");
        assertThatThrownBy(() -> ArangoDriver.connect("arangodb://one.test/test?transport=none-such", new Properties()))
                .isInstanceOf(io.arangobatch.ArangoConfigurationException.class);
    }

    @Test
    void metadataAreReadFromTheAnswer() {
        CompletableFuture<DocumentMetadata> metadata = connect().executeAsync(Documents.insert("c", Map.of()));
        transport.nextExchange().answer(202, METADATA);
        assertThat(Await.value(metadata).id()).isEqualTo("c/a");
    }

    @Test
    void thePhaseOfATransportExceptionReachesTheCaller() {
        CompletableFuture<ServerVersion> version = connect().executeAsync(Server.version());
        transport.nextExchange().breakBeforeSending(Phase.SEND, "cut");
        assertThat(((TransportException) Await.failure(version)).phase()).isEqualTo(Phase.SEND);
    }
}
