package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.json.Bytes;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.json.JsonFault;
import java.util.Optional;

/** The lines of an import. */
final class Lines {
    private static final String BLANKS = " \t\r\n\b\f";

    private final Bytes text;
    private int at;
    private boolean endedWithNewline;

    Lines(Bytes text) {
        this.text = text;
    }

    boolean hasNext() {
        return at < text.length();
    }

    /** Whether the line that came last had a line break behind it. */
    boolean endedWithNewline() {
        return endedWithNewline;
    }

    Bytes next() {
        int newline = text.indexOf('\n', at);
        endedWithNewline = newline >= 0;
        int to = endedWithNewline ? newline : text.length();
        Bytes line = text.slice(at, to);
        at = endedWithNewline ? to + 1 : to;
        return line;
    }

    static Bytes trimmed(Bytes line) {
        Bytes start = trimmedStart(line);
        int to = start.length();
        while (to > 0 && BLANKS.indexOf(start.at(to - 1)) >= 0) {
            to--;
        }
        return start.slice(0, to);
    }

    static Bytes trimmedStart(Bytes line) {
        int from = 0;
        while (from < line.length() && BLANKS.indexOf(line.at(from)) >= 0) {
            from++;
        }
        return line.slice(from, line.length());
    }

    static Optional<JsonNode> json(Bytes line) {
        try {
            JsonNode node = Json.parse(line);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonFault.Refused refused) {
            return Optional.empty();
        }
    }
}
