package io.arangobatch.internal.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.buffer.BytePattern;
import io.arangobatch.internal.response.RawAnswer;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Takes the answer to a request for many apart, element by element, without reading more of them than where they end. */
final class Elements {

    private static final BytePattern ERROR_NUMBER = BytePattern.ofAscii("\"errorNum\"");

    /** Whatever a document is like, one that is merely read must not fail for it: its own job says whether it can be read. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private Elements() {}

    /**
     * Cuts the array that is the body of an answer into its elements.
     *
     * @param answer the answer
     * @param element takes the bytes of each, exactly as many
     * @return how many there were
     * @throws ArangoProtocolException if it is no array
     */
    static int cut(RawAnswer answer, Consumer<byte[]> element) {
        byte[] array = answer.bytes();
        int at = skipBlanks(array, answer.bodyFrom());
        if (at == array.length || array[at] != '[') {
            throw noArray();
        }
        at = skipBlanks(array, at + 1);
        int count = 0;
        while (at < array.length && array[at] != ']') {
            int end = endOf(array, at);
            element.accept(Arrays.copyOfRange(array, at, trimmed(array, at, end)));
            count++;
            at = array[end] == ',' ? skipBlanks(array, end + 1) : end;
        }
        if (at >= array.length) {
            throw noArray();
        }
        return count;
    }

    private static int skipBlanks(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b >= 0 && b <= ' ';
    }

    private static int trimmed(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** The comma or bracket after the value that begins there. */
    private static int endOf(byte[] bytes, int from) {
        int depth = 0;
        for (int at = from; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> at = endOfText(bytes, at);
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth == 0) {
                        return at;
                    }
                    depth--;
                }
                case ',' -> {
                    if (depth == 0) {
                        return at;
                    }
                }
                default -> {}
            }
        }
        throw noArray();
    }

    private static int endOfText(byte[] bytes, int quote) {
        for (int at = quote + 1; at < bytes.length; at++) {
            if (bytes[at] == '\\') {
                at++;
            } else if (bytes[at] == '"') {
                return at;
            }
        }
        throw noArray();
    }

    private static ArangoProtocolException noArray() {
        return new ArangoProtocolException("the answer to a request for many documents is no JSON array");
    }

    /**
     * The number of the error that an element stands for. A stored document may look like one, but has an {@code _id}.
     *
     * @param element the element
     * @return the number, or 0 if it is no error
     */
    static int errorNum(byte[] element) {
        return ERROR_NUMBER.indexIn(element, 0, element.length) < 0 ? 0 : readErrorNum(element);
    }

    private static int readErrorNum(byte[] element) {
        boolean error = false;
        boolean document = false;
        int number = 0;
        try (JsonParser parser = JSON.createParser(element)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "error" -> error = value == JsonToken.VALUE_TRUE;
                    case "errorNum" -> number = isInt(parser, value) ? parser.getIntValue() : 0;
                    case "_id" -> document = true;
                    default -> {}
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            throw new ArangoProtocolException("an element of the answer to a request for many documents is no JSON", e);
        }
        return error && !document ? number : 0;
    }

    private static boolean isInt(JsonParser parser, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT && parser.getNumberType() == JsonParser.NumberType.INT;
    }
}
