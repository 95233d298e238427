package io.arangobatch.internal.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.ArangoResponse;
import io.arangobatch.request.RawJson;
import io.arangobatch.scripted.Probe;
import io.arangobatch.spi.HttpHeader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerResponseTest {

    private static final ArangoRequest<JsonNode> REQUEST = ArangoRequest.of("GET", "/_api/x");
    private static final String PREFIX = "the answer to GET /_api/x (HTTP 200) cannot be understood: ";

    private static ArangoResponse answer(int status, String body) {
        return Probe.answer(REQUEST, status, body);
    }

    private static ArangoResponse withReason(int status, String reason, String body) {
        ObjectMapper mapper = new ObjectMapper();
        return new ServerResponse(
                "GET /_api/x",
                RawAnswer.of(
                        status,
                        reason,
                        List.of(new HttpHeader("Etag", "\"1\""), new HttpHeader("etag", "\"2\"")),
                        body.getBytes(StandardCharsets.UTF_8)),
                mapper,
                ServerResponseTest::refuse);
    }

    private static <T> T refuse(ArangoRequest<T> request) {
        throw new AssertionError("no further request was expected");
    }

    private static void malformed(Runnable read, String text) {
        assertThatThrownBy(read::run)
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(text);
    }

    @Test
    void theFirstHeaderOfANameIsFoundInAnyCase() {
        ArangoResponse response = withReason(200, "OK", "");
        assertThat(response.header("ETAG")).contains("\"1\"");
        assertThat(response.header("Location")).isEmpty();
        assertThat(response.headers()).hasSize(2);
    }

    @Test
    void theBodyIsThereAsTextAndAsTokens() throws IOException {
        ArangoResponse response = answer(200, "{\"t\":\"ü\"}");
        assertThat(response.text()).isEqualTo("{\"t\":\"ü\"}");
        assertThat(response.isEmpty()).isFalse();
        assertThat(answer(200, "").isEmpty()).isTrue();
        assertThat(response.parser().nextToken()).isEqualTo(JsonToken.START_OBJECT);
        assertThat(response.request()).isEqualTo("GET /_api/x");
    }

    @Test
    void anEmptyBodyIsNoJson() {
        malformed(() -> answer(200, "").json(), PREFIX + "the body is empty where JSON was due; it begins with \"\"");
    }

    @Test
    void anEmptyBodyIsNoneOfTheCallersClass() {
        for (Class<?> type : List.of(RawJson.class, Integer.class)) {
            malformed(
                    () -> answer(200, "").as(type),
                    PREFIX + "the body is empty where JSON was due; it begins with \"\"");
        }
    }

    @Test
    void aBrokenBodyIsNoJson() {
        malformed(() -> answer(200, "{\"a\":").json(), PREFIX + "the body is no JSON; it begins with \"{\"a\":\"");
    }

    @Test
    void aBodyOfAnotherShapeIsNotTheCallersClass() {
        malformed(
                () -> answer(200, "[1]").as(Integer[][].class),
                PREFIX + "the body cannot be read as [[Ljava.lang.Integer;; it begins with \"[1]\"");
    }

    @Test
    void aJsonNullIsNotTheCallersClass() {
        malformed(
                () -> answer(200, "null").as(Integer.class),
                PREFIX + "the body is a JSON null where a java.lang.Integer was due; it begins with \"null\"");
    }

    @Test
    void controlCharactersOfTheBodyAreMadeVisibleAndLongOnesAreCut() {
        assertThatThrownBy(() -> answer(200, "\u0007\r\n" + "x".repeat(1000)).json())
                .isInstanceOf(ArangoProtocolException.class)
                .message()
                .startsWith(PREFIX + "the body is no JSON; it begins with \"\\u0007\\r\\nxxx")
                .hasSizeLessThan(400);
    }

    @Test
    void aDecoderMaySayWhatItMisses() {
        assertThat(answer(200, "{}").malformed("no \"jwt\"", Optional.empty()))
                .hasMessage(PREFIX + "no \"jwt\"; it begins with \"{}\"")
                .hasNoCause();
    }

    @Test
    void aGoodAnswerHasNoError() {
        ArangoResponse response = answer(201, "{\"errorNum\":7}");
        assertThat(response.errorNum()).isZero();
        assertThat(response.requireSuccess()).isSameAs(response);
    }

    @Test
    void theErrorOfTheServerIsRead() {
        ArangoResponse response =
                answer(404, "{\"x\":{\"errorNum\":1},\"errorMessage\":\"gone\",\"errorNum\":1202,\"code\":404}");
        assertThat(response.errorNum()).isEqualTo(1202);
        assertThatThrownBy(response::requireSuccess)
                .isInstanceOf(ArangoServerException.class)
                .hasMessage("GET /_api/x failed with HTTP 404, errorNum 1202: gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[1]", "{\"errorNum\":12", "{\"errorNum\":\"x\",\"errorMessage\":5}"})
    void anErrorWithoutTheServersTextHasTheReason(String body) {
        assertThatThrownBy(() -> withReason(502, "Bad Gateway", body).requireSuccess())
                .hasMessage("GET /_api/x failed with HTTP 502, errorNum 0: Bad Gateway");
    }

    @Test
    void anErrorWithoutAnyTextHasTheStatus() {
        assertThatThrownBy(() -> withReason(502, "", "").requireSuccess())
                .hasMessage("GET /_api/x failed with HTTP 502, errorNum 0: HTTP status 502");
    }

    @Test
    void aRedirectionIsNoSuccess() {
        assertThatThrownBy(() -> withReason(302, "Found", "").requireSuccess())
                .isInstanceOf(ArangoServerException.class);
    }
}
