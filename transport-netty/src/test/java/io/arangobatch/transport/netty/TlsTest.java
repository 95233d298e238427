package io.arangobatch.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportException.Phase;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest extends LoopbackTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static SSLContext local;
    private static SSLContext elsewhere;

    @BeforeAll
    static void makeCertificates(@TempDir Path directory) throws Exception {
        local = selfSigned(directory.resolve("local.p12"), "san=dns:localhost,ip:127.0.0.1");
        elsewhere = selfSigned(directory.resolve("elsewhere.p12"), "san=dns:elsewhere.example");
    }

    @Test
    void anExchangeIsEncryptedAndTheConnectionUsedAgain() throws Exception {
        ScriptedServer server = tlsServer(local, ScriptedServer::hello);
        var transport = transport(Settings.defaults().withSslContext(local));

        done(transport.exchange(get(server.endpoint("localhost")), new RecordingSink()));
        done(transport.exchange(get(server.endpoint("localhost")), sink));

        assertThat(sink.body()).isEqualTo("1");
    }

    @Test
    void theServerIsToldTheNameByWhichItIsCalled() throws Exception {
        ScriptedServer server = tlsServer(local, peer -> {
            peer.head();
            ExtendedSSLSession session = (ExtendedSSLSession) ((SSLSocket) peer.socket()).getSession();
            String name = ((SNIHostName) session.getRequestedServerNames().get(0)).getAsciiName();
            peer.say("HTTP/1.1 200 OK\r\nContent-Length: " + name.length() + "\r\n\r\n" + name);
        });

        done(transport(Settings.defaults().withSslContext(local)).exchange(get(server.endpoint("localhost")), sink));

        assertThat(sink.body()).isEqualTo("localhost");
    }

    @Test
    void aBodyLargerThanTheWindowIsEncryptedWhole() throws Exception {
        byte[] body = new byte[5_000_000];
        ScriptedServer server = tlsServer(local, peer -> {
            peer.head();
            peer.in().skipNBytes(body.length);
            peer.say("HTTP/1.1 204 No Content\r\n\r\n");
        });

        done(transport(Settings.defaults().withSslContext(local))
                .exchange(post(server.endpoint(), RequestBody.of(body)), sink));

        assertThat(sink.status()).isEqualTo(204);
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        ScriptedServer server = tlsServer(elsewhere, ScriptedServer::hello);
        Endpoint endpoint = server.endpoint("localhost");

        assertFails(
                transport(Settings.defaults().withSslContext(elsewhere)).exchange(get(endpoint), sink),
                Phase.CONNECT,
                false,
                "the certificate of " + endpoint + " was not made for this host: connect by a name that it holds"
                        + " (No subject alternative DNS name matching localhost found.)");
    }

    @Test
    void aCertificateThatIsNotTrustedIsRefused() throws Exception {
        ScriptedServer server = tlsServer(local, ScriptedServer::hello);

        assertFails(
                transport().exchange(get(server.endpoint()), sink),
                Phase.CONNECT,
                false,
                "the certificate of " + server.endpoint()
                        + " is not trusted: configure an SSLContext whose trust store holds its issuer");
        await("the connection is closed", () -> server.ended.size() == 1);
    }

    @Test
    void aServerWithoutTlsIsNamed() throws Exception {
        ScriptedServer plain = server(peer -> {
            peer.in().read();
            peer.say("HTTP/1.1 400 Bad Request\r\n\r\n");
            peer.awaitEnd();
        });
        Endpoint endpoint = new Endpoint("127.0.0.1", plain.endpoint().port(), true);

        assertFails(
                transport().exchange(get(endpoint), sink),
                Phase.CONNECT,
                false,
                "the server at " + endpoint + " does not speak TLS: connect without TLS, or to its TLS port");
    }

    @Test
    void aPlainRequestToATlsPortIsExplained() throws Exception {
        ScriptedServer server = tlsServer(local, ScriptedServer::hello);
        Endpoint plain = new Endpoint("127.0.0.1", server.endpoint().port(), false);

        assertFails(
                transport().exchange(get(plain), sink),
                Phase.RECEIVE,
                true,
                "the server at " + plain + " does not speak HTTP: it answers with TLS, so connect with TLS");
    }

    @Test
    void anEncryptedAnswerWithoutLengthEndsWithTheFarewellOfTheServer() throws Exception {
        ScriptedServer server = tlsServer(local, peer -> {
            peer.head();
            peer.say("HTTP/1.1 200 OK\r\n\r\nab");
            ((SSLSocket) peer.socket()).shutdownOutput(); // with close_notify
            peer.awaitEnd();
        });
        var transport = transport(Settings.defaults().withSslContext(local));

        done(transport.exchange(get(server.endpoint()), sink));

        assertThat(sink.body()).isEqualTo("ab");
    }

    private ScriptedServer tlsServer(SSLContext context, ScriptedServer.Script script) throws Exception {
        return closing(ScriptedServer.start(context.getServerSocketFactory(), "127.0.0.1", true, script));
    }

    /** A context that proves itself with a fresh certificate, and trusts it. */
    private static SSLContext selfSigned(Path store, String extension) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=arangobatch test",
                        "-validity",
                        "2",
                        "-ext",
                        extension,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();

        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        KeyManagerFactory proving = KeyManagerFactory.getInstance("PKIX");
        proving.init(keys, PASSWORD);
        TrustManagerFactory trusting = TrustManagerFactory.getInstance("PKIX");
        trusting.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(proving.getKeyManagers(), trusting.getTrustManagers(), null);
        return context;
    }
}
