package io.arangobatch.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ConnectionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every context is proved by a handshake between two real sockets, the server asking for a certificate of the client. */
class TlsMaterialTest {

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Keytool keytool;
    private static Path serverStore;
    private static Path serverCertificate;
    private static Path clientStore;

    @BeforeAll
    static void makeKeys() throws Exception {
        keytool = new Keytool(shared);
        serverStore = keytool.store("PKCS12", "EC");
        serverCertificate = keytool.certificate(serverStore);
        clientStore = keytool.store("PKCS12", "RSA");
    }

    @Test
    void withoutAnyMaterialTheJvmDecides() {
        assertThat(TlsMaterial.sslContext(config(builder -> builder))).isEmpty();
    }

    @Test
    void aContextOfTheApplicationIsHandedOn() throws Exception {
        SSLContext own = SSLContext.getDefault();

        assertThat(TlsMaterial.sslContext(config(builder -> builder.sslContext(own))))
                .containsSame(own);
    }

    @Test
    void aCertificateInPemIsTrusted() throws Exception {
        assertThat(handshake(config(builder -> builder.trustCertificates(serverCertificate)), serverStore, null))
                .isEqualTo("CN=localhost");
    }

    @Test
    void everyCertificateOfABundleIsTrusted() throws Exception {
        Path bundle = Files.writeString(
                folder.resolve("bundle.pem"),
                "# two of them\r\n"
                        + Files.readString(keytool.certificate(clientStore)).replace("\n", "\r\n")
                        + Files.readString(keytool.key(clientStore)) + Files.readString(serverCertificate));

        assertThat(handshake(config(builder -> builder.trustCertificates(bundle)), serverStore, null))
                .isEqualTo("CN=localhost");
    }

    @Test
    void whatIsNotInTheBundleIsNotTrusted() throws Exception {
        Path other = keytool.certificate(clientStore);

        assertThatThrownBy(() -> handshake(config(builder -> builder.trustCertificates(other)), serverStore, null))
                .isInstanceOf(SSLException.class)
                .hasMessageContaining("PKIX path");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aTrustStoreIsRecognisedByItsContent(String type) throws Exception {
        Path store = keytool.trustStore(type, serverCertificate);

        assertThat(handshake(
                        config(builder -> builder.trustStore(store).trustStorePassword(Keytool.PASSWORD)),
                        serverStore,
                        null))
                .isEqualTo("CN=localhost");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aClientCertificateInPemIsShownToTheServer(String algorithm) throws Exception {
        Path store = keytool.store("PKCS12", algorithm);
        Path certificate = keytool.certificate(store);
        Path key = keytool.key(store);

        assertThat(handshake(
                        config(builder -> builder.trustCertificates(serverCertificate)
                                .clientCertificate(certificate)
                                .clientKey(key)),
                        serverStore,
                        certificate))
                .isEqualTo("CN=localhost");
    }

    @Test
    void certificateAndKeyMayShareAFile() throws Exception {
        Path both = Files.writeString(
                folder.resolve("both.pem"),
                Files.readString(keytool.key(clientStore)) + Files.readString(keytool.certificate(clientStore)));

        assertThat(TlsMaterial.sslContext(
                        config(builder -> builder.clientCertificate(both).clientKey(both))))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aKeyStoreIsShownToTheServer(String type) throws Exception {
        Path store = keytool.store(type, "RSA");

        assertThat(handshake(
                        config(builder -> builder.trustCertificates(serverCertificate)
                                .keyStore(store)
                                .keyStorePassword(Keytool.PASSWORD)),
                        serverStore,
                        keytool.certificate(store)))
                .isEqualTo("CN=localhost");
    }

    @Test
    void aServerThatNeedsAClientCertificateRefusesTheClientWithoutOne() throws Exception {
        Path expected = keytool.certificate(clientStore);

        assertThatThrownBy(() -> handshake(
                        config(builder -> builder.trustCertificates(serverCertificate)), serverStore, expected))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.pem");

        assertRefused(builder -> builder.trustCertificates(missing), "trustCertificates", missing, "does not exist");
        assertRefused(builder -> builder.trustStore(missing), "trustStore", missing, "does not exist");
        assertRefused(builder -> builder.keyStore(missing), "keyStore", missing, "does not exist");
        assertRefused(
                builder -> builder.clientCertificate(missing).clientKey(missing),
                "clientCertificate",
                missing,
                "does not exist");
    }

    @Test
    void aFolderIsNoFile() {
        assertRefused(builder -> builder.trustStore(folder), "trustStore", folder, "is not a file");
    }

    @Test
    void anEmptyFileIsNamed() throws IOException {
        Path empty = Files.createFile(folder.resolve("empty"));

        assertRefused(builder -> builder.trustCertificates(empty), "trustCertificates", empty, "is empty");
        assertRefused(builder -> builder.trustStore(empty), "trustStore", empty, "is empty");
    }

    @Test
    void aPemFileWithoutCertificatesIsRefused() throws Exception {
        Path key = keytool.key(clientStore);

        assertRefused(
                builder -> builder.trustCertificates(key),
                "trustCertificates",
                key,
                "holds no certificate: expected is PEM with -----BEGIN CERTIFICATE-----");
    }

    @Test
    void aBrokenCertificateIsRefused() throws Exception {
        Path broken = new Keytool(folder).pem("broken.pem", "CERTIFICATE", new byte[] {1, 2, 3});

        assertRefused(
                builder -> builder.trustCertificates(broken),
                "trustCertificates",
                broken,
                "holds a broken certificate");
    }

    @Test
    void brokenBase64IsRefused() throws Exception {
        Path broken = Files.writeString(
                folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----\n");

        assertRefused(
                builder -> builder.trustCertificates(broken),
                "trustCertificates",
                broken,
                "holds broken Base64 in its block \"CERTIFICATE\"");
    }

    @Test
    void aPemFileWithoutKeyIsRefused() throws Exception {
        assertKeyRefused(
                keytool.certificate(clientStore),
                "holds no private key: expected is PEM with -----BEGIN PRIVATE KEY-----");
    }

    @Test
    void aBrokenKeyIsRefused() throws Exception {
        assertKeyRefused(
                new Keytool(folder).pem("key.pem", "PRIVATE KEY", new byte[] {1, 2, 3}),
                "holds a private key that is broken, or is none of RSA, EC or Ed25519");
    }

    @Test
    void anEncryptedKeyIsRefusedWithTheCommandThatConvertsIt() throws Exception {
        Path key = new Keytool(folder).pem("key.pem", "ENCRYPTED PRIVATE KEY", new byte[] {1, 2, 3});

        assertKeyRefused(
                key,
                "holds an encrypted private key, which is not supported. Convert it with: openssl pkcs8 -topk8 -nocrypt -in \""
                        + key + "\" -out \"" + key + ".pkcs8\"");
    }

    @ParameterizedTest
    @CsvSource({"RSA PRIVATE KEY", "EC PRIVATE KEY"})
    void aKeyInAnOlderFormIsRefusedWithTheCommandThatConvertsIt(String label) throws Exception {
        Path key = new Keytool(folder).pem("key.pem", label, new byte[] {1, 2, 3});

        assertKeyRefused(
                key,
                "holds a private key in the form \"" + label
                        + "\", which is not supported. Convert it with: openssl pkcs8 -topk8 -nocrypt -in \"" + key
                        + "\" -out \"" + key + ".pkcs8\"");
    }

    @ParameterizedTest
    @CsvSource({"JKS, RSA", "PKCS12, EC"})
    void aKeyOfAnotherCertificateIsRefused(String storeType, String algorithm) throws Exception {
        assertKeyRefused(
                keytool.key(keytool.store(storeType, algorithm)),
                "does not hold the private key of the first certificate in \"" + keytool.certificate(clientStore)
                        + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aWrongPasswordIsRefusedAndNotShown(String type) {
        Path store = keytool.store(type, "RSA");

        assertRefused(
                builder -> builder.keyStore(store).keyStorePassword("geheim"),
                "keyStore",
                store,
                "cannot be opened: option keyStorePassword is wrong");
        assertRefused(
                builder -> builder.trustStore(store).trustStorePassword("geheim"),
                "trustStore",
                store,
                "cannot be opened: option trustStorePassword is wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PKCS12", "JKS"})
    void aKeyStoreWithoutItsPasswordIsRefused(String type) {
        Path store = keytool.store(type, "RSA");

        assertRefused(
                builder -> builder.keyStore(store),
                "keyStore",
                store,
                "holds a private key that needs option keyStorePassword");
    }

    @Test
    void aKeyWithAPasswordOfItsOwnIsRefused() throws IOException {
        Path store = Files.copy(keytool.store("JKS", "RSA"), folder.resolve("store"));
        keytool.run(
                "-keypasswd",
                "-alias",
                "me",
                "-keystore",
                store.toString(),
                "-storepass",
                Keytool.PASSWORD,
                "-keypass",
                Keytool.PASSWORD,
                "-new",
                "geheim");

        assertRefused(
                builder -> builder.keyStore(store).keyStorePassword(Keytool.PASSWORD),
                "keyStore",
                store,
                "holds a private key that option keyStorePassword does not open: store and key must have the same password");
    }

    @Test
    void aTrustStoreThatTrustsNobodyIsRefused() {
        assertRefused(
                builder -> builder.trustStore(clientStore).trustStorePassword(Keytool.PASSWORD),
                "trustStore",
                clientStore,
                "holds no trusted certificate that can be read: a PKCS#12 store needs option trustStorePassword; add"
                        + " certificates with: keytool -importcert");
    }

    @Test
    void aKeyStoreWithoutKeyIsRefused() {
        Path store = keytool.trustStore("JKS", serverCertificate);

        assertRefused(
                builder -> builder.keyStore(store).keyStorePassword(Keytool.PASSWORD),
                "keyStore",
                store,
                "holds no private key with a certificate");
    }

    @Test
    void aFileThatIsNoStoreIsRefused() {
        assertRefused(
                builder -> builder.trustStore(serverCertificate),
                "trustStore",
                serverCertificate,
                "is neither a PKCS#12 nor a JKS key store");
    }

    private static void assertKeyRefused(Path key, String what) throws Exception {
        Path certificate = keytool.certificate(clientStore);
        assertRefused(builder -> builder.clientCertificate(certificate).clientKey(key), "clientKey", key, what);
    }

    private static void assertRefused(
            UnaryOperator<ConnectionConfig.Builder> settings, String option, Path file, String what) {
        ConnectionConfig config = config(settings);
        assertThatThrownBy(() -> TlsMaterial.sslContext(config))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("option " + option + ": file \"" + file + "\" " + what)
                .satisfies(fault -> assertThat(String.valueOf(fault.getCause())).doesNotContain("geheim"));
    }

    private static ConnectionConfig config(UnaryOperator<ConnectionConfig.Builder> settings) {
        return settings.apply(
                        ConnectionConfig.builder().endpoint("localhost", 8529).tls(true))
                .build();
    }

    /** Connects with the context under test, and returns whom the server saw, or else whom the client saw. */
    private static String handshake(ConnectionConfig config, Path serverStore, Path clientCertificate)
            throws Exception {
        SSLContext client = TlsMaterial.sslContext(config).orElseThrow();
        SSLContext server = serverContext(serverStore, clientCertificate);
        try (SSLServerSocket listener =
                (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0)) {
            listener.setNeedClientAuth(clientCertificate != null);
            CompletableFuture<Principal> seenByServer = CompletableFuture.supplyAsync(() -> accept(listener));
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("localhost", listener.getLocalPort())) {
                socket.startHandshake();
                // In TLS 1.3 the server's refusal of a client arrives with the first read.
                socket.getInputStream().read();
                Principal seen = seenByServer.get();
                return (clientCertificate == null ? socket.getSession().getPeerPrincipal() : seen).getName();
            }
        } catch (ExecutionException failed) {
            throw new IOException(failed.getCause());
        }
    }

    private static Principal accept(SSLServerSocket listener) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
            socket.getOutputStream().write('!');
            return listener.getNeedClientAuth()
                    ? socket.getSession().getPeerPrincipal()
                    : socket.getSession().getLocalPrincipal();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    /** A server is just a client's context used the other way round. */
    private static SSLContext serverContext(Path store, Path clientCertificate) {
        return TlsMaterial.sslContext(config(builder -> {
                    ConnectionConfig.Builder server = builder.keyStore(store).keyStorePassword(Keytool.PASSWORD);
                    return clientCertificate == null ? server : server.trustCertificates(clientCertificate);
                }))
                .orElseThrow();
    }
}
