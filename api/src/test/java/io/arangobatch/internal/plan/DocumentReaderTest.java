package io.arangobatch.internal.plan;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.arangobatch.internal.plan.DocumentKeys.Identity;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

    private static final Optional<Identity> NO_IDENTITY = Optional.of(new Identity(Optional.empty(), false));

    private final DocumentReader reader = new DocumentReader();

    private Optional<Identity> in(String document) {
        return in(document.getBytes(UTF_8));
    }

    /** What stands behind the document must not matter. */
    private Optional<Identity> in(byte[] document) {
        byte[] longer = Arrays.copyOf(document, document.length + 16);
        Arrays.fill(longer, document.length, longer.length, (byte) '"');
        Optional<Identity> found = reader.read(longer, document.length);
        assertThat(reader.read(document, document.length)).isEqualTo(found);
        return found;
    }

    @Test
    void findsKeyIdAndRevisionWhereverTheyStand() {
        assertThat(in("{}")).isEqualTo(NO_IDENTITY);
        assertThat(in("{\"v\":{\"_key\":\"x\",\"_id\":\"y\"},\"_key\":\"a\"}"))
                .contains(new Identity(Optional.of("a"), false));
        assertThat(in("{\"_key\":\"a\",\"_rev\":\"1\",\"v\":[1]}")).contains(new Identity(Optional.of("a"), true));
        assertThat(in("{\"_id\":[{\"_key\":\"x\"}],\"_key\":\"a\"}")).contains(new Identity(Optional.of("a"), true));
        assertThat(in("{\"\\u005fkey\":\"\\u0061\\\\\\n\\/ä\"}")).contains(new Identity(Optional.of("a\\\n/ä"), false));
        assertThat(in("{\"v\":1}"))
                .as("nothing is left of the documents before")
                .isEqualTo(NO_IDENTITY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "null", "true", "[\"a\"]", "{\"_key\":\"a\"}"})
    void aKeyThatIsNoTextIsNotLegal(String key) {
        assertThat(in("{\"_key\":" + key + ",\"v\":1}")).contains(new Identity(Optional.of(""), false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ }",
                " \t{}",
                "{}\r\n",
                "{\"a\" : [ 1 , -0 , 0.5e-3 , 1E+10 , true , false , null , {} , [] , \"\" ] }",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fF\"}",
                "{\"a\":{\"a\":{\"a\":[{\"a\":1},{\"a\":2}]}}}",
                "{\"größe\":\"ä € 😀 \u007f\"}",
                "{\"a\":1.7976931348623157E308,\"b\":5e-324,\"c\":1e-999}",
                "{\"a\":\"\\ud83d\\ude00 \\ud83d\"}"
            })
    void takesWhatIsJson(String document) {
        assertThat(in(document.strip())).isEqualTo(NO_IDENTITY);
        assertThat(ReferenceReader.read(document.strip().getBytes(UTF_8))).isEqualTo(NO_IDENTITY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "[]",
                "5",
                " {}",
                "\ufeff{}",
                "{}{}",
                "{},",
                "{} x",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":{]}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":'b'}",
                "{\"a\":tru}",
                "{\"a\":truex}",
                "{\"a\":nullnull}",
                "{\"a\":True}",
                "{\"a\":NaN}",
                "{\"a\":-Infinity}",
                "{\"a\":+1}",
                "{\"a\":-}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1.e5}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":0x10}",
                "{\"a\":1e999}",
                "{\"a\":-1e309}",
                "{\"a\":\"b}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u0000\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\",
                "{\"a\":/*b*/1}",
                "{\"a\":1}//b",
                "{\"a\u0001\":1}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"b\":{\"a\":1},\"a\":2}",
                "{\"v\":[{\"a\":1,\"a\":1}]}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\\u0061\":1,\"a\":2}",
                "{\"\":1,\"\":2}",
                "{\"a name\":1,\"\\u0061 name\":2}",
                "{\"a name of 17 byte\":1,\"a name of 17 byt\\u0065\":2}",
                "{\"\\u0061\":1,\"\\u0061\":2}",
                "{\"_key\":\"a\",\"_key\":\"a\"}"
            })
    void leavesAloneWhatIsNotJson(String document) {
        assertThat(in(document)).isEmpty();
        assertThat(ReferenceReader.read(document.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0af",
                "c3",
                "c328",
                "e0809f",
                "e282",
                "eda080",
                "edbfbf",
                "f08080af",
                "f09f98",
                "f4908080",
                "f5",
                "ff"
            })
    void leavesAloneWhatIsNotUtf8(String hex) {
        byte[] wrong = new BigInteger("7b2276223a22" + hex + "227d", 16).toByteArray();
        assertThat(in(wrong)).isEmpty();
        byte[] inName = new BigInteger("7b22" + hex + "223a317d", 16).toByteArray();
        assertThat(in(inName)).isEmpty();
    }

    @Test
    void leavesAloneWhatIsInAnotherEncoding() {
        assertThat(in("{}".getBytes(UTF_16LE))).isEmpty();
    }

    @Test
    void nestingMayBe64Deep() {
        assertThat(in("{\"v\":" + "[".repeat(63) + "]".repeat(63) + "}")).isPresent();
        assertThat(in("{\"v\":" + "[".repeat(64) + "]".repeat(64) + "}")).isEmpty();
        assertThat(in("{\"v\":".repeat(64) + "1" + "}".repeat(64))).isPresent();
        assertThat(in("{\"v\":".repeat(65) + "1" + "}".repeat(65))).isEmpty();
        assertThat(in("{\"v\":" + "[".repeat(100_000))).isEmpty();
    }

    @Test
    void numbersMayBe300CharactersLong() {
        assertThat(in("{\"v\":" + "1".repeat(300) + "}")).isPresent();
        assertThat(in("{\"v\":" + "1".repeat(301) + "}")).isEmpty();
        assertThat(in("{\"v\":" + "1".repeat(250) + "e99}")).isEmpty();
        assertThat(in("{\"v\":" + "1".repeat(205) + "e99}")).isPresent();
    }

    @Test
    void findsANameThatComesTwiceAmongMany() {
        String many = names(30_000);
        assertThat(in("{" + many + "}")).isEqualTo(NO_IDENTITY);
        assertThat(in("{" + many + ",\"attribute 0\":1}")).isEmpty();
        assertThat(in("{" + many + ",\"attribute 29999\":1}")).isEmpty();
        assertThat(in("{\"a\":{" + many + "},\"b\":{" + many + "}}")).isEqualTo(NO_IDENTITY);
        assertThat(in("{\"attribute 5\":1}")).isEqualTo(NO_IDENTITY);
    }

    private static String names(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"attribute " + i + "\":1")
                .collect(Collectors.joining(","));
    }

    /** Each mapper writes documents in another way; all of them are ordinary. */
    @Test
    void takesWhatMappersWrite() throws IOException {
        Random random = new Random(1);
        List<ObjectMapper> mappers = List.of(
                new ObjectMapper(),
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT),
                JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build(),
                JsonMapper.builder()
                        .enable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                        .build());
        for (int i = 0; i < 4_000; i++) {
            Map<String, Object> document = document(random, 4);
            byte[] bytes = mappers.get(i % mappers.size()).writeValueAsBytes(document);
            Optional<Identity> found = in(bytes);
            assertThat(found).as("seed 1, document %d: %s", i, document).isPresent();
            assertThat(found).isEqualTo(ReferenceReader.read(bytes));
        }
    }

    /** Where a byte is changed, dropped, doubled or moved, most documents are spoiled, and some are not. */
    @Test
    void neverTakesWhatAParserLeavesAloneAndSaysTheSameOfTheRest() throws IOException {
        Random random = new Random(2);
        ObjectMapper mapper = new ObjectMapper();
        int taken = 0;
        int left = 0;
        for (int i = 0; i < 60_000; i++) {
            byte[] whole = mapper.writeValueAsBytes(document(random, 3));
            if (random.nextBoolean()) {
                in(whole);
            }
            byte[] spoiled = spoiled(whole, random);
            Optional<Identity> found = in(spoiled);
            Optional<Identity> expected = ReferenceReader.read(spoiled);
            if (found.isPresent()) {
                taken++;
                assertThat(found)
                        .as("seed 2, document %d: %s", i, new String(spoiled, UTF_8))
                        .isEqualTo(expected);
            } else if (expected.isPresent()) {
                left++;
                assertThat(isUtf8(spoiled))
                        .as("seed 2, document %d: %s", i, new String(spoiled, UTF_8))
                        .isFalse();
            }
        }
        assertThat(taken).isBetween(5_000, 55_000);
        assertThat(left).as("left alone because of their UTF-8 only").isLessThan(1_000);
    }

    /** One document after another with almost the same names, so that whatever is remembered of the one before is wrong somewhere. */
    @Test
    void isNotMisledByTheDocumentBefore() {
        Random random = new Random(3);
        int taken = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] document = withFewNames(random, 3).getBytes(UTF_8);
            Optional<Identity> found = in(document);
            taken += found.isPresent() ? 1 : 0;
            assertThat(found)
                    .as("seed 3, document %d: %s", i, new String(document, UTF_8))
                    .isEqualTo(ReferenceReader.read(document));
        }
        assertThat(taken).isBetween(10_000, 35_000);
    }

    private static String withFewNames(Random random, int depth) {
        List<String> names =
                List.of("a", "\\u0061", "an attribute", "\u00e4", "\\u00e4", "_key", "\\u005fkey", "_rev", "x");
        List<String> values = List.of("1", "\"a\"", "true", "[]", "{}");
        return IntStream.range(0, random.nextInt(5))
                .mapToObj(i -> {
                    boolean inner = depth > 0 && random.nextInt(3) == 0;
                    String name = names.get(random.nextInt(10) == 0 ? random.nextInt(names.size()) : 2 * i);
                    return '"'
                            + name
                            + (random.nextInt(20) == 0 ? "\" :" : "\":")
                            + (inner ? withFewNames(random, depth - 1) : values.get(random.nextInt(values.size())));
                })
                .collect(Collectors.joining(",", "{", "}"));
    }

    @Test
    void aNameThatIsPassedOverIsForgotten() {
        assertThat(in("{\"a\":1,\"b\":2}")).isEqualTo(NO_IDENTITY);
        assertThat(in("{\"a\":1,\"c\":2,\"b\":3}")).isEqualTo(NO_IDENTITY);
        assertThat(in("{\"a\":1,\"b\":2,\"c\":3,\"b\":4}")).isEmpty();
    }

    @Test
    void manyDocumentsWithManyNamesEachLeaveNoTrace() {
        String many = names(1_000);
        for (int i = 0; i < 3; i++) {
            assertThat(in("{" + many + "}")).isEqualTo(NO_IDENTITY);
            assertThat(in("{" + many + ",\"attribute 0\":1}")).isEmpty();
            assertThat(in("{" + many + ",\"attribute 999\":1}")).isEmpty();
            assertThat(in("{\"attribute 0\":1,\"attribute 0\":1}")).isEmpty();
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] spoiled(byte[] document, Random random) {
        byte[] bytes = document.clone();
        String meaningful = "{}[]:,\"\\ \n019.eE+-tfnu\u0000\u0001az";
        for (int changes = 1 + random.nextInt(2); changes > 0 && bytes.length > 2; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) meaningful.charAt(random.nextInt(meaningful.length()));
                case 2 -> bytes = joined(bytes, 0, at, at + 1, bytes.length);
                case 3 -> bytes = joined(bytes, 0, at, random.nextInt(at + 1), bytes.length);
                default -> bytes = Arrays.copyOf(bytes, at);
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] bytes, int from, int to, int from2, int to2) {
        byte[] joined = Arrays.copyOf(Arrays.copyOfRange(bytes, from, to), to - from + to2 - from2);
        System.arraycopy(bytes, from2, joined, to - from, to2 - from2);
        return joined;
    }

    private static Map<String, Object> document(Random random, int depth) {
        Map<String, Object> document = new LinkedHashMap<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            document.put(name(random), value(random, depth));
        }
        return document;
    }

    private static String name(Random random) {
        List<String> names =
                List.of("_key", "_id", "_rev", "", "a", "name", "größe", "quote\"d", "an attribute", "😀", "a/b", "_");
        return names.get(random.nextInt(names.size()));
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 12 : 9)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(600) - 300);
            case 3 -> random.nextBoolean();
            case 4 -> new BigInteger(random.nextInt(900), random);
            case 5 -> "k" + random.nextInt(100);
            case 6, 7, 8 -> text(random);
            case 9 -> List.of();
            case 10 -> {
                List<Object> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(value(random, depth - 1));
                }
                yield values;
            }
            default -> document(random, depth - 1);
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            int[] ranges = {0x80, 0x80, 0x80, 0x800, 0xd800, 0x10ffff};
            int c = random.nextInt(ranges[random.nextInt(ranges.length)]);
            text.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? ' ' : c);
        }
        return text.toString();
    }
}
