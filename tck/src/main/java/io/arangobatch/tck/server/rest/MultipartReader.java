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
        int split = text.indexOf(BLANK_LINE, mime.end());
        if (split >= 0 && split + BLANK_LINE.length() <= to) {
            return part(mime, split, split + BLANK_LINE.length(), to);
        }
        // Not searched in the whole message, lest many parts without a body take a time that grows with their square.
        String inner = text.substring(mime.end(), to);
        int splitLf = inner.indexOf(BLANK_LINE_LF);
        return splitLf < 0
                ? part(mime, to, to, to)
                : part(mime, mime.end() + splitLf, mime.end() + splitLf + BLANK_LINE_LF.length(), to);
    }

    private Part part(Mime mime, int headEnd, int bodyBegin, int to) {
        return new Part(mime.contentId(), text.substring(mime.end(), headEnd), message.slice(bodyBegin, to));
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
            int colon = text.indexOf(':', from);
            if (colon < 0 || colon >= end) {
                throw new Malformed();
            }
            String name = text.substring(from, colon).strip();
            String value = text.substring(colon + 1, end);
            if (dialect == MultipartDialect.SPLIT && value.indexOf(':') >= 0) {
                throw new Malformed();
            }
            if (name.equalsIgnoreCase("content-type")) {
                typed = value.strip().equals(PART_TYPE);
                if (!typed) {
                    throw new Malformed();
                }
            } else if (name.equalsIgnoreCase("content-id")) {
                contentId = contentId(value);
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
