package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Takes a batch apart as the server does: delimiters are found by plain search, anywhere; a part's body runs up to the next
 * one, the line break before it included; parts are read only when their turn comes, so a malformed one is noticed late.
 */
final class MultipartReader {
    private static final byte[] BLANK_LINE = ascii("\r\n\r\n");
    private static final byte[] BLANK_LINE_LF = ascii("\n\n");
    private static final String PART_TYPE = "application/x-arango-batchpart";

    private final Bytes message;
    private final Bytes boundary;
    private final byte[] delimiter;
    private final MultipartDialect dialect;
    private int at;
    private boolean more = true;

    MultipartReader(Bytes message, Bytes boundary, MultipartDialect dialect) {
        this.message = message;
        this.boundary = boundary;
        this.dialect = dialect;
        this.delimiter = new byte[boundary.length() + 2];
        delimiter[0] = '-';
        delimiter[1] = '-';
        System.arraycopy(boundary.array(), boundary.offset(), delimiter, 2, boundary.length());
    }

    /** What the server makes of a part; {@code contentId} is {@code null} where there is none. */
    record Part(@Nullable Bytes contentId, Bytes head, Bytes body) {}

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
        if (!message.startsWith(delimiter, at)) {
            throw new Malformed();
        }
        int from = lineBreak(at + delimiter.length);
        int end = message.indexOf(delimiter, from);
        if (end < 0) {
            throw new Malformed();
        }
        Bytes text = message.slice(from, end);
        // Until 3.12 a NUL ends the text for the search.
        if (dialect != MultipartDialect.SPLIT && text.indexOf(0, 0) >= 0) {
            throw new Malformed();
        }
        Part part = part(text);
        at = end;
        more = !closes(end + delimiter.length);
        return part;
    }

    /** The offset after the line break that must follow a delimiter. */
    private int lineBreak(int offset) throws Malformed {
        int i = skipSpaces(offset);
        if (i < message.length() && message.at(i) == '\r') {
            i++;
        }
        if (i >= message.length() || message.at(i) != '\n') {
            throw new Malformed();
        }
        return i + 1;
    }

    private boolean closes(int offset) {
        return offset + 1 < message.length() && message.at(offset) == '-' && message.at(offset + 1) == '-';
    }

    private int skipSpaces(int offset) {
        int i = offset;
        while (i < message.length() && message.at(i) == ' ') {
            i++;
        }
        return i;
    }

    private Part part(Bytes text) throws Malformed {
        Mime mime = mime(text);
        Bytes inner = text.slice(mime.end(), text.length());
        int split = inner.indexOf(BLANK_LINE, 0);
        int gap = BLANK_LINE.length;
        if (split < 0) {
            split = inner.indexOf(BLANK_LINE_LF, 0);
            gap = BLANK_LINE_LF.length;
        }
        return split < 0
                ? new Part(mime.contentId(), inner, Bytes.EMPTY)
                : new Part(mime.contentId(), inner.slice(0, split), inner.slice(split + gap, inner.length()));
    }

    private record Mime(@Nullable Bytes contentId, int end) {}

    private Mime mime(Bytes text) throws Malformed {
        Bytes contentId = null;
        boolean typed = false;
        int from = 0;
        while (true) {
            int newline = text.indexOf('\n', from);
            if (newline < 0) {
                throw new Malformed();
            }
            int to = newline > from && text.at(newline - 1) == '\r' ? newline - 1 : newline;
            if (to == from) {
                break;
            }
            Bytes line = text.slice(from, to);
            int colon = line.indexOf(':', 0);
            if (colon < 0 || dialect == MultipartDialect.SPLIT && line.indexOf(':', colon + 1) >= 0) {
                throw new Malformed();
            }
            String name = line.slice(0, colon).latin1().strip().toLowerCase(Locale.ROOT);
            if (name.equals("content-type")) {
                typed = line.slice(colon + 1, line.length()).latin1().strip().equals(PART_TYPE);
                if (!typed) {
                    throw new Malformed();
                }
            } else if (name.equals("content-id")) {
                contentId = contentId(line, colon + 1);
            }
            from = newline + 1;
        }
        if (!typed) {
            throw new Malformed();
        }
        return new Mime(contentId, text.indexOf('\n', from) + 1);
    }

    /** Leading blanks go; trailing ones stay until 3.12, which also drops an id of nothing. */
    private @Nullable Bytes contentId(Bytes line, int offset) {
        int from = offset;
        int to = line.length();
        while (from < to && line.at(from) == ' ') {
            from++;
        }
        if (dialect == MultipartDialect.SPLIT) {
            while (to > from && line.at(to - 1) == ' ') {
                to--;
            }
            return to == from ? null : line.slice(from, to);
        }
        return line.slice(from, to);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
