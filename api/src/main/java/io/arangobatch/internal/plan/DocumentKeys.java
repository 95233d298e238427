package io.arangobatch.internal.plan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.arangobatch.internal.buffer.BytePattern;
import java.io.IOException;
import java.util.Optional;

/** Looks at the keys of documents. */
final class DocumentKeys {

    private static final int LONGEST = 254;
    private static final String SPECIAL = "_-:.@()+,=;$!*'%";
    private static final BytePattern ATTRIBUTE = BytePattern.ofAscii("\"_key\"");
    private static final JsonFactory JSON = new JsonFactory();

    private DocumentKeys() {}

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

    /** Whether a document may have an attribute {@code _key}: mostly it is told without looking closer. */
    static boolean mayHaveKey(byte[] document, int length) {
        return ATTRIBUTE.indexIn(document, 0, length) >= 0;
    }

    /**
     * The attribute {@code _key} of a document.
     *
     * @return the key; empty if there is none; not a legal key if it is no text
     * @throws IOException if the document is no JSON object
     */
    static Optional<String> in(byte[] document, int length) throws IOException {
        try (JsonParser parser = JSON.createParser(document, 0, length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean key = parser.currentName().equals("_key");
                JsonToken value = parser.nextToken();
                if (key) {
                    return Optional.of(value == JsonToken.VALUE_STRING ? parser.getText() : "");
                }
                parser.skipChildren();
            }
            return Optional.empty();
        }
    }
}
