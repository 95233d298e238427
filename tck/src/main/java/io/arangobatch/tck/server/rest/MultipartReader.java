package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.json.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch apart as the server does: delimiters are found by plain search, anywhere; a part's body runs up to the next
 * one, the line break before it included; parts are read only when their turn comes, so a malformed one is noticed late.
 */
final class MultipartReader {
    private static final String BLANK_LINE = "\r\n\r\n";
    private static final String BLANK_LINE_LF = "\n\n";
    private static final String PART_TYPE = "application/x-arango-batchpart";

    private final Bytes message;
    /** The message with a character for each byte: the JVM searches strings far faster than we could search bytes. */
    private final String text;

    private final Bytes boundary;
    private final String delimiter;
    private final MultipartDialect dialect;
    private final int end;
    private int at;
    private boolean more = true;

    MultipartReader(Bytes message, Bytes boundary, MultipartDialect dialect) {
        this.message = message;
        this.text = message.latin1();
        this.boundary = boundary;
        this.dialect = dialect;
        this.delimiter = "--" + boundary.latin1();
        // Until 3.12 a NUL ends the text for the search.
        int nul = dialect == MultipartDialect.SPLIT ? -1 : text.indexOf(0);
        this.end = nul < 0 ? text.length() : nul;
    }

    /** What the server makes of a part; {@code contentId} is {@code null} where there is none. */
    record Part(@Nullable String contentId, String head, Bytes body) {}

    /** The message is no batch, from here on. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super("malformed batch", null, false, false);
        }
    }

    Bytes boundary() {
        return boundary;
    }

    boolean hasMore() {
        return more;
    }

    Part next() throws Malformed {
        if (!text.startsWith(delimiter, at)) {
            throw new Malformed();
        }
        int from = lineBreak(at + delimiter.length());
        int to = text.indexOf(delimiter, from);
        if (to < 0 || to > end) {
            throw new Malformed();
        }
        Part part = part(from, to);
        at = to;
        more = !text.startsWith("--", to + delimiter.length());
        return part;
    }

    /** The offset after the line break that must follow a delimiter. */
    private int lineBreak(int offset) throws Malformed {
        int i = offset;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == '\r') {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '\n') {
            throw new Malformed();
        }
        return i + 1;
    }

    private Part part(int from, int to) throws Malformed {
        Mime mime = mime(from, to);
        String inner = text.substring(mime.end(), to);
        int split = inner.indexOf(BLANK_LINE);
        int gap = BLANK_LINE.length();
        if (split < 0) {
            split = inner.indexOf(BLANK_LINE_LF);
            gap = BLANK_LINE_LF.length();
        }
        return split < 0
                ? new Part(mime.contentId(), inner, Bytes.EMPTY)
                : new Part(mime.contentId(), inner.substring(0, split), message.slice(mime.end() + split + gap, to));
    }

    private record Mime(@Nullable String contentId, int end) {}

    private Mime mime(int begin, int to) throws Malformed {
        String contentId = null;
        boolean typed = false;
        int from = begin;
        while (true) {
            int newline = text.indexOf('\n', from);
            if (newline < 0 || newline >= to) {
                throw new Malformed();
            }
            int end = newline > from && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
            if (end == from) {
                break;
            }
            String line = text.substring(from, end);
            int colon = line.indexOf(':');
            if (colon < 0 || dialect == MultipartDialect.SPLIT && line.indexOf(':', colon + 1) >= 0) {
                throw new Malformed();
            }
            String name = line.substring(0, colon).strip();
            if (name.equalsIgnoreCase("content-type")) {
                typed = line.substring(colon + 1).strip().equals(PART_TYPE);
                if (!typed) {
                    throw new Malformed();
                }
            } else if (name.equalsIgnoreCase("content-id")) {
                contentId = contentId(line.substring(colon + 1));
            }
            from = newline + 1;
        }
        if (!typed) {
            throw new Malformed();
        }
        return new Mime(contentId, text.indexOf('\n', from) + 1);
    }

    /** Leading blanks go; trailing ones stay until 3.12, which also drops an id of nothing. */
    private @Nullable String contentId(String value) {
        if (dialect == MultipartDialect.SPLIT) {
            String bare = value.strip();
            return bare.isEmpty() ? null : bare;
        }
        int from = 0;
        while (from < value.length() && value.charAt(from) == ' ') {
            from++;
        }
        return value.substring(from);
    }
}
