package io.arangobatch.request;

import static io.arangobatch.scripted.Probe.body;
import static io.arangobatch.scripted.Probe.decode;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.spi.HttpHeader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArangoRequestTest {

    private static final ArangoRequest<JsonNode> TIME = ArangoRequest.of("GET", "/_admin/time");

    @Test
    void onlyADeclaredRequestIsRepeatableAndStaysSo() {
        ArangoRequest<JsonNode> request = ArangoRequest.of("GET", "/_api/version");

        assertThat(request.isRepeatable()).isFalse();
        assertThat(request.repeatable()
                        .query("details", true)
                        .header("X-Mine", "1")
                        .json(Map.of())
                        .as(String.class)
                        .isRepeatable())
                .isTrue();
    }

    @Test
    void eachSetterLeavesTheRequestAsItWas() {
        ArangoRequest<JsonNode> changed =
                TIME.query("a", 1).header("X-Test", "1").json(Map.of("a", 1));
        assertThat(TIME.target()).isEqualTo("/_admin/time");
        assertThat(TIME.headers()).isEmpty();
        assertThat(TIME.hasBody()).isFalse();
        assertThat(changed.hasBody()).isTrue();
    }

    @Test
    void theFirstParameterFollowsAQuestionMarkAndTheOthersAnAmpersand() {
        assertThat(TIME.query("a", 1).query("b", true).target()).isEqualTo("/_admin/time?a=1&b=true");
    }

    @Test
    void aParameterFollowsThoseInThePath() {
        assertThat(ArangoRequest.of("GET", "/_api/x?y=1").query("z", 2).target())
                .isEqualTo("/_api/x?y=1&z=2");
    }

    @Test
    void parametersAreEncoded() {
        assertThat(TIME.query("a b&c", "ü=\r\n#").target()).isEqualTo("/_admin/time?a%20b%26c=%C3%BC%3D%0D%0A%23");
    }

    @Test
    void headersKeepTheirOrderAndLoseOuterBlanks() {
        assertThat(TIME.header("X-B", " 1 ").header("x-a", "2 3").headers())
                .containsExactly(new HttpHeader("X-B", "1"), new HttpHeader("x-a", "2 3"));
    }

    @Test
    void bytesAreSentAsTheyAreUnderTheirMediaType() {
        byte[] bytes = {0, 13, 10, -1};
        ArangoRequest<JsonNode> request =
                ArangoRequest.of("POST", "/_api/import").bytes(bytes, "application/x-ldjson");
        bytes[0] = 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            request.writeBody(out, new com.fasterxml.jackson.databind.ObjectMapper());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(out.toByteArray()).containsExactly(0, 13, 10, -1);
        assertThat(request.contentType()).contains("application/x-ldjson");
    }

    @Test
    void noBytesAreNoBody() {
        ArangoRequest<JsonNode> request = ArangoRequest.of("POST", "/_api/x").bytes(new byte[0], "text/plain");
        assertThat(request.hasBody()).isFalse();
        assertThat(request.contentType()).isEmpty();
        assertThat(body(request)).isEmpty();
    }

    @Test
    void jsonHasNoMediaTypeOfItsOwn() {
        assertThat(TIME.json(Map.of()).contentType()).isEmpty();
    }

    @Test
    void writingTheBodyLeavesTheStreamOpen() throws IOException {
        AtomicBoolean closed = new AtomicBoolean();
        ByteArrayOutputStream out = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        TIME.json(Map.of("a", 1)).writeBody(out, new com.fasterxml.jackson.databind.ObjectMapper());
        assertThat(closed).isFalse();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @Test
    void anAnswerIsATreeUnlessTheCallerSaysOtherwise() {
        assertThat(decode(TIME, 200, "{\"time\":1.5}").path("time").asDouble()).isEqualTo(1.5);
    }

    @Test
    void anAnswerIsReadAsTheCallersClass() {
        assertThat(decode(TIME.as(Integer.class), 200, "7")).isEqualTo(7);
    }

    @Test
    void anAnswerIsReadAsAGenericType() {
        assertThat(decode(TIME.as(new TypeReference<Map<String, List<Integer>>>() {}), 200, "{\"a\":[1]}"))
                .isEqualTo(Map.of("a", List.of(1)));
    }

    @Test
    void anAnswerThatIsNoneOfTheGenericTypeIsRefused() {
        assertThatThrownBy(() -> decode(TIME.as(new TypeReference<List<Integer>>() {}), 200, "{}"))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage(
                        "the answer to GET /_admin/time (HTTP 200) cannot be understood: the body cannot be read as "
                                + "java.util.List<java.lang.Integer>; it begins with \"{}\"");
    }

    @Test
    void anErrorIsThrownWhateverTheAnswerWasToBeReadAs() {
        String error = "{\"error\":true,\"code\":404,\"errorNum\":404,\"errorMessage\":\"unknown path '/x'\"}";
        for (ArangoRequest<?> request :
                List.of(TIME, TIME.as(String.class), TIME.as(new TypeReference<List<String>>() {}))) {
            assertThatThrownBy(() -> decode(request, 404, error))
                    .isExactlyInstanceOf(ArangoServerException.class)
                    .hasMessage("GET /_admin/time failed with HTTP 404, errorNum 404: unknown path '/x'");
        }
    }

    @Test
    void theCallersOwnDecoderSeesErrorAnswersToo() {
        assertThat(decode(TIME.decodedBy(ArangoResponse::status), 503, "")).isEqualTo(503);
    }

    @Test
    void itsTextIsMethodAndTargetWithoutHeadersAndBody() {
        assertThat(TIME.header("X-Secret", "s3cret").json(Map.of("p", "s3cret")))
                .hasToString("GET /_admin/time");
    }

    @Nested
    class Refused {

        private void refused(Runnable call, String text) {
            assertThatThrownBy(call::run)
                    .isInstanceOf(ArangoRequestException.class)
                    .hasMessage(text);
        }

        @ParameterizedTest
        @ValueSource(strings = {"get", "TRACE", "CONNECT", "", "GET "})
        void aMethodThatIsNone(String method) {
            refused(
                    () -> ArangoRequest.of(method, "/"),
                    "the method \"" + method
                            + "\" is none of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS (in upper case)");
        }

        @Test
        void aPathWithoutALeadingSlash() {
            refused(() -> ArangoRequest.of("GET", "_api/version"), "the path \"_api/version\" does not begin with '/'");
        }

        @Test
        void aPathThatNamesADatabase() {
            refused(
                    () -> ArangoRequest.of("GET", "/_db/other/_api/version"),
                    "the path \"/_db/other/_api/version\" names a database; a request goes to the database of its "
                            + "connection, so leave \"/_db/…\" out");
        }

        @Test
        void aLineBreakInAPath() {
            refused(
                    () -> ArangoRequest.of("GET", "/x HTTP/1.1\r\nX: y"),
                    "the path \"/x HTTP/1.1\\r\\nX: y\" holds the control character U+000D at index 11; remove it");
        }

        @Test
        void aNulInAPath() {
            refused(
                    () -> ArangoRequest.of("GET", "/\0"),
                    "the path \"/\\u0000\" holds the control character U+0000 at index 1; remove it");
        }

        @Test
        void aBlankInAPath() {
            refused(
                    () -> ArangoRequest.of("GET", "/a b"),
                    "the path \"/a b\" holds U+0020 at index 2, which must be percent-encoded");
        }

        @Test
        void aLetterBeyondAsciiInAPath() {
            refused(
                    () -> ArangoRequest.of("GET", "/ü"),
                    "the path \"/ü\" holds U+00FC at index 1, which must be percent-encoded");
        }

        @Test
        void aFragmentInAPath() {
            refused(
                    () -> ArangoRequest.of("GET", "/a#b"),
                    "the path \"/a#b\" holds U+0023 at index 2, which must be percent-encoded");
        }

        @Test
        void aHeaderNameThatIsNone() {
            refused(
                    () -> TIME.header("X Test", "1"),
                    "the header name \"X Test\" must be made of letters, digits, '-' and '_'");
            refused(() -> TIME.header("", "1"), "the header name \"\" must be made of letters, digits, '-' and '_'");
        }

        @Test
        void aLineBreakInAHeaderName() {
            refused(
                    () -> TIME.header("X\nY", "1"),
                    "the header name \"X\\nY\" holds the control character U+000A at index 1; remove it");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Host",
                    "content-length",
                    "Content-Type",
                    "Transfer-Encoding",
                    "Connection",
                    "Authorization",
                    "Accept-Encoding",
                    "Expect"
                })
        void aHeaderThatTheDriverSets(String name) {
            refused(
                    () -> TIME.header(name, "1"),
                    "the header " + name + " is set by the driver; a request cannot set it itself");
        }

        @Test
        void aLineBreakInAHeaderValueWithoutRepeatingTheValue() {
            refused(
                    () -> TIME.header("X-Token", "s3cret\r\nX: y"),
                    "the value of header X-Token holds the control character U+000D at index 6; remove it");
        }

        @Test
        void aNulInAHeaderValue() {
            refused(
                    () -> TIME.header("X-Test", "\0"),
                    "the value of header X-Test holds the control character U+0000 at index 0; remove it");
        }

        @Test
        void aLetterBeyondAsciiInAHeaderValueWithoutRepeatingTheValue() {
            refused(
                    () -> TIME.header("X-Test", "aü"),
                    "the value of header X-Test holds U+00FC at index 1, which is beyond ASCII; encode it as the "
                            + "header's definition says");
        }

        @Test
        void aPasswordInTheValueOfAHeaderThatTheDriverSetsIsNotRepeated() {
            refused(
                    () -> TIME.header("Authorization", "bearer s3cret\n"),
                    "the header Authorization is set by the driver; a request cannot set it itself");
        }

        @Test
        void aNullBody() {
            refused(
                    () -> TIME.json(null),
                    "the body is null; give a map, record, POJO, JsonNode or RawJson (for a JSON null: NullNode)");
        }

        @Test
        void aLineBreakInAMediaType() {
            refused(
                    () -> TIME.bytes(new byte[1], "text/plain\r\nX: y"),
                    "the content type holds the control character U+000D at index 10; remove it");
        }

        @Test
        void aMediaTypeThatCannotStandInAHeader() {
            refused(
                    () -> TIME.bytes(new byte[1], "text/plän"),
                    "the content type holds U+00E4 at index 7, which is beyond ASCII; encode it as the header's "
                            + "definition says");
        }
    }
}
