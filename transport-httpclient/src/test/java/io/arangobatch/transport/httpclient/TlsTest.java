package io.arangobatch.transport.httpclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static SSLContext localhost;
    private static SSLContext otherHost;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        localhost = Certificates.context(folder.resolve("localhost.p12"), "dns:localhost,ip:127.0.0.1");
        otherHost = Certificates.context(folder.resolve("other.p12"), "dns:db.example");
    }

    @Test
    void aTrustedServerOfTheRightNameIsSpokenToOnOneConnection() throws Exception {
        try (ScriptedServer server = serving(localhost);
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.send(Client.get(server.endpoint("localhost")))
                                .await()
                                .text())
                        .isEqualTo("ok");
            }
            client.send(Client.post(server.endpoint("localhost"), Bodies.mebibytes(8)))
                    .await();
            assertThat(server.connections()).isEqualTo(1);
            client.send(Client.get(server.endpoint("127.0.0.1"))).await();
        }
    }

    @Test
    void theServerIsToldTheHostName() throws Exception {
        AtomicReference<Object> name = new AtomicReference<>();
        try (ScriptedServer server = new ScriptedServer(localhost.getServerSocketFactory(), "127.0.0.1", true, peer -> {
                    peer.readRequest();
                    name.set(((ExtendedSSLSession) ((SSLSocket) peer.socket()).getSession())
                            .getRequestedServerNames()
                            .get(0));
                    peer.write(OK);
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            client.send(Client.get(server.endpoint("localhost"))).await();
            assertThat(name).hasValue(new SNIHostName("localhost"));
        }
    }

    @Test
    void anUntrustedCertificateIsRefused() throws Exception {
        try (ScriptedServer server = serving(otherHost);
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            TransportException failure =
                    client.send(Client.get(server.endpoint("localhost"))).failure();
            assertThat(failure)
                    .message() // in its middle the JDK has its say
                    .startsWith("the TLS handshake with " + server.endpoint("localhost")
                            + " failed: the server's certificate is not trusted: ")
                    .contains("PKIX path building failed")
                    .endsWith("; put the certificate of its issuer into the trust store of the SSLContext");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failure.requestSent()).isFalse();
            assertThat(server.sawAnEnd()).isTrue();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (ScriptedServer server = serving(otherHost);
                Client client = new Client(Client.Config.DEFAULT.ssl(otherHost))) {
            assertRefusedForItsName(client, server);
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefusedEvenIfTheTrustManagerTrustsEverybody() throws Exception {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new TrustsEverybody()}, null);
        try (ScriptedServer server = serving(otherHost);
                Client client = new Client(Client.Config.DEFAULT.ssl(trusting))) {
            assertRefusedForItsName(client, server);
        }
    }

    @Test
    void aPlainServerBehindATlsAddressIsExplained() throws Exception {
        try (ScriptedServer plain = new ScriptedServer(ServerSocketFactory.getDefault(), "127.0.0.1", true, peer -> {
                    peer.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                    peer.awaitEnd();
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            TransportException failure =
                    client.send(Client.get(plain.endpoint("localhost"))).failure();
            assertThat(failure)
                    .message() // in its middle the JDK has its say
                    .startsWith("the TLS handshake with " + plain.endpoint("localhost") + " failed: ")
                    .endsWith("; check that the server speaks TLS on this port");
            assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
        }
    }

    @Test
    void aTlsServerBehindAPlainAddressIsExplained() throws Exception {
        try (ScriptedServer server = new ScriptedServer(
                        localhost.getServerSocketFactory(), "127.0.0.1", false, peer -> peer.readRequest());
                Client client = new Client()) {
            TransportException failure =
                    client.send(Client.get(server.endpoint())).failure();
            assertThat(failure)
                    .hasMessage("the server at " + server.endpoint()
                            + " does not speak HTTP: it answered in TLS; connect to https://"
                            + server.endpoint().authority() + " instead");
            assertThat(failure.phase()).isEqualTo(Phase.RECEIVE);
        }
    }

    @Test
    void aTruncatedAnswerAndACancelledOneEndTheConnectionToo() throws Exception {
        try (ScriptedServer server = new ScriptedServer(localhost.getServerSocketFactory(), "127.0.0.1", true, peer -> {
                    peer.readRequest();
                    peer.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                    if (peer.head.startsWith("GET /wait")) {
                        peer.awaitEnd();
                    }
                });
                Client client = new Client(Client.Config.DEFAULT.ssl(localhost))) {
            assertThat(client.send(Client.get(server.endpoint("localhost"))).failure())
                    .hasMessage("the connection to " + server.endpoint("localhost")
                            + " was closed in the middle of the answer");
            assertThat(server.sawAnEnd()).isTrue();
            Client.Call waiting = client.send(Client.request(
                    server.endpoint("localhost"), "GET", "/wait", RequestBody.empty(), Client.NONE, Client.NONE));
            Client.get(waiting.head);
            waiting.end.cancel(true);
            assertThat(server.sawAnEnd()).isTrue();
        }
    }

    private static void assertRefusedForItsName(Client client, ScriptedServer server) throws InterruptedException {
        TransportException failure =
                client.send(Client.get(server.endpoint("localhost"))).failure();
        assertThat(failure)
                .hasMessage(
                        "the TLS handshake with " + server.endpoint("localhost")
                                + " failed: the server's certificate is not valid for the host name 'localhost';"
                                + " connect by a name that the certificate holds, or give the server a certificate with this name");
        assertThat(failure.phase()).isEqualTo(Phase.CONNECT);
        assertThat(failure.requestSent()).isFalse();
        assertThat(server.sawAnEnd()).isTrue();
    }

    private static ScriptedServer serving(SSLContext context) throws IOException {
        return new ScriptedServer(context.getServerSocketFactory(), "127.0.0.1", true, peer -> {
            while (peer.readRequest()) {
                peer.write(OK);
            }
        });
    }

    /** Of the extended kind, whose checks the JDK does not complete with one of the host name. */
    private static final class TrustsEverybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
