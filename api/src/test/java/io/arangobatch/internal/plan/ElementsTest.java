package io.arangobatch.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.response.RawAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ElementsTest {

    private static final int[] POINTS = "\\\"[]{},: a\nü日😀".codePoints().toArray();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static List<String> cut(String array) {
        List<String> elements = new ArrayList<>();
        int count = Elements.cut(bodyAfterHead(array), element -> elements.add(new String(element, UTF_8)));
        assertThat(count).isEqualTo(elements.size());
        return elements;
    }

    private static RawAnswer bodyAfterHead(String body) {
        String head = "HTTP/1.1 202 Accepted\r\nX: [\r\n\r\n";
        return new RawAnswer.Known(202, "Accepted", List.of(), (head + body).getBytes(UTF_8), head.length());
    }

    @Test
    void cutsAtCommasOfTheArrayAlone() {
        assertThat(cut("[{\"a\":[1,2],\"b\":\"],[\"},\"x,\\\",y\",[[],{}],null,1.5e3]"))
                .containsExactly("{\"a\":[1,2],\"b\":\"],[\"}", "\"x,\\\",y\"", "[[],{}]", "null", "1.5e3");
    }

    @Test
    void anElementIsWhatStandsBetweenTheBlanks() {
        assertThat(cut(" \r\n[ { \"a\" : 1 } ,\t2\n, \"ü\" ] ")).containsExactly("{ \"a\" : 1 }", "2", "\"ü\"");
        assertThat(cut("[]")).isEmpty();
        assertThat(cut(" [ ] ")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void cutsRandomArraysAsJacksonReadsThem(long seed) throws Exception {
        Random random = new Random(seed);
        ObjectMapper mapper = new ObjectMapper().configure(SerializationFeature.INDENT_OUTPUT, seed % 2 == 0);
        for (int i = 0; i < 300; i++) {
            List<JsonNode> nodes = new ArrayList<>();
            for (int n = random.nextInt(6); n > 0; n--) {
                nodes.add(node(random, 4));
            }
            List<JsonNode> found = new ArrayList<>();
            for (String element : cut(mapper.writeValueAsString(nodes))) {
                found.add(mapper.readTree(element));
            }
            assertThat(found).isEqualTo(nodes);
        }
    }

    private static JsonNode node(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> NODES.textNode(text(random));
            case 1 -> NODES.numberNode(random.nextInt());
            case 2 -> NODES.booleanNode(random.nextBoolean());
            case 3 -> NODES.nullNode();
            case 4 -> {
                var array = NODES.arrayNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    array.add(node(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = NODES.objectNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    object.set(text(random), node(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(6); n > 0; n--) {
            text.append(Character.toString(POINTS[random.nextInt(POINTS.length)]));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{}", "null", "\"[]\"", "[", "[1", "[1,", "[{}", "[{\"a\":\"", "[\"\\", "<html>"})
    void refusesWhatIsNoWholeArray(String broken) {
        assertThatThrownBy(() -> cut(broken))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("the answer to a request for many documents is no JSON array");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"error\":true,\"errorNum\":1202,\"errorMessage\":\"x\"}|1202",
                "{\"errorMessage\":\"x\",\"errorNum\":1210,\"code\":409,\"error\":true}|1210",
                "{\"_id\":\"c/a\",\"_key\":\"a\"}|0",
                "{\"_id\":\"c/a\",\"error\":true,\"errorNum\":1202}|0",
                "{\"error\":true,\"errorNum\":1202,\"_id\":\"c/a\"}|0",
                "{\"error\":false,\"errorNum\":1202}|0",
                "{\"error\":\"true\",\"errorNum\":1202}|0",
                "{\"errorNum\":{\"error\":true,\"errorNum\":5},\"_id\":\"c/a\"}|0",
                "{\"error\":{\"error\":true,\"errorNum\":5},\"_id\":\"c/a\"}|0",
                "{\"error\":[true],\"errorNum\":5}|0",
                "{\"error\":true,\"errorNum\":99999999999,\"_id\":\"c/a\"}|0",
                "{\"error\":true,\"errorNum\":\"1202\",\"_id\":\"c/a\"}|0",
                "{\"new\":{\"error\":true,\"errorNum\":1202},\"_id\":\"c/a\"}|0",
                "\"errorNum\"|0",
            })
    void anErrorIsWhatIsNoDocument(String element, int errorNum) {
        assertThat(Elements.errorNum(element.getBytes(UTF_8))).isEqualTo(errorNum);
    }

    @Test
    void aDocumentIsNotRefusedForItsDepthOrItsNumbers() {
        String deep = "{\"errorNum\":1,\"v\":" + "[".repeat(5_000) + "]".repeat(5_000) + ",\"n\":" + "9".repeat(5_000)
                + ",\"_id\":\"c/a\"}";
        assertThat(Elements.errorNum(deep.getBytes(UTF_8))).isZero();
    }

    @Test
    void anElementThatIsNoJsonIsSaidToBeNone() {
        assertThatThrownBy(() -> Elements.errorNum("{\"errorNum\":".getBytes(UTF_8)))
                .isInstanceOf(ArangoProtocolException.class)
                .hasMessage("an element of the answer to a request for many documents is no JSON");
    }
}
