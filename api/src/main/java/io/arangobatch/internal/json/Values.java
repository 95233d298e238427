package io.arangobatch.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.request.RawJson;
import java.io.IOException;
import java.util.Arrays;

/** Reads JSON as the class that a caller named. {@link RawJson} is one that the mapper need not know. */
public final class Values {

    private Values() {}

    /**
     * Reads a whole body.
     *
     * @param bytes the bytes that end with it
     * @param from where it begins
     * @param mapper reads what is not raw
     * @param type the caller's class
     * @param <T> that class
     * @return the value
     * @throws IOException if the body cannot be read as that class
     */
    public static <T> T read(byte[] bytes, int from, ObjectMapper mapper, Class<T> type) throws IOException {
        return type == RawJson.class
                ? type.cast(RawJson.of(Arrays.copyOfRange(bytes, from, bytes.length)))
                : mapper.readValue(bytes, from, bytes.length - from, type);
    }

    /**
     * Reads the value at which a parser stands.
     *
     * @param parser stands on the value's first token
     * @param mapper reads what is not raw
     * @param type the caller's class
     * @param <T> that class
     * @return the value; {@code null} for a JSON null that the class has no value for
     * @throws IOException if the value cannot be read as that class
     */
    public static <T> T read(JsonParser parser, ObjectMapper mapper, Class<T> type) throws IOException {
        if (type == RawJson.class) {
            return type.cast(RawJson.of(mapper.writeValueAsBytes(mapper.readTree(parser))));
        }
        return mapper.readValue(parser, type);
    }

    /**
     * Reads a tree.
     *
     * @param tree the JSON value
     * @param mapper reads what is not raw
     * @param type the caller's class
     * @param <T> that class
     * @return the value
     * @throws JsonProcessingException if the tree cannot be read as that class
     */
    public static <T> T convert(JsonNode tree, ObjectMapper mapper, Class<T> type) throws JsonProcessingException {
        return type == RawJson.class
                ? type.cast(RawJson.of(mapper.writeValueAsBytes(tree)))
                : mapper.treeToValue(tree, type);
    }
}
