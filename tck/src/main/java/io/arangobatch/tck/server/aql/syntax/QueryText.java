package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.AqlException;
import java.nio.charset.StandardCharsets;

/** A query as the bytes the server looks at, one per char, so that positions and snippets come out as its own. */
final class QueryText {
    private static final int SNIPPET_LENGTH = 32;
    static final int PARSE_ERROR = 1501;

    private final String bytes;

    QueryText(String query) {
        this.bytes = new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    String bytes() {
        return bytes;
    }

    static String decode(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    AqlException syntaxError(String complaint, Position at) {
        return new AqlException(PARSE_ERROR, located(complaint, at));
    }

    /** The complaint with the snippet and the place, as all errors of the parser end. */
    String located(String complaint, Position at) {
        return complaint + " near '" + snippet(at) + "' at position " + at.line() + ":" + (at.column() + 1);
    }

    private String snippet(Position at) {
        int offset = offsetOf(at);
        if (bytes.length() < offset + SNIPPET_LENGTH) {
            return decode(bytes.substring(offset));
        }
        return decode(bytes.substring(offset, offset + SNIPPET_LENGTH)) + "...";
    }

    private int offsetOf(Position at) {
        int line = 1;
        int column = 0;
        int i = 0;
        while (i < bytes.length() && (line < at.line() || (line == at.line() && column < at.column()))) {
            char c = bytes.charAt(i++);
            if (c == '\n' || c == '\r') {
                line++;
                column = 0;
                if (c == '\r' && i < bytes.length() && bytes.charAt(i) == '\n') {
                    i++;
                }
            } else {
                column++;
            }
        }
        return i;
    }
}
