package io.arangobatch.internal.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.arangobatch.internal.plan.DocumentKeys.Identity;
import java.io.IOException;
import java.util.Optional;

/** Reads documents as {@link DocumentReader} does, but by a parser. */
final class ReferenceReader {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(300)
                    .build())
            .build();

    private ReferenceReader() {}

    static Optional<Identity> read(byte[] document) {
        if (document.length < 2 || document[0] != '{' || document[1] == 0) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(document)) {
            parser.nextToken();
            Identity identity = members(parser);
            return parser.nextToken() == null ? Optional.of(identity) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Identity members(JsonParser parser) throws IOException {
        Identity identity = Identity.NONE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("_key")) {
                String key = value == JsonToken.VALUE_STRING ? parser.getText() : "";
                identity = new Identity(Optional.of(key), identity.more());
            } else if (name.equals("_id") || name.equals("_rev")) {
                identity = new Identity(identity.key(), true);
            }
            skip(parser, value);
        }
        return identity;
    }

    private static void skip(JsonParser parser, JsonToken value) throws IOException {
        int depth = 0;
        JsonToken token = value;
        while (true) {
            if (token == null) {
                throw new IOException("the document ends too early");
            }
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_STRING) {
                parser.getText();
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
                throw new IOException("a number beyond the range of servers");
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
        }
    }
}
