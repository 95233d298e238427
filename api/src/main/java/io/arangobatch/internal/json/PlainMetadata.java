package io.arangobatch.internal.json;

import io.arangobatch.model.DocumentMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document's metadata as servers write them: one object of plain texts without blanks. Every write has such an answer, and a parser for each would cost
 * several times what is to be done. Whatever looks different is left to a parser.
 */
public final class PlainMetadata {

    private static final byte[] ID = name("_id");
    private static final byte[] KEY = name("_key");
    private static final byte[] REV = name("_rev");
    private static final byte[] OLD_REV = name("_oldRev");
    private static final byte[] NONE = {};

    private final byte[] json;
    private int at;
    private String id = "";
    private String key = "";
    private String rev = "";
    private Optional<String> oldRev = Optional.empty();

    private PlainMetadata(byte[] json, int at) {
        this.json = json;
        this.at = at;
    }

    private static byte[] name(String name) {
        return ('"' + name + "\":\"").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Reads metadata.
     *
     * @param json bytes that end with the text
     * @param from where the text begins
     * @return the metadata, or {@code null} if a parser must read them
     */
    public static @Nullable DocumentMetadata read(byte[] json, int from) {
        boolean object = json.length - from > 2 && json[from] == '{' && json[json.length - 1] == '}';
        return object ? new PlainMetadata(json, from + 1).read() : null;
    }

    private @Nullable DocumentMetadata read() {
        int last = json.length - 1;
        while (member()) {
            if (at == last) {
                return new DocumentMetadata(id, key, rev, oldRev, Optional.empty(), Optional.empty());
            }
            if (json[at++] != ',') {
                return null;
            }
        }
        return null;
    }

    /** Reads a name and its text; returns whether it could. */
    private boolean member() {
        byte[] name = begins(ID) ? ID : begins(KEY) ? KEY : begins(REV) ? REV : begins(OLD_REV) ? OLD_REV : NONE;
        String text = name == NONE ? null : text();
        if (text == null) {
            return false;
        }
        if (name == ID) {
            id = text;
        } else if (name == KEY) {
            key = text;
        } else if (name == REV) {
            rev = text;
        } else {
            oldRev = Optional.of(text);
        }
        return true;
    }

    private boolean begins(byte[] name) {
        int end = at + name.length;
        if (end > json.length || !Arrays.equals(json, at, end, name, 0, name.length)) {
            return false;
        }
        at = end;
        return true;
    }

    /** Reads a text up to the quote that ends it; {@code null} if not all of its characters are plain. */
    private @Nullable String text() {
        int from = at;
        for (int i = from; i < json.length; i++) {
            byte b = json[i];
            if (b == '"') {
                at = i + 1;
                return new String(json, from, i - from, StandardCharsets.ISO_8859_1);
            }
            if (b < ' ' || b == '\\') {
                return null; // a control character, an escape, or the beginning of a character beyond ASCII
            }
        }
        return null;
    }
}
