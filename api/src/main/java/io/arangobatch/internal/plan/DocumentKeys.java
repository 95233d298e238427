package io.arangobatch.internal.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Optional;

/**
 * Looks at what a document says of its own identity, and on the way whether a server would take it at all. Serializers may write anything: raw values, an attribute
 * twice, numbers beyond the range. One such document would take all of its company down with it.
 */
final class DocumentKeys {

    private static final int LONGEST = 254;
    private static final String SPECIAL = "_-:.@()+,=;$!*'%";

    /** Stricter than servers are, since what is refused here merely travels alone. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(300)
                    .build())
            .build();

    private DocumentKeys() {}

    /**
     * What a document says of its identity.
     *
     * @param key the attribute {@code _key}; not a legal key if it is no text; empty if there is none
     * @param more whether there is an {@code _id} or a {@code _rev}
     */
    record Identity(Optional<String> key, boolean more) {

        private static final Identity NONE = new Identity(Optional.empty(), false);
    }

    /** Tells whether every server takes this text for a key, so that it needs no escape either. */
    static boolean isLegal(String key) {
        if (key.isEmpty() || key.length() > LONGEST) {
            return false;
        }
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            boolean plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!plain && SPECIAL.indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a document through.
     *
     * @return what it says of its identity; empty if it is no JSON object that every server takes
     */
    static Optional<Identity> in(byte[] document, int length) {
        if (length < 2 || document[0] != '{' || document[1] == 0) {
            // Also what the parser would read in another encoding, or behind a byte order mark.
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(document, 0, length)) {
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

    /** To the end of a value, and past the numbers that only look like some. */
    private static void skip(JsonParser parser, JsonToken value) throws IOException {
        int depth = 0;
        JsonToken token = value;
        while (true) {
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token == JsonToken.VALUE_NUMBER_FLOAT && !Double.isFinite(parser.getDoubleValue())) {
                throw new IOException("a number beyond the range of servers");
            }
            if (depth == 0) {
                return;
            }
            token = parser.nextToken();
            if (token == null) {
                throw new IOException("the document ends too early");
            }
        }
    }
}
