package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies in chunks, whole and broken, each in one write so that all of it can arrive in one read. */
class ChunkedAnswerTest {

    private static final String HEAD = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Client client = new Client();

    @AfterEach
    void close() {
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3\r\nabc\r\n1\r\nd\r\n0\r\n\r\n",
                "0000000003 ; name=\"value\"\r\nabc\r\n1\r\nd\r\n0\r\n\r\n",
                "4\nabcd\n0\n\n",
                "4\r\nabcd\r\n000\r\nA: b\r\n folded\r\nC:\r\n\r\n"
            })
    void aWholeBodyIsDeliveredAndItsConnectionKept(String chunks) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(HEAD + chunks)) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(Client.get(server.endpoint())).await().text())
                        .isEqualTo("abcd");
            }
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aBodyThatComesByteByByteIsWhole() throws IOException {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.socket().setTcpNoDelay(true);
            peer.readRequest();
            for (byte each : (HEAD + "B;x\r\nhello world\r\n1\r\n!\r\n0\r\nA: b\r\n\r\n").getBytes()) {
                peer.write(new byte[] {each});
            }
            peer.awaitEnd();
        })) {
            assertThat(client.send(Client.get(server.endpoint())).await().text())
                    .isEqualTo("hello world!");
        }
    }

    @Test
    void chunksLargerThanEveryBufferAreWhole() throws IOException {
        String large = "0123456789abcdef".repeat(100_000);
        String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n";
        try (ScriptedServer server = ScriptedServer.answering(HEAD + chunk + chunk + "0\r\n\r\n")) {
            assertThat(client.send(Client.get(server.endpoint())).await().received)
                    .isEqualTo(2L * large.length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "7\r", "0", "0\r\n", "0\r\n\r", "0\r\nX-Trai", "0\r\nA: b\r\n"})
    void aBodyThatEndsWithTheConnectionFailsAndWhatCameIsDelivered(String cut) throws IOException {
        try (ScriptedServer server = endingAfter("5\r\nwhole\r\n" + cut)) {
            Client.Call call = client.send(Client.get(server.endpoint()));
            TransportException failure = call.failure();
            assertThat(failure)
                    .hasMessage("the connection to " + server.endpoint() + " was closed in the middle of the answer");
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(call.text()).isEqualTo("whole");
        }
    }

    static Stream<Arguments> faults() {
        String size = "the size of a chunk is no hexadecimal number, or too large";
        return Stream.of(
                Arguments.of("xyz\r\nabc\r\n0\r\n\r\n", size),
                Arguments.of("xyz\r\n", size),
                Arguments.of("\r\n", size),
                Arguments.of("-5\r\nabcde\r\n", size),
                Arguments.of("+5\r\nabcde\r\n", size),
                Arguments.of("10000000000000005\r\nabcde\r\n", size),
                Arguments.of("8000000000000000\r\nabcde\r\n", size),
                Arguments.of("0\r\nno header\r\n\r\n", "a trailer is no header"),
                Arguments.of("0\r\n" + "A: b\r\n".repeat(1_001) + "\r\n", "it has more than 1000 trailers"),
                Arguments.of("0\r\nA: " + "b".repeat(70_000), "Maximum line length limit exceeded"));
    }

    /** The server keeps the connection open: nothing that comes later may be needed to notice the fault. */
    @ParameterizedTest
    @MethodSource("faults")
    void aFaultBehindAGoodChunkFailsAtOnceAndTheChunkIsDelivered(String fault, String message) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(HEAD + "5\r\nwhole\r\n" + fault)) {
            Client.Call call = client.send(Client.get(server.endpoint()));
            TransportException failure = call.failure();
            assertThat(failure).hasMessage("the answer of " + server.endpoint() + " is malformed: " + message);
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(call.text()).isEqualTo("whole");
        }
    }

    @Test
    void aChunkLongerThanItsSizeFails() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(HEAD + "3\r\nabcdef\r\n0\r\n\r\n")) {
            Client.Call call = client.send(Client.get(server.endpoint()));
            assertThat(call.failure())
                    .hasMessage(
                            "the answer of " + server.endpoint() + " is malformed: a chunk is longer than its size");
            assertThat(call.text()).isEqualTo("abc");
        }
    }

    private static ScriptedServer endingAfter(String chunks) throws IOException {
        return new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write(HEAD + chunks);
            peer.shutdownOutput();
            peer.awaitEnd();
        });
    }
}
