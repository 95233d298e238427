package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.MANY;
import static io.arangobatch.tck.server.aql.functions.Function.late;
import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** Functions on texts, but those with patterns. */
final class StringFunctions {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static final List<Function> ALL = List.of(
            pure("CONCAT", 1, MANY, (c, a) -> concat("", a)),
            pure("CONCAT_SEPARATOR", 2, MANY, (c, a) -> concat(Values.toText(a.get(0)), a.subList(1, a.size()))),
            pure("CHAR_LENGTH", 1, 1, (c, a) -> {
                String text = Values.toText(a.get(0));
                return LongNode.valueOf(text.codePointCount(0, text.length()));
            }),
            pure(
                    "LOWER",
                    1,
                    1,
                    (c, a) -> TextNode.valueOf(Values.toText(a.get(0)).toLowerCase(Locale.ROOT))),
            pure(
                    "UPPER",
                    1,
                    1,
                    (c, a) -> TextNode.valueOf(Values.toText(a.get(0)).toUpperCase(Locale.ROOT))),
            pure("CONTAINS", 2, 3, (c, a) -> contains(a)),
            pure("MD5", 1, 1, (c, a) -> digest("MD5", a.get(0))),
            pure("SHA1", 1, 1, (c, a) -> digest("SHA-1", a.get(0))),
            pure("JSON_STRINGIFY", 1, 1, (c, a) -> TextNode.valueOf(Json.write(a.get(0)))),
            pure("JSON_PARSE", 1, 1, StringFunctions::parseJson),
            late("SUBSTRING", 2, 3, (c, a) -> substring(a)),
            late("LEFT", 2, 2, (c, a) -> TextNode.valueOf(slice(Values.toText(a.get(0)), 0, Values.toLong(a.get(1))))),
            late("RIGHT", 2, 2, (c, a) -> right(a)),
            late("FIND_FIRST", 2, 4, (c, a) -> LongNode.valueOf(TextSearch.first(a))),
            late("FIND_LAST", 2, 4, (c, a) -> LongNode.valueOf(TextSearch.last(a))),
            late("REVERSE", 1, 1, StringFunctions::reverse));

    private StringFunctions() {}

    /** Nulls are left out; a single array stands for its elements. */
    private static JsonNode concat(String separator, List<JsonNode> parts) {
        Iterable<JsonNode> elements = parts.size() == 1 && parts.get(0).isArray() ? parts.get(0) : parts;
        StringBuilder result = new StringBuilder();
        boolean first = true;
        for (JsonNode element : elements) {
            if (element.isNull()) {
                continue;
            }
            if (!first) {
                result.append(separator);
            }
            result.append(Values.toText(element));
            first = false;
        }
        return TextNode.valueOf(result.toString());
    }

    private static JsonNode contains(List<JsonNode> a) {
        String text = Values.toText(a.get(0));
        String search = Values.toText(a.get(1));
        int found = search.isEmpty() ? -1 : text.indexOf(search);
        if (a.size() == 3 && Values.isTrue(a.get(2))) {
            return LongNode.valueOf(found < 0 ? -1 : text.codePointCount(0, found));
        }
        return BooleanNode.valueOf(found >= 0);
    }

    private static JsonNode digest(String algorithm, JsonNode value) {
        try {
            byte[] hash = MessageDigest.getInstance(algorithm)
                    .digest(Values.toText(value).getBytes(StandardCharsets.UTF_8));
            return TextNode.valueOf(HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static JsonNode parseJson(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isTextual()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "JSON_PARSE");
        }
        try {
            JsonNode parsed = MAPPER.readTree(a.get(0).textValue());
            return parsed.isMissingNode() ? context.refuse(CallContext.INVALID_ARGUMENT, "JSON_PARSE") : parsed;
        } catch (JsonProcessingException e) {
            // The server gives the same warning whatever is wrong with the text.
            return context.refuse(CallContext.INVALID_ARGUMENT, "JSON_PARSE");
        }
    }

    private static JsonNode substring(List<JsonNode> a) {
        String text = Values.toText(a.get(0));
        long offset = Values.toLong(a.get(1));
        long start = offset < 0 ? Math.max(0, text.length() + offset) : offset;
        long length = a.size() == 3 ? Values.toLong(a.get(2)) : Integer.MAX_VALUE;
        return TextNode.valueOf(slice(text, start, length));
    }

    private static JsonNode right(List<JsonNode> a) {
        String text = Values.toText(a.get(0));
        long length = Values.toLong(a.get(1));
        return TextNode.valueOf(slice(text, Math.max(0, text.length() - length), length));
    }

    private static String slice(String text, long start, long length) {
        if (length <= 0 || start >= text.length()) {
            return "";
        }
        return text.substring((int) start, (int) Math.min(text.length(), start + length));
    }

    private static JsonNode reverse(CallContext context, List<JsonNode> a) {
        if (a.get(0).isTextual()) {
            return TextNode.valueOf(
                    new StringBuilder(a.get(0).textValue()).reverse().toString());
        }
        return a.get(0).isArray()
                ? ArrayFunctions.reversed(a.get(0))
                : context.refuse(CallContext.INVALID_ARGUMENT, "REVERSE");
    }
}
