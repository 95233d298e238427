package io.arangobatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    private static final String TIME = "0 for no limit, or from 1ms to 24h, such as 500ms, 5s, 2m, 1h or PT5S";
    private static final String SIZE =
            "a number of bytes from 1k to 1024g, with k, m or g for KiB, MiB or GiB, such as 64m";

    @ParameterizedTest
    @CsvSource({
        "500ms, PT0.5S",
        "5s, PT5S",
        "2m, PT2M",
        "1H, PT1H",
        "24h, PT24H",
        "0, PT0S",
        "0s, PT0S",
        "PT5S, PT5S",
        "pt1.5s, PT1.5S",
    })
    void timesAreNumbersWithAUnitOrIso(String text, Duration time) {
        assertThat(parse("responseTimeout", text).responseTimeout()).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "5 s",
                "-5s",
                "1.5s",
                "5d",
                "five",
                "",
                "s",
                "PT",
                "PT-5S",
                "PT0.0001S",
                "24h1s",
                "25h",
                "999999999999h",
                "9999999999999999999s",
                "PT9999999999999999999H",
            })
    void aTimeThatIsNoneOrOutOfRangeIsRefused(String text) {
        assertRefused("connectTimeout", text, TIME);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1024", "1k, 1024", "64m, 67108864", "2G, 2147483648", "1024g, 1099511627776"})
    void sizesAreNumbersOfBytesWithAnOptionalUnit(String text, long bytes) {
        assertThat(parse("maxBytes", text).maxBytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1023", "-1k", "1.5m", "64 m", "64mb", "1025g", "999999999999999g", "1t"})
    void aSizeThatIsNoneOrOutOfRangeIsRefused(String text) {
        assertRefused("maxResponseBytes", text, SIZE);
    }

    @ParameterizedTest
    @CsvSource({"never, 9223372036854775807", "1k, 1024", "64m, 67108864"})
    void aThresholdIsASizeOrNever(String text, long bytes) {
        assertThat(parse("spillThreshold", text).spillThreshold()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "1023", "Never", "none", "1025g", "9223372036854775807"})
    void aThresholdThatIsNoneIsRefused(String text) {
        assertRefused("spillThreshold", text, "never, or " + SIZE);
    }

    @Test
    void filesGoWhereTheJvmPutsThemUnlessAFolderIsNamed() {
        assertThat(parse("spillFolder", "/var/spill").spillFolder()).isEqualTo(Path.of("/var/spill"));
        assertThat(parse("maxRequests", "1").spillFolder()).isEqualTo(Path.of(System.getProperty("java.io.tmpdir")));
        assertRefused("spillFolder", "", "the path of a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "-1", "1.5", "ten", "99999999999"})
    void aCountThatIsNoneOrOutOfRangeIsRefused(String text) {
        assertRefused("maxConnections", text, "a whole number from 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BASIC", "digest"})
    void anUnknownAuthMethodIsRefused(String text) {
        assertRefused("auth", text, "one of basic, jwt, none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Netty", "my transport", "a_b"})
    void aWrongTransportNameIsRefused(String text) {
        assertRefused("transport", text, "a name of lower-case letters, digits and hyphens");
    }

    @Test
    void anEmptyPathIsRefused() {
        assertRefused("trustStore", "", "the path of a file");
    }

    @Test
    void aPathWithAControlCharacterIsRefusedAndShownReadably() {
        assertThatThrownBy(() -> parse("trustStore", "a\0b"))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value \"aU+0000b\" for option trustStore: allowed is the path of a file");
        assertThatThrownBy(() -> parse("trustStore", "a\nb"))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value \"aU+000Ab\" for option trustStore: allowed is the path of a file");
    }

    @Test
    void aLongValueIsShortened() {
        assertRefusedAs(
                "maxConnections",
                "9".repeat(1000),
                "wrong value \"" + "9".repeat(200)
                        + "…\" for option maxConnections: allowed is a whole number from 1 to 65535");
    }

    @Test
    void aSecretIsNeverShown() {
        for (String secret : new String[] {"password", "trustStorePassword", "keyStorePassword"}) {
            assertRefusedAs(
                    secret,
                    "geheim\n",
                    "wrong value for option " + secret + ": allowed is a text without control characters");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "maxConnection, maxConnections",
        "maxconnections, maxConnections",
        "pasword, password",
        "usr, user",
        "conectTimeuot, connectTimeout",
        "truststore, trustStore",
    })
    void anUnknownOptionIsRefusedWithTheNearestName(String name, String nearest) {
        assertRefusedAs(name, "geheim", "unknown option \"" + name + "\": did you mean " + nearest + "?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "x", "ssl"})
    void anUnknownOptionThatIsLikeNoneIsRefusedWithAllNames(String name) {
        assertRefusedAs(
                name,
                "red",
                "unknown option \"" + name
                        + "\": known are user, password, auth, transport, loadBalancing, discoverEndpoints, connectTimeout, acquireTimeout,"
                        + " responseTimeout, commitTimeout, retry, maxConnections, idleTimeout, maxRequests, maxBytes, spillThreshold, spillFolder, maxCoalesced, carrier, pipelineWindow, maxCallBytes, maxResponseBytes,"
                        + " trustCertificates, trustStore, trustStorePassword, clientCertificate, clientKey, keyStore,"
                        + " keyStorePassword");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "none; RetryPolicy[retries=0, initialDelay=PT0.1S, maxDelay=PT10S, budget=PT30S]",
                "3; RetryPolicy[retries=3, initialDelay=PT0.1S, maxDelay=PT10S, budget=PT30S]",
                "100,1s; RetryPolicy[retries=100, initialDelay=PT1S, maxDelay=PT10S, budget=PT30S]",
                "1,1s,2s; RetryPolicy[retries=1, initialDelay=PT1S, maxDelay=PT2S, budget=PT30S]",
                "1,1s,2s,PT1M; RetryPolicy[retries=1, initialDelay=PT1S, maxDelay=PT2S, budget=PT1M]",
            })
    void aRetryPolicyIsANumberPerhapsWithTimes(String text, String policy) {
        assertThat(parse("retry", text).retry()).hasToString(policy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "TRUE", "yes", "1"})
    void whatIsNeitherTrueNorFalseIsRefused(String text) {
        assertRefused("discoverEndpoints", text, "true or false");
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://db1:8530, http://db1:8530",
        "http://db1:8530, http://db1:8530",
        "ssl://db1:8530, https://db1:8530",
        "https://db1:8530/, https://db1:8530",
        "http+tcp://10.0.0.1:1, http://10.0.0.1:1",
        "http+ssl://db1, https://db1:8529",
        "ssl://[::1]:8530, https://[::1]:8530",
    })
    void whatAServerTellsOfItselfIsAnEndpoint(String url, String endpoint) {
        assertThat(Endpoints.ofUrl(url)).map(Endpoint::toString).contains(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "unix:///tmp/arangodb.sock",
                "srv://db1:8530",
                "db1:8530",
                "tcp://",
                "tcp://:8530",
                "tcp://db1:0",
                "tcp://db1:65536",
                "tcp://db1:x",
                "tcp://root:x@db1:8530",
                "tcp://db1:8530/x",
                "tcp://a b:8530",
                "tcp://a\r\nb:8530",
                "tcp://[db1]:8530",
                "tcp://[::1:8530",
            })
    void whatCannotBeReachedIsNone(String url) {
        assertThat(Endpoints.ofUrl(url)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "101", "-1", "three", "3,", "3,0", "3,25h", "3,1s,2s,3s,4s", "NONE", "3;1s"})
    void aRetryPolicyThatIsNoneOrOutOfRangeIsRefused(String text) {
        assertRefused(
                "retry",
                text,
                "none, or a number from 1 to 100, perhaps with times from 1ms to 24h, such as 3 or 3,100ms,10s,30s");
    }

    @Test
    void theSameMistakeInTheUrlIsToldTheSameWay() {
        assertThatThrownBy(() -> ConnectionConfig.parse("arangodb://db1?maxConnections=0"))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value \"0\" for option maxConnections: allowed is a whole number from 1 to 65535");
        assertThatThrownBy(() -> ConnectionConfig.parse("arangodb://db1?maxConnection=1"))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("unknown option \"maxConnection\": did you mean maxConnections?");
    }

    @Test
    void theSameMistakeInTheBuilderIsToldTheSameWay() {
        ConnectionConfig.Builder builder = ConnectionConfig.builder();

        assertThatThrownBy(() -> builder.maxConnections(0))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value \"0\" for option maxConnections: allowed is a whole number from 1 to 65535");
        assertThatThrownBy(() -> builder.connectTimeout(Duration.ofSeconds(-5)))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value \"-5s\" for option connectTimeout: allowed is " + TIME);
        assertThatThrownBy(() -> builder.idleTimeout(Duration.ofNanos(1)))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value \"PT0.000000001S\" for option idleTimeout: allowed is " + TIME);
        assertThatThrownBy(() -> builder.password("geheim\0"))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage("wrong value for option password: allowed is a text without control characters");
    }

    @Test
    void propertiesThatAreNoTextAreRefused() {
        Properties number = new Properties();
        number.put("maxConnections", 5);
        assertThatThrownBy(() -> ConnectionConfig.parse("arangodb://db1", number))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(
                        "the value of property \"maxConnections\" is of class java.lang.Integer: names and values of properties"
                                + " are String");
        Properties numbered = new Properties();
        numbered.put(5, "maxConnections");
        assertThatThrownBy(() -> ConnectionConfig.parse("arangodb://db1", numbered))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(
                        "the name of a property is of class java.lang.Integer: names and values of properties are String");
    }

    @Test
    void defaultsOfPropertiesCount() {
        Properties defaults = new Properties();
        defaults.setProperty("maxConnections", "5");

        assertThat(ConnectionConfig.parse("arangodb://db1", new Properties(defaults))
                        .maxConnections())
                .isEqualTo(5);
    }

    private static ConnectionConfig parse(String option, String text) {
        Properties properties = new Properties();
        properties.setProperty(option, text);
        return ConnectionConfig.parse("arangodb://db1", properties);
    }

    private static void assertRefused(String option, String text, String allowed) {
        assertRefusedAs(option, text, "wrong value \"" + text + "\" for option " + option + ": allowed is " + allowed);
    }

    private static void assertRefusedAs(String option, String text, String message) {
        assertThatThrownBy(() -> parse(option, text))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(message)
                .satisfies(fault -> assertThat(String.valueOf(fault.getCause())).doesNotContain("geheim"));
    }
}
