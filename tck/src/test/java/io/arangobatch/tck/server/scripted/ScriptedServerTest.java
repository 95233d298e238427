package io.arangobatch.tck.server.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.spi.Endpoint;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptedServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aRequestIsRecordedAsItArrived() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(Script.once("bye"));
                Socket client = connect(server.endpoint())) {
            send(client, "POST //a?b HTTP/1.1\r\nx-A:  1 \r\nContent-Length: 3\r\nX-a: 2\r\n\r\nabc");
            assertThat(new String(client.getInputStream().readNBytes(3), ISO_8859_1))
                    .isEqualTo("bye");
            ReceivedRequest request = server.requests().get(0);
            assertThat(request.requestLine()).isEqualTo("POST //a?b HTTP/1.1");
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.target()).isEqualTo("//a?b");
            assertThat(request.values("X-A")).containsExactly("1", "2");
            assertThat(request.body()).isEqualTo("abc".getBytes(ISO_8859_1));
            assertThat(server.connections().get(0).received()).endsWith("X-a: 2\r\n\r\nabc");
        }
    }

    @Test
    void aResetReachesTheClientAsAReset() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ServerConnection::reset);
                Socket client = connect(server.endpoint())) {
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }
    }

    @Test
    void aCloseReachesTheClientAsAnEnd() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ServerConnection::close);
                Socket client = connect(server.endpoint())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void afterAHalfCloseTheClientCanStillWrite() throws IOException {
        Script script = connection -> {
            connection.halfClose();
            connection.awaitClientEnd();
        };
        try (ScriptedServer server = ScriptedServer.start(script);
                Socket client = connect(server.endpoint())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            send(client, "still here");
            client.shutdownOutput();
            server.awaitOpen(0, PATIENCE);
            assertThat(server.connections().get(0).received()).isEqualTo("still here");
        }
    }

    @Test
    void eachConnectionHasItsScriptAndTheLastOneServesTheRest() throws IOException {
        ScriptedServer.Builder builder = ScriptedServer.builder()
                .then(connection -> connection.send("1"))
                .then(connection -> connection.send("2"))
                .always(connection -> connection.send("n"));
        try (ScriptedServer server = builder.start()) {
            StringBuilder came = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                try (Socket client = connect(server.endpoint())) {
                    came.append(new String(client.getInputStream().readAllBytes(), ISO_8859_1));
                }
            }
            assertThat(came).hasToString("12nn");
            assertThat(server.accepted()).isEqualTo(4);
        }
    }

    @Test
    void theEndOfAClientIsNoticed() throws IOException {
        try (ScriptedServer server = ScriptedServer.start(ServerConnection::awaitClientEnd)) {
            try (Socket client = connect(server.endpoint())) {
                server.awaitAccepted(1, PATIENCE);
                assertThat(server.open()).isEqualTo(1);
                assertThat(client.isConnected()).isTrue();
            }
            server.awaitOpen(0, PATIENCE);
        }
    }

    @Test
    void closingTheServerEndsAStalledScript() throws IOException {
        ScriptedServer server = ScriptedServer.start(ServerConnection::stall);
        try (server;
                Socket client = connect(server.endpoint())) {
            server.awaitAccepted(1, PATIENCE);
            assertThat(client.isConnected()).isTrue();
        }
        server.awaitOpen(0, PATIENCE);
    }

    @Test
    void aScriptThatBreaksByItselfIsReported() throws IOException {
        Script broken = connection -> {
            throw new IllegalStateException("a mistake in the test");
        };
        try (ScriptedServer server = ScriptedServer.start(broken);
                Socket client = connect(server.endpoint())) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            server.awaitOpen(0, PATIENCE);
            assertThat(server.faults()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void waitingInVainTellsWhatWasExpectedAndWhatCame() {
        try (ScriptedServer server = ScriptedServer.start(ServerConnection::stall)) {
            assertThatThrownBy(() -> server.awaitRequests(1, Duration.ofMillis(1)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("expected within 1 ms: 1 requests at the server; "
                            + "came: 0 connections accepted, 0 of them open, 0 requests read");
        }
    }

    @Test
    void aTakenPortRefuses() {
        try (DeadEnds deadEnds = new DeadEnds()) {
            Endpoint refusing = deadEnds.refusing();
            assertThatThrownBy(() -> connect(refusing).close()).isInstanceOf(ConnectException.class);
        }
    }

    private static Socket connect(Endpoint endpoint) throws IOException {
        Socket client = new Socket(endpoint.host(), endpoint.port());
        client.setSoTimeout((int) PATIENCE.toMillis());
        return client;
    }

    private static void send(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }
}
