package io.arangobatch.tck.server.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads bodies. */
public final class Json {
    private static final ObjectReader READER = JsonMapper.builder(new JsonFactoryBuilder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .maxNumberLength(100_000)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build()
            .reader();

    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * Reads one value; no bytes at all are {@link MissingNode}.
     *
     * @throws JsonFault.Refused if the text is no JSON
     */
    public static JsonNode parse(Bytes text) {
        if (text.isEmpty()) {
            return MissingNode.getInstance();
        }
        try {
            JsonNode node = READER.readTree(text.array(), text.offset(), text.length());
            if (node == null || node.isMissingNode()) {
                throw new JsonFault.Refused(JsonFault.in(text, "Expecting item"));
            }
            return node;
        } catch (JsonProcessingException e) {
            boolean twice = e instanceof MismatchedInputException
                    && String.valueOf(e.getOriginalMessage()).startsWith("Duplicate field");
            throw new JsonFault.Refused(JsonFault.in(text, twice ? "Duplicate attribute name" : "Expecting item"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
