package io.arangobatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ConnectionConfig.Builder;
import io.arangobatch.internal.config.Option;
import io.arangobatch.internal.config.Options;
import io.arangobatch.internal.transport.FakeProvider;
import io.arangobatch.internal.transport.FakeTransport;
import io.arangobatch.spi.Endpoint;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConnectionConfigTest {

    private static final String WHOLE_QUERY =
            "auth=jwt&transport=netty&loadBalancing=round-robin&discoverEndpoints=true&connectTimeout=1s&acquireTimeout=2s&responseTimeout=3s"
                    + "&commitTimeout=4s&retry=3,1s,2s,3s&maxConnections=5&idleTimeout=6s&maxRequests=7&maxBytes=8k&spillThreshold=12k&spillFolder=spilled&maxResponseBytes=9k&maxCoalesced=11&carrier=pipeline&pipelineWindow=4&maxCallBytes=10k"
                    + "&trustStore=trust.p12&trustStorePassword=secret1&keyStore=key.p12&keyStorePassword=secret2";

    private static final RetryPolicy RETRY = RetryPolicy.of(3)
            .initialDelay(Duration.ofSeconds(1))
            .maxDelay(Duration.ofSeconds(2))
            .budget(Duration.ofSeconds(3));

    @Test
    void everyOptionIsReadFromTheUrl() {
        ConnectionConfig config = ConnectionConfig.parse("arangodb+tls://root:secret0@db1/test?" + WHOLE_QUERY);

        assertThat(config.user()).contains("root");
        assertThat(config.password()).contains("secret0");
        assertThat(config.auth()).isEqualTo(AuthMethod.JWT);
        assertThat(config.transport()).contains("netty");
        assertThat(config.loadBalancing()).isEqualTo(LoadBalancing.ROUND_ROBIN);
        assertThat(config.discoverEndpoints()).isTrue();
        assertThat(config.connectTimeout()).hasSeconds(1);
        assertThat(config.acquireTimeout()).hasSeconds(2);
        assertThat(config.responseTimeout()).hasSeconds(3);
        assertThat(config.commitTimeout()).hasSeconds(4);
        assertThat(config.retry()).isEqualTo(RETRY);
        assertThat(config.maxConnections()).isEqualTo(5);
        assertThat(config.idleTimeout()).hasSeconds(6);
        assertThat(config.maxRequests()).isEqualTo(7);
        assertThat(config.maxBytes()).isEqualTo(8192);
        assertThat(config.spillThreshold()).isEqualTo(12288);
        assertThat(config.spillFolder()).isEqualTo(Path.of("spilled"));
        assertThat(config.maxResponseBytes()).isEqualTo(9216);
        assertThat(config.maxCoalesced()).isEqualTo(11);
        assertThat(config.carrier()).isEqualTo(BatchCarrier.PIPELINE);
        assertThat(config.pipelineWindow()).isEqualTo(4);
        assertThat(config.maxCallBytes()).isEqualTo(10_240);
        assertThat(config.trustStore()).contains(Path.of("trust.p12"));
        assertThat(config.trustStorePassword()).contains("secret1");
        assertThat(config.keyStore()).contains(Path.of("key.p12"));
        assertThat(config.keyStorePassword()).contains("secret2");
        assertThat(config.tls()).isTrue();
    }

    @Test
    void pemFilesAreReadFromTheUrl() {
        ConnectionConfig config = ConnectionConfig.parse(
                "arangodb+tls://db1?trustCertificates=ca.pem&clientCertificate=%2Fme.pem&clientKey=key.pem");

        assertThat(config.trustCertificates()).contains(Path.of("ca.pem"));
        assertThat(config.clientCertificate()).contains(Path.of("/me.pem"));
        assertThat(config.clientKey()).contains(Path.of("key.pem"));
    }

    @Test
    void urlPropertiesAndBuilderSayTheSame() {
        Properties properties = new Properties();
        for (String setting : ("user=root&password=secret0&" + WHOLE_QUERY).split("&")) {
            int equals = setting.indexOf('=');
            properties.setProperty(setting.substring(0, equals), setting.substring(equals + 1));
        }
        ConnectionConfig built = ConnectionConfig.builder()
                .endpoint("db1", 8529)
                .tls(true)
                .database("test")
                .user("root")
                .password("secret0")
                .auth(AuthMethod.JWT)
                .transport("netty")
                .loadBalancing(LoadBalancing.ROUND_ROBIN)
                .discoverEndpoints(true)
                .connectTimeout(Duration.ofSeconds(1))
                .acquireTimeout(Duration.ofSeconds(2))
                .responseTimeout(Duration.ofSeconds(3))
                .commitTimeout(Duration.ofSeconds(4))
                .retry(RETRY)
                .maxConnections(5)
                .idleTimeout(Duration.ofSeconds(6))
                .maxRequests(7)
                .maxBytes(8192)
                .spillThreshold(12288)
                .spillFolder(Path.of("spilled"))
                .maxResponseBytes(9216)
                .maxCoalesced(11)
                .carrier(BatchCarrier.PIPELINE)
                .pipelineWindow(4)
                .maxCallBytes(10_240)
                .trustStore(Path.of("trust.p12"))
                .trustStorePassword("secret1")
                .keyStore(Path.of("key.p12"))
                .keyStorePassword("secret2")
                .build();
        String fromUrl = ConnectionConfig.parse("arangodb+tls://root:secret0@db1/test?" + WHOLE_QUERY)
                .toString();

        assertThat(ConnectionConfig.parse("arangodb+tls://db1/test", properties))
                .hasToString(fromUrl);
        assertThat(built).hasToString(fromUrl);
        assertThat(fromUrl)
                .isEqualTo(
                        "ConnectionConfig[endpoints=[https://db1:8529], database=test, user=root, password=(secret), auth=jwt,"
                                + " transport=netty, loadBalancing=round-robin, discoverEndpoints=true, connectTimeout=1s, acquireTimeout=2s, responseTimeout=3s, commitTimeout=4s,"
                                + " retry=3,1s,2s,3s, maxConnections=5, idleTimeout=6s, maxRequests=7, maxBytes=8k, spillThreshold=12k, spillFolder=spilled, maxCoalesced=11, carrier=pipeline,"
                                + " pipelineWindow=4, maxCallBytes=10k, maxResponseBytes=9k,"
                                + " trustStore=trust.p12, trustStorePassword=(secret), keyStore=key.p12, keyStorePassword=(secret),"
                                + " callbackExecutor=java.util.concurrent.ForkJoinPool]");
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        ConnectionConfig config =
                ConnectionConfig.builder().endpoint("localhost", 8529).build();

        assertThat(config)
                .hasToString(
                        "ConnectionConfig[endpoints=[http://localhost:8529], database=_system, loadBalancing=none, discoverEndpoints=false, connectTimeout=5s,"
                                + " acquireTimeout=10s, responseTimeout=60s, commitTimeout=0, retry=none, maxConnections=16, idleTimeout=30s,"
                                + " maxRequests=1000000, maxBytes=512m, spillThreshold=never, maxCoalesced=1000, carrier=auto, pipelineWindow=8, maxCallBytes=1g,"
                                + " maxResponseBytes=1g,"
                                + " callbackExecutor=java.util.concurrent.ForkJoinPool]");
        assertThat(config.auth()).isEqualTo(AuthMethod.NONE);
        assertThat(config.tls()).isFalse();
        assertThat(config.callbackExecutor()).isSameAs(ForkJoinPool.commonPool());
        assertThat(List.of(
                        config.user(),
                        config.password(),
                        config.transport(),
                        config.trustCertificates(),
                        config.trustStore(),
                        config.trustStorePassword(),
                        config.clientCertificate(),
                        config.clientKey(),
                        config.keyStore(),
                        config.keyStorePassword(),
                        config.sslContext(),
                        config.objectMapper(),
                        config.transportInstance(),
                        config.transportProvider(),
                        config.classLoader(),
                        config.tokenSupplier()))
                .allSatisfy(optional -> assertThat(optional).isEmpty());
    }

    @Test
    void objectsOfTheApplicationAreHandedOnAndShownByClassOnly() throws NoSuchAlgorithmException {
        SSLContext sslContext = SSLContext.getDefault();
        ObjectMapper mapper = new ObjectMapper();
        FakeProvider provider = new FakeProvider("fake");
        ClassLoader loader = getClass().getClassLoader();
        Executor executor = Runnable::run;
        TokenSource tokens = new TokenSource();
        Builder builder = ConnectionConfig.builder()
                .endpoint("db1", 1)
                .tls(true)
                .sslContext(sslContext)
                .objectMapper(mapper)
                .transportProvider(provider)
                .classLoader(loader)
                .callbackExecutor(executor)
                .tokenSupplier(tokens::toString);

        for (ConnectionConfig config :
                List.of(builder.build(), builder.build().toBuilder().build())) {
            assertThat(config.sslContext()).containsSame(sslContext);
            assertThat(config.objectMapper()).containsSame(mapper);
            assertThat(config.transportProvider()).containsSame(provider);
            assertThat(config.classLoader()).containsSame(loader);
            assertThat(config.callbackExecutor()).isSameAs(executor);
            assertThat(config.tokenSupplier().map(supplier -> supplier.get())).contains("geheim");
            assertThat(config.auth()).isEqualTo(AuthMethod.JWT);
            assertThat(config.toString())
                    .contains("transportProvider=io.arangobatch.internal.transport.FakeProvider")
                    .doesNotContain("geheim");
        }
    }

    private static final class TokenSource {
        @Override
        public String toString() {
            return "geheim";
        }
    }

    @Test
    void anOpenTransportIsHandedOn() {
        FakeTransport transport = new FakeTransport();

        assertThat(plain().transport(transport).build().toBuilder().build().transportInstance())
                .containsSame(transport);
    }

    @Test
    void theUrlWinsOverProperties() {
        Properties properties = new Properties();
        properties.setProperty("maxConnections", "7");
        properties.setProperty("maxRequests", "70");
        properties.setProperty("user", "other");
        properties.setProperty("password", "passwd");

        ConnectionConfig config = ConnectionConfig.parse("arangodb://root@localhost?maxConnections=8", properties);

        assertThat(config.maxConnections()).isEqualTo(8);
        assertThat(config.maxRequests()).isEqualTo(70);
        assertThat(config.user()).contains("root");
        assertThat(config.password()).contains("passwd");
    }

    @Test
    void theBuilderWinsOverTheUrl() {
        ConnectionConfig config = ConnectionConfig.parse("arangodb://localhost?transport=netty").toBuilder()
                .transport("httpclient")
                .build();

        assertThat(config.transport()).contains("httpclient");
    }

    @Test
    void aBuilderDoesNotChangeWhatItHasMade() {
        List<Endpoint> endpoints = new ArrayList<>(List.of(new Endpoint("db1", 1, false)));
        Builder builder = ConnectionConfig.builder().endpoints(endpoints);
        ConnectionConfig config = builder.build();

        endpoints.clear();
        builder.endpoint("db2", 2).maxConnections(3).database("other");

        assertThat(config.endpoints()).containsExactly(new Endpoint("db1", 1, false));
        assertThat(config.maxConnections()).isEqualTo(16);
        assertThat(builder.build().endpoints())
                .containsExactly(new Endpoint("db1", 1, false), new Endpoint("db2", 2, false));
    }

    @Test
    void tlsDecidesForAllEndpoints() {
        Builder builder = ConnectionConfig.builder()
                .endpoints(List.of(new Endpoint("db1", 1, true)))
                .endpoint("db2", 2);

        assertThat(builder.tls(true).build().endpoints()).allMatch(Endpoint::tls);
        assertThat(builder.tls(false).build().endpoints()).noneMatch(Endpoint::tls);
    }

    @ParameterizedTest
    @CsvSource({
        "arangodb://db1,                            NONE",
        "arangodb://root@db1,                       BASIC",
        "arangodb://root:x@db1,                     BASIC",
        "arangodb://root:x@db1?auth=jwt,            JWT",
        "arangodb://root:@db1?auth=jwt,             JWT",
        "arangodb://a%3Ab:x@db1?auth=jwt,           JWT",
        "arangodb://db1?auth=none,                  NONE",
    })
    void theAuthMethodFollowsFromTheCredentials(String url, AuthMethod auth) {
        assertThat(ConnectionConfig.parse(url).auth()).isEqualTo(auth);
    }

    static Stream<Arguments> contradictions() throws NoSuchAlgorithmException {
        SSLContext context = SSLContext.getDefault();
        Path file = Path.of("file");
        return Stream.of(
                refused(
                        builder -> builder.endpoints(List.of()),
                        "no endpoint is given: name a server in the URL or by endpoint(host, port)"),
                refused(
                        builder -> builder.endpoints(List.of(new Endpoint("a", 1, true), new Endpoint("b", 1, false))),
                        "endpoints with and without TLS are mixed: [https://a:1, http://b:1]"),
                refused(builder -> builder.endpoint("db1", 8529), "endpoint http://db1:8529 is given twice"),
                refused(
                        builder -> builder.endpoints(List.of(new Endpoint("a\r\nb", 1, true))),
                        "wrong endpoint with host \"aU+000DU+000Ab\": a host is a name of letters, digits, '.', '-' and '_' (an"
                                + " international one as xn--…), an IPv4 address, or an IPv6 address (in a URL within brackets)"),
                refused(
                        builder -> builder.endpoint("db1", 0),
                        "wrong endpoint with host \"db1\": port 0 is outside of 1 to 65535"),
                refused(builder -> builder.endpoint("", 1), "wrong endpoint with host \"\": the host is empty"),
                refused(
                        builder -> builder.database(""),
                        "wrong database name \"\": allowed is a text that is not empty, without control characters"),
                refused(builder -> builder.password("x"), "option password is given without option user"),
                refused(
                        builder -> builder.user("a").tokenSupplier(() -> "t").auth(AuthMethod.BASIC),
                        "a tokenSupplier is given, but option auth is not jwt: remove one of them"),
                refused(
                        builder -> builder.user("a").password("x").tokenSupplier(() -> "t"),
                        "a tokenSupplier and option password are given: remove one of them"),
                refused(builder -> builder.auth(AuthMethod.BASIC), "option auth is basic, which needs option user"),
                refused(
                        builder -> builder.user("a:b"),
                        "wrong value \"a:b\" for option user: basic authentication cannot carry a ':' in it; use option auth=jwt"),
                refused(
                        builder -> builder.user("a").auth(AuthMethod.JWT),
                        "option auth is jwt, which needs user and password, or a tokenSupplier"),
                refused(
                        builder -> builder.auth(AuthMethod.JWT),
                        "option auth is jwt, which needs user and password, or a tokenSupplier"),
                refused(
                        builder -> builder.user("a").auth(AuthMethod.NONE),
                        "option auth is none, but option user is given: remove one of them"),
                refused(
                        builder -> builder.sslContext(context).trustStore(file).keyStore(file),
                        "given without TLS: sslContext, trustStore, keyStore; use a URL that begins with arangodb+tls://, or tls(true)"),
                refused(
                        builder -> builder.tls(true).sslContext(context).clientKey(file),
                        "an sslContext and option clientKey are given: remove one of them"),
                refused(
                        builder -> builder.tls(true).trustStore(file).trustCertificates(file),
                        "options trustStore and trustCertificates are given: remove one of them"),
                refused(
                        builder -> builder.tls(true)
                                .keyStore(file)
                                .clientCertificate(file)
                                .clientKey(file),
                        "options keyStore and clientCertificate are given: remove one of them"),
                refused(
                        builder -> builder.tls(true).trustStorePassword("x"),
                        "option trustStorePassword is given without option trustStore"),
                refused(
                        builder -> builder.tls(true).keyStorePassword("x"),
                        "option keyStorePassword is given without option keyStore"),
                refused(
                        builder -> builder.tls(true).clientCertificate(file),
                        "option clientCertificate is given without option clientKey"),
                refused(
                        builder -> builder.tls(true).clientKey(file),
                        "option clientKey is given without option clientCertificate"),
                refused(
                        builder -> builder.transport(new FakeTransport()).transportProvider(new FakeProvider("fake")),
                        "a transport and a transportProvider are given: remove one of them"),
                refused(
                        builder ->
                                builder.tls(true).transport(new FakeTransport()).sslContext(context),
                        "a transport and an sslContext are given: the transport has its own settings already"),
                refused(
                        builder -> builder.transport(new FakeTransport()).maxConnections(5),
                        "a transport, which has its own settings already, and option maxConnections are given: remove one of them"),
                refused(
                        builder ->
                                builder.tls(true).transport(new FakeTransport()).trustStore(file),
                        "a transport, which has its own settings already, and option trustStore are given: remove one of them"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("contradictions")
    void whatDoesNotFitTogetherIsRefused(UnaryOperator<Builder> settings, String message) {
        assertThatThrownBy(() -> settings.apply(plain()).build())
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(message);
    }

    private static Arguments refused(UnaryOperator<Builder> settings, String message) {
        return Arguments.of(settings, message);
    }

    private static Builder plain() {
        return ConnectionConfig.builder().endpoint("db1", 8529);
    }

    @Test
    void everyOptionHasAGetterAndABuilderMethodOfItsName() throws NoSuchMethodException {
        List<String> setters = Arrays.stream(Builder.class.getMethods())
                .filter(method -> method.getParameterCount() == 1)
                .map(Method::getName)
                .toList();
        for (Option<?> option : Options.ALL) {
            assertThat(ConnectionConfig.class.getMethod(option.name())).isNotNull();
            assertThat(setters).contains(option.name());
        }
    }
}
