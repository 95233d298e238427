package io.arangobatch.tck.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @Test
    void aTokenOpensTheServerUntilItIsRevoked() throws Exception {
        try (EmbeddedArango server =
                EmbeddedArango.builder().authentication("root", "s3cret").start()) {
            ApiClient api = new ApiClient(server);
            String token = token(api);
            assertThat(api.send("GET", "/_api/version", "", "Authorization", "bearer " + token)
                            .statusCode())
                    .isEqualTo(200);
            server.revokeTokens();
            assertThat(api.send("GET", "/_api/version", "", "Authorization", "bearer " + token)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(api.send("GET", "/_api/version", "", "Authorization", "bearer " + token(api))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTokenThatHasExpiredIsRefused() throws Exception {
        try (EmbeddedArango server = EmbeddedArango.builder()
                .authentication("root", "s3cret")
                .tokenLifetime(Duration.ZERO)
                .start()) {
            ApiClient api = new ApiClient(server);
            assertThat(api.send("GET", "/_api/version", "", "Authorization", "bearer " + token(api))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.2.2   | ''",
                "3.11.14 | '{\"error\":true,\"errorNum\":11,\"errorMessage\":\"not authorized to execute this request\",\"code\":401}'"
            })
    void theRefusalOfAStrangerHasABodySinceThreeSeven(String version, String body) throws Exception {
        try (EmbeddedArango server = EmbeddedArango.builder()
                .serverVersion(version)
                .authentication("root", "x")
                .start()) {
            HttpResponse<String> answer =
                    new ApiClient(server).send("GET", "/_api/version", "", "Authorization", basic("root:y"));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).isEqualTo(body);
            assertThat(answer.headers().firstValue("www-authenticate")).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({"3.2.2, 202", "3.11.14, 403"})
    void thePartsOfABatchAreCheckedOnlySinceThreeFour(String version, int status) throws Exception {
        try (EmbeddedArango server = EmbeddedArango.builder()
                .serverVersion(version)
                .authentication("root", "")
                .start()) {
            ApiClient api = new ApiClient(server);
            String root = basic("root:");
            api.send("POST", "/_api/collection", "{\"name\":\"c\"}", "Authorization", root);
            api.send("POST", "/_api/user", "{\"user\":\"reader\",\"passwd\":\"p\"}", "Authorization", root);
            api.send("PUT", "/_api/user/reader/database/_system", "{\"grant\":\"ro\"}", "Authorization", root);
            String write = "POST /_api/document/c HTTP/1.1\r\n\r\n{}";
            HttpResponse<String> answer =
                    api.send("POST", "/_api/batch", ApiClient.batch("abc", write), "Authorization", basic("reader:p"));
            assertThat(answer.body()).contains("HTTP/1.1 " + status);
            assertThat(api.send("POST", "/_api/document/c", "{}", "Authorization", basic("reader:p"))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void httpsIsServedWithTheGivenKey(@TempDir Path folder) throws Exception {
        KeyStore keys = keys(folder);
        try (EmbeddedArango server =
                EmbeddedArango.builder().tls(serverContext(keys)).start()) {
            assertThat(server.uri()).hasScheme("https");
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(clientContext(keys)).build();
            assertThat(new ApiClient(server, trusting)
                            .send("GET", "/_api/version", "")
                            .statusCode())
                    .isEqualTo(200);
            ApiClient distrusting = new ApiClient(server);
            assertThatThrownBy(() -> distrusting.send("GET", "/_api/version", ""))
                    .isInstanceOf(SSLException.class);
        }
    }

    private static String token(ApiClient api) throws IOException, InterruptedException {
        return api.json("POST", "/_open/auth", "{\"username\":\"root\",\"password\":\"s3cret\"}")
                .path("jwt")
                .asText();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static KeyStore keys(Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1")
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext serverContext(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext clientContext(KeyStore keys) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
