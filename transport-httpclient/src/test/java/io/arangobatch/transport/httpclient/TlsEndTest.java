package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an encrypted connection ends: with the word of the peer, or by whoever sits between. */
class TlsEndTest {

    private static SSLContext localhost;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        localhost = Certificates.context(folder.resolve("localhost.p12"), "dns:localhost");
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2, 3", "TLSv1.3, 3", "TLSv1.2, 3000000", "TLSv1.3, 3000000"})
    void aBodyWithoutALengthEndsWithTheSession(String protocol, int length) throws IOException {
        try (ScriptedServer server = serving(protocol, (peer, raw) -> {
                    peer.write("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(length));
                    peer.socket().close();
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            for (int i = 0; i < 3; i++) {
                assertThat(client.send(Client.get(server.endpoint("localhost"))).await().received)
                        .isEqualTo(length);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void aBodyWithoutALengthThatEndsWithTheSocketAloneFails(String protocol) throws IOException {
        try (ScriptedServer server = serving(protocol, (peer, raw) -> {
                    peer.write("HTTP/1.1 200 OK\r\n\r\ncut");
                    raw.socket().close();
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            Client.Call call = client.send(Client.get(server.endpoint("localhost")));
            TransportException failure = call.failure();
            assertThat(failure)
                    .hasMessage("the connection to " + server.endpoint("localhost")
                            + " broke in the middle of the answer: it ended without the close_notify of TLS,"
                            + " so the answer may have been cut off");
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
            assertThat(call.text()).isEqualTo("cut");
        }
    }

    @Test
    void aBodyWithALengthNeedsNoWordOfItsEnd() throws IOException {
        try (ScriptedServer server = serving("TLSv1.3", (peer, raw) -> {
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nwhole");
                    raw.socket().close();
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            assertThat(client.send(Client.get(server.endpoint("localhost")))
                            .await()
                            .text())
                    .isEqualTo("whole");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz\r\n", "0\r\nX-Trai"})
    void aBrokenChunkedBodyFailsAndWhatCameIsDelivered(String fault) throws IOException {
        try (ScriptedServer server = serving("TLSv1.3", (peer, raw) -> {
                    peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nwhole\r\n" + fault);
                    peer.socket().close();
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            Client.Call call = client.send(Client.get(server.endpoint("localhost")));
            assertThat(call.failure().phase()).isEqualTo(Phase.RECEIVE);
            assertThat(call.text()).isEqualTo("whole");
        }
    }

    private interface Ending {
        void play(ScriptedServer.Peer peer, ScriptedServer.Peer raw) throws IOException;
    }

    /** Puts TLS on the accepted socket by itself, to keep hold of what is beneath. */
    private static ScriptedServer serving(String protocol, Ending ending) throws IOException {
        return new ScriptedServer(ServerSocketFactory.getDefault(), "127.0.0.1", true, raw -> {
            SSLSocket socket = (SSLSocket) localhost.getSocketFactory().createSocket(raw.socket(), null, true);
            socket.setEnabledProtocols(new String[] {protocol});
            ScriptedServer.Peer peer = new ScriptedServer.Peer(socket);
            peer.readRequest();
            ending.play(peer, raw);
        });
    }
}
