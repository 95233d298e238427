package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestOnTheWireTest {

    private final Queue<String> heads = new ConcurrentLinkedQueue<>();
    private final Client client = new Client();
    private ScriptedServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ScriptedServer(peer -> {
            while (peer.readRequest()) {
                heads.add(peer.head);
                peer.write("HTTP/1.1 204 No Content\r\n\r\n");
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void aGetCarriesTheHostAndNothingElse() {
        client.send(Client.get(server.endpoint())).await();
        assertThat(heads).containsExactly("GET /_api/version HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n");
    }

    @Test
    void aPostWithoutABodyAnnouncesThatItHasNone() {
        client.send(Client.post(server.endpoint(), RequestBody.empty())).await();
        assertThat(heads)
                .containsExactly("POST /_api/batch HTTP/1.1\r\nHost: " + authority() + "\r\nContent-Length: 0\r\n\r\n");
    }

    @Test
    void targetAndHeadersGoOutByteForByteInTheirOrder() {
        client.send(Client.request(
                        server.endpoint(),
                        "PUT",
                        "//a/../%7e%2F?q=%C3%A4&&x=a+b;'\"",
                        RequestBody.of("abc".getBytes(StandardCharsets.US_ASCII)),
                        Client.NONE,
                        Client.NONE,
                        new HttpHeader("x-TWICE", "1"),
                        new HttpHeader("Authorization", "Basic eA=="),
                        new HttpHeader("X-Twice", "")))
                .await();
        assertThat(heads)
                .containsExactly("PUT //a/../%7e%2F?q=%C3%A4&&x=a+b;'\" HTTP/1.1\r\nHost: " + authority()
                        + "\r\nx-TWICE: 1\r\nAuthorization: Basic eA==\r\nX-Twice: \r\nContent-Length: 3\r\n\r\n");
    }

    @Test
    void anIpv6HostIsPutInBrackets() throws IOException {
        try (ScriptedServer six = new ScriptedServer(ServerSocketFactory.getDefault(), "::1", false, peer -> {
            peer.readRequest();
            heads.add(peer.head);
            peer.write("HTTP/1.1 204 No Content\r\n\r\n");
            peer.awaitEnd();
        })) {
            Endpoint endpoint = six.endpoint("::1");
            client.send(Client.get(endpoint)).await();
            assertThat(heads.peek()).contains("\r\nHost: [::1]:" + endpoint.port() + "\r\n");
        }
    }

    @Test
    void aBodyThatEndsShortOfItsLengthIsNeverCompleted() throws Exception {
        RequestBody lying = new RequestBody() {
            @Override
            public long length() {
                return 10;
            }

            @Override
            public Iterator<ByteBuffer> buffers() {
                return List.of(ByteBuffer.wrap(new byte[4])).iterator();
            }
        };
        var failure = client.send(Client.post(server.endpoint(), lying)).failure();
        assertThat(failure)
                .hasMessage("the request to " + server.endpoint()
                        + " was given up: its body ended 6 bytes short of the 10 announced");
        assertThat(failure.phase()).isEqualTo(Phase.SEND);
        assertThat(failure.requestSent()).isFalse();
        assertThat(server.sawAnEnd()).isTrue();
        assertThat(heads).isEmpty();
    }

    private String authority() {
        return server.endpoint().authority();
    }
}
