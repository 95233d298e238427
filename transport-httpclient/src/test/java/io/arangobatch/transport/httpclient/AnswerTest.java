package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnswerTest {

    private final Client client = new Client();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void statusReasonHeadersAndBodyArriveAsTheyWereSent() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(
                "HTTP/1.1 418 I am a  Teapot\r\nX-a: 1\r\nx-A:  2 \r\nContent-Length: 3\r\n\r\nabc")) {
            Client.Call call = client.send(Client.get(server.endpoint())).await();
            assertThat(call.response.status()).isEqualTo(418);
            assertThat(call.response.reason()).isEqualTo("I am a  Teapot");
            assertThat(call.response.headers())
                    .containsExactly(
                            new HttpHeader("X-a", "1"),
                            new HttpHeader("x-A", "2"),
                            new HttpHeader("Content-Length", "3"));
            assertThat(call.text()).isEqualTo("abc");
        }
    }

    static Stream<Arguments> wholeAnswers() {
        return Stream.of(
                Arguments.of(
                        "GET",
                        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 (Early)\r\nA: b\r\n\r\n"
                                + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
                        "ok"),
                Arguments.of("GET", "HTTP/1.1 204 No Content\r\n\r\n", ""),
                Arguments.of("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n", ""),
                Arguments.of("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n", ""),
                Arguments.of("GET", "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n", ""),
                Arguments.of(
                        "GET",
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                + "3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nT: u\r\n\r\n",
                        "abcd"),
                Arguments.of("GET", "HTTP/1.0 200 OK\r\n\r\nto the end", "to the end"));
    }

    @ParameterizedTest
    @MethodSource("wholeAnswers")
    void everyFramingOfABodyIsUnderstood(String method, String answer, String body) throws IOException {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write(answer);
        })) {
            Client.Call call = client.send(Client.request(
                            server.endpoint(), method, "/", RequestBody.empty(), Client.NONE, Client.NONE))
                    .await();
            assertThat(call.response.status()).isBetween(200, 304);
            assertThat(call.text()).isEqualTo(body);
        }
    }

    static Stream<Arguments> brokenAnswers() {
        String address = "http://ADDRESS";
        return Stream.of(
                Arguments.of("", "the connection to " + address + " was closed before an answer came"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
                        "the connection to " + address + " was closed in the middle of the answer"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
                        "the connection to " + address + " was closed in the middle of the answer"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nabc",
                        "the connection to " + address + " was closed in the middle of the answer"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nServer: x\r\n",
                        "the answer of " + address + " is malformed: the connection ended in the middle of its head"),
                Arguments.of(
                        "HTTP/1.1 20",
                        "the answer of " + address + " is malformed: the connection ended in the middle of its head"),
                Arguments.of(
                        "HTTP/1.1 700 Odd\r\n\r\n",
                        "the answer of " + address + " is malformed: 700 is no status of HTTP"),
                Arguments.of(
                        "SSH-2.0-OpenSSH_9\r\n",
                        "the server at " + address + " does not speak HTTP: it answered 'SSH-2.0-OpenSSH_9'"),
                Arguments.of(
                        "\u0015\u0003\u0001\u0000\u0002\u0002P",
                        "the server at " + address
                                + " does not speak HTTP: it answered in TLS; connect to https://ADDRESS instead"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\n" + ("X: " + "y".repeat(60_000) + "\r\n").repeat(6),
                        "the answer of " + address + " is malformed: its head is longer than 262144 bytes"),
                Arguments.of(
                        "HTTP/1.1 200 OK\r\nX: " + "y".repeat(70_000),
                        "the answer of " + address + " is malformed: Maximum line length limit exceeded"));
    }

    @ParameterizedTest
    @MethodSource("brokenAnswers")
    void aBrokenAnswerIsAnErrorOfReceiving(String answer, String message) throws IOException {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readRequest();
            peer.write(answer);
            peer.shutdownOutput();
            peer.awaitEnd();
        })) {
            TransportException failure =
                    client.send(Client.get(server.endpoint())).failure();
            assertThat(failure)
                    .hasMessage(message.replace("ADDRESS", server.endpoint().authority()));
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(failure.requestSent()).isTrue();
        }
    }

    @Test
    void anAnswerThatComesBeforeTheRequestIsWrittenIsDeliveredAndItsConnectionClosed() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 2\r\n\r\nno");
            peer.awaitEnd();
        })) {
            Client.Call call = client.send(Client.post(server.endpoint(), Bodies.mebibytes(64)))
                    .await();
            assertThat(call.response.status()).isEqualTo(413);
            assertThat(call.text()).isEqualTo("no");
            assertThat(server.sawAnEnd()).isTrue();
        }
    }

    @Test
    void anEarlyAnswerIsNotLostWhenTheServerResetsTheConnectionBehindIt() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 2\r\n\r\nno");
        })) {
            for (int i = 0; i < 20; i++) {
                Client.Call call = client.send(Client.post(server.endpoint(), Bodies.mebibytes(4)));
                assertThat(call.await().text()).isEqualTo("no");
            }
        }
    }

    @Test
    void aGoodAnswerBeforeTheRequestIsWrittenEndsTheExchangeToo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            peer.awaitEnd();
        })) {
            Client.Call call = client.send(Client.post(server.endpoint(), Bodies.mebibytes(64)))
                    .await();
            assertThat(call.text()).isEqualTo("ok");
            assertThat(server.sawAnEnd()).isTrue();
        }
    }

    @Test
    void whatTheSinkThrowsEndsTheExchangeAndItsConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
            IllegalStateException thrown = new IllegalStateException("no");
            Client.Call call = client.send(Client.get(server.endpoint()), new Client.Call() {
                @Override
                public void onHead(ResponseHead head, ResponseFlow flow) {
                    throw thrown;
                }
            });
            assertThat(Client.failure(call.end)).isSameAs(thrown);
            assertThat(call.received).isZero();
            assertThat(server.sawAnEnd()).isTrue();
        }
    }
}
