package io.arangobatch.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.spi.Endpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlTest {

    private static final String HIDDEN = "malformed URL (not shown, as it may hold a password): ";
    private static final String FORM =
            "; the form is arangodb://[user[:password]@]host[:port][,host…]/database[?option=value…], or arangodb+tls://…";
    private static final String AT =
            HIDDEN + "an '@' may only stand between password and host; elsewhere write '@' as %40,"
                    + " and within user and password '/' as %2F and '?' as %3F";
    private static final String PORT =
            "the port, after the colon that follows the host, is not a number from 1 to 65535";
    private static final String HOST =
            "a host is a name of letters, digits, '.', '-' and '_' (an international one as xn--…),"
                    + " an IPv4 address, or an IPv6 address (in a URL within brackets)";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arangodb://db1",
                "arangodb://db1/",
                "arangodb://db1?",
                "arangodb://db1/?",
                "arangodb://db1:8529/_system"
            })
    void missingPartsHaveDefaults(String url) {
        ConnectionConfig config = ConnectionConfig.parse(url);

        assertThat(config.endpoints()).containsExactly(new Endpoint("db1", 8529, false));
        assertThat(config.database()).isEqualTo("_system");
        assertThat(config.user()).isEmpty();
        assertThat(config.password()).isEmpty();
    }

    @Test
    void severalHostsKeepTheirOrder() {
        assertThat(ConnectionConfig.parse("arangodb+tls://c:1,a,[2001:db8::1]:65535,[::1]/test")
                        .endpoints())
                .containsExactly(
                        new Endpoint("c", 1, true),
                        new Endpoint("a", 8529, true),
                        new Endpoint("2001:db8::1", 65535, true),
                        new Endpoint("::1", 8529, true));
    }

    @ParameterizedTest
    @CsvSource({
        "my%20db,      'my db'",
        "'my db',      'my db'",
        "a%2Fb,        a/b",
        "%E6%B8%AC,    測",
        "測,           測",
        "a+b,          a+b",
        "a:b,          a:b",
        "50%25,        50%",
        "a%3Fb%23c%40, a?b#c@",
    })
    void databaseNamesMayHoldOddCharacters(String encoded, String name) {
        assertThat(ConnectionConfig.parse("arangodb://db1/" + encoded).database())
                .isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "root:passwd,       root,    passwd",
        "root:,             root,    ''",
        "root:a:b,          root,    a:b",
        "r%40x:p%2F%3A%26é, r@x,     p/:&é",
        "root:a+b%2B,       root,    a+b+",
    })
    void userAndPasswordAreDecoded(String userInfo, String user, String password) {
        ConnectionConfig config = ConnectionConfig.parse("arangodb://" + userInfo + "@db1/test");

        assertThat(config.user()).contains(user);
        assertThat(config.password()).contains(password);
    }

    @Test
    void aUserWithoutPasswordIsOne() {
        ConnectionConfig config = ConnectionConfig.parse("arangodb://root@db1/test");

        assertThat(config.user()).contains("root");
        assertThat(config.password()).isEmpty();
    }

    @Test
    void userAndPasswordMayBeOptions() {
        ConnectionConfig config = ConnectionConfig.parse("arangodb://db1/test?user=r%26d&password=a=b%26");

        assertThat(config.user()).contains("r&d");
        assertThat(config.password()).contains("a=b&");
    }

    @Test
    void optionNamesMayBeEncodedToo() {
        assertThat(ConnectionConfig.parse("arangodb://db1?%75ser=x").user()).contains("x");
    }

    @ParameterizedTest
    @CsvSource({
        "http://root:geheim@db1/test,     'its scheme is \"http\"'",
        "ARANGODB://db1,                  'its scheme is \"ARANGODB\"'",
        "jdbc:arangodb://root:geheim@db1, 'it has no known scheme'",
        "arangodb:root:geheim@db1,        'it has no known scheme'",
        "root:geheim@db1,                 'it has no known scheme'",
        "'',                              'it has no known scheme'",
    })
    void anotherSchemeIsRefused(String url, String reason) {
        assertRefused(url, HIDDEN + reason + FORM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arangodb://root:ge@heim@db1/test",
                "arangodb://root:ge/heim@db1/test",
                "arangodb://root:ge?heim@db1/test",
                "arangodb://db1/test?user=a@b",
                "arangodb://db1/te@st",
            })
    void anAtSignThatMayHideThePasswordsEndIsRefusedWithoutShowingTheUrl(String url) {
        assertRefused(url, AT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arangodb://root:ge#heim@db1/test", "arangodb://db1/test#here"})
    void aFragmentIsRefusedWithoutShowingTheUrl(String url) {
        assertRefused(url, HIDDEN + "it holds a '#'; write it as %23");
    }

    @Test
    void aControlCharacterIsRefusedWithoutShowingTheUrl() {
        assertRefused(
                "arangodb://root:geheim@db1\r\nX: y/test",
                HIDDEN + "it holds the control character U+000D at index 26");
    }

    @Test
    void anEncodedControlCharacterIsRefused() {
        assertRefused(
                "arangodb://db1/te%00st",
                "wrong database name \"teU+0000st\": allowed is a text that is not empty, without control characters");
        assertRefused(
                "arangodb://a%0Ab:geheim@db1/",
                "wrong value \"aU+000Ab\" for option user: allowed is a text that is not empty, without control characters");
        assertRefused(
                "arangodb://root:ge%0Dheim@db1/",
                "wrong value for option password: allowed is a text without control characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arangodb://",
                "arangodb:///test",
                "arangodb://:8529/test",
                "arangodb://db1,/test",
                "arangodb://db1,,db2"
            })
    void anEmptyHostIsRefused(String url) {
        assertRefused(url, "malformed URL " + url + ": the host is empty");
    }

    @Test
    void anEmptyHostAfterAPasswordIsRefusedWithoutTheUser() {
        assertRefused("arangodb://root:geheim@/test", "malformed URL arangodb:///test: the host is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"arangodb://db1:0", "arangodb://db1:65536/test", "arangodb://db1,db2:99999"})
    void aPortOutOfRangeIsRefused(String url) {
        assertRefused(url, "malformed URL " + url + ": " + PORT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arangodb://root:geheim/test",
                "arangodb://root:123456/test",
                "arangodb://db1:85x9",
                "arangodb://db1:/test"
            })
    void whereAPasswordMayStandInPlaceOfThePortTheUrlIsNotShown(String url) {
        assertRefused(url, HIDDEN + PORT);
    }

    @Test
    void aWrongPortBehindCredentialsShowsTheUrlWithoutThem() {
        assertRefused("arangodb://root:geheim@db1:x/test?user=y", "malformed URL arangodb://db1:x/test?…: " + PORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db 1", "dé1", "db%31", "a=b", "db1]"})
    void aHostWithOtherCharactersIsRefused(String host) {
        assertRefused(
                "arangodb://root:geheim@" + host + "/test", "malformed URL arangodb://" + host + "/test: " + HOST);
    }

    @ParameterizedTest
    @CsvSource({
        "[::1,       the bracket of an IPv6 address is not closed",
        "[],         what stands in brackets is not an IPv6 address",
        "[db1],      what stands in brackets is not an IPv6 address",
        "[1.2.3.4],  what stands in brackets is not an IPv6 address",
        "[1::2::3],  what stands in brackets is not an IPv6 address",
        "[fe80::1%25eth0], what stands in brackets is not an IPv6 address",
        "[::1]8529,  '" + PORT + "'",
        "::1,        the host is empty",
        "fe80::1,    '" + PORT + "'",
    })
    void aWrongIpv6AddressIsRefused(String host, String reason) {
        assertRefused("arangodb://u@" + host + "/test", "malformed URL arangodb://" + host + "/test: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a/b", "/a/", "//"})
    void aSecondSegmentOfThePathIsRefused(String path) {
        assertRefused(
                "arangodb://db1" + path,
                "malformed URL arangodb://db1" + path
                        + ": only the name of the database may follow the hosts; write a '/' within it as %2F");
    }

    @Test
    void aBrokenEscapeIsRefusedAndThePasswordNotShown() {
        String escape = " a '%' is not followed by two hexadecimal digits (write a '%' itself as %25)";
        assertRefused(
                "arangodb://root:geheim%4@db1/test",
                "malformed URL arangodb://db1/test: in the value of option password" + escape);
        assertRefused("arangodb://db1/50%25%", "malformed URL arangodb://db1/50%25%: in the database name" + escape);
        assertRefused(
                "arangodb://db1?user=%xy", "malformed URL arangodb://db1?…: in the value of option user" + escape);
        assertRefused("arangodb://db1?%zz=1", "malformed URL arangodb://db1?…: in the name of an option" + escape);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertRefused(
                "arangodb://db1/%FF",
                "malformed URL arangodb://db1/%FF: in the database name the percent-encoded bytes are not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"user, 1", "'user=a&', 2", "'=geheim', 1", "'user=a&&auth=none', 2"})
    void anOptionWithoutNameOrValueIsRefused(String query, int position) {
        assertRefused(
                "arangodb://db1?" + query,
                "malformed URL arangodb://db1?…: option " + position + " after the '?' is not of the form name=value");
    }

    @ParameterizedTest
    @CsvSource({
        "arangodb://db1?maxBytes=1m&maxBytes=1m, arangodb://db1?…, maxBytes",
        "arangodb://root@db1?user=root,          arangodb://db1?…, user",
        "arangodb://root:a@db1/x?password=b,     arangodb://db1/x?…, password",
    })
    void anOptionGivenTwiceIsRefused(String url, String shown, String option) {
        assertRefused(url, "malformed URL " + shown + ": option " + option + " is given twice");
    }

    @Test
    void anEmptyUserIsRefused() {
        assertRefused(
                "arangodb://:geheim@db1",
                "wrong value \"\" for option user: allowed is a text that is not empty, without control characters");
    }

    private static void assertRefused(String url, String message) {
        assertThatThrownBy(() -> ConnectionConfig.parse(url))
                .isExactlyInstanceOf(ArangoConfigurationException.class)
                .hasMessage(message)
                .satisfies(
                        fault -> assertThat(fault.toString() + fault.getCause()).doesNotContain("geheim"));
    }
}
