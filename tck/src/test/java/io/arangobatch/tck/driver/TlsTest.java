package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.server.scripted.ServerConnection;
import io.arangobatch.tck.tls.Certificates;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS: whom the driver trusts, and what it shows of itself. */
class TlsTest extends ThroughEachTransport {

    @TempDir
    Path folder;

    private static EmbeddedArango server(SSLContext certificate) {
        return EmbeddedArango.builder().tls(certificate).start();
    }

    private ConnectionConfig.Builder secure(EmbeddedArango server) {
        return via.config(server).tls(true);
    }

    private static void assertServes(ConnectionConfig config) {
        try (Connection db = ArangoDriver.connect(config)) {
            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");
            assertThat(db.batch(batch -> batch.aql().query("RETURN 1", Integer.class))
                            .failed())
                    .isZero();
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content, StandardCharsets.US_ASCII);
    }

    private Path authorityAsPem() throws Exception {
        return file("authority.pem", pem("CERTIFICATE", Certificates.authority().getEncoded()));
    }

    private Path store(String name, Map<String, Certificate> trusted, Map<Key, Certificate> own) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Map.Entry<String, Certificate> entry : trusted.entrySet()) {
            store.setCertificateEntry(entry.getKey(), entry.getValue());
        }
        for (Map.Entry<Key, Certificate> entry : own.entrySet()) {
            store.setKeyEntry("own", entry.getKey(), "secret".toCharArray(), new Certificate[] {entry.getValue()});
        }
        Path file = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, "secret".toCharArray());
        }
        return file;
    }

    @Test
    void aPemFileSaysWhomToTrust() throws Exception {
        try (EmbeddedArango arango = server(Certificates.validServer());
                Connection db = via.connect("arangodb+tls://localhost:" + arango.port() + "/_system?trustCertificates="
                        + authorityAsPem())) {
            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");
        }
    }

    @Test
    void aKeyStoreSaysWhomToTrust() throws Exception {
        try (EmbeddedArango arango = server(Certificates.validServer())) {
            Path trust = store("trust.p12", Map.of("authority", Certificates.authority()), Map.of());

            assertServes(secure(arango)
                    .trustStore(trust)
                    .trustStorePassword("secret")
                    .build());
        }
    }

    @Test
    void anSslContextFromOutsideIsUsed() {
        try (EmbeddedArango arango = server(Certificates.validServer())) {
            assertServes(secure(arango).sslContext(Certificates.client()).build());
        }
    }

    private static ScriptedServer serverThatDemandsACertificate() {
        return ScriptedServer.builder()
                .tls(Certificates.validServer())
                .demandClientCertificate()
                .always(TlsTest::answerAll)
                .start();
    }

    private static void answerAll(ServerConnection connection) throws IOException {
        while (true) {
            connection.readRequest();
            connection.send(
                    "HTTP/1.1 200 OK\r\nContent-Length: 37\r\n\r\n{\"server\":\"arango\",\"version\":\"3.2.2\"}");
        }
    }

    @Test
    void aClientShowsTheCertificateOfPemFiles() throws Exception {
        try (ScriptedServer strict = serverThatDemandsACertificate();
                Connection db = ArangoDriver.connect(via.config(strict.endpoint())
                        .tls(true)
                        .trustCertificates(authorityAsPem())
                        .clientCertificate(file(
                                "client.pem",
                                pem(
                                        "CERTIFICATE",
                                        Certificates.clientIdentity()
                                                .certificate()
                                                .getEncoded())))
                        .clientKey(file(
                                "client.key",
                                pem(
                                        "PRIVATE KEY",
                                        Certificates.clientIdentity().key().getEncoded())))
                        .build())) {
            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");
        }
    }

    @Test
    void aClientShowsTheCertificateOfAKeyStore() throws Exception {
        Path keys = store(
                "client.p12",
                Map.of(),
                Map.of(
                        Certificates.clientIdentity().key(),
                        Certificates.clientIdentity().certificate()));
        try (ScriptedServer strict = serverThatDemandsACertificate();
                Connection db = ArangoDriver.connect(via.config(strict.endpoint())
                        .tls(true)
                        .trustCertificates(authorityAsPem())
                        .keyStore(keys)
                        .keyStorePassword("secret")
                        .build())) {
            assertThat(db.serverVersion().version()).isEqualTo("3.2.2");
        }
    }

    @Test
    void aClientWithoutCertificateIsRefusedByAServerThatDemandsOne() {
        try (ScriptedServer strict = serverThatDemandsACertificate();
                Connection db = ArangoDriver.connect(via.config(strict.endpoint())
                        .tls(true)
                        .sslContext(Certificates.client())
                        .build())) {
            assertThatThrownBy(db::serverVersion)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(strict.endpoint().toString());
            assertThat(strict.requests()).isEmpty();
        }
    }

    private void assertRefused(SSLContext certificate, SSLContext trust, String... words) {
        try (EmbeddedArango arango = server(certificate);
                Connection db =
                        ArangoDriver.connect(secure(arango).sslContext(trust).build())) {
            assertThatThrownBy(db::serverVersion)
                    .isInstanceOfSatisfying(TransportException.class, e -> {
                        assertThat(e.phase()).isEqualTo(Phase.CONNECT);
                        assertThat(e.requestSent()).isFalse();
                    })
                    .hasMessageContaining("https://127.0.0.1:" + arango.port())
                    .hasMessageContainingAll(words);
            assertThat(arango.journal().requests()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherHostIsRefused() {
        assertRefused(
                Certificates.otherHostServer(), Certificates.client(), "certificate", "host", "connect by a name");
    }

    @Test
    void aCertificateOfAStrangerIsRefused() {
        assertRefused(
                Certificates.unknownIssuerServer(), Certificates.client(), "certificate", "not trusted", "issuer");
    }

    @Test
    void aSelfSignedCertificateIsRefused() {
        assertRefused(Certificates.selfSignedServer(), Certificates.client(), "certificate", "not trusted");
    }

    @Test
    void anExpiredCertificateIsRefused() {
        assertRefused(Certificates.expiredServer(), Certificates.client(), "certificate", "expired");
    }

    @Test
    void aPrivateAuthorityIsNotTrustedByDefault() {
        try (EmbeddedArango arango = server(Certificates.validServer());
                Connection db = ArangoDriver.connect(secure(arango).build())) {
            assertThatThrownBy(db::serverVersion)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("not trusted");
        }
    }
}
