package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines before the body of one part: its envelope, the status line, the headers. Each method takes one line without its line break,
 * and answers what it had expected if the line is something else.
 */
final class PartHead {

    private static final String PART_TYPE = "application/x-arango-batchpart";
    private static final String FINE = "";

    private final RecentTexts recent = new RecentTexts();
    private final List<HttpHeader> headers = new ArrayList<>();
    private String contentId = "";
    private int status;
    private String reason = "";

    void clear() {
        headers.clear();
        contentId = "";
        status = 0;
        reason = "";
    }

    PartAnswer answer(byte[] body) {
        return new PartAnswer(contentId, status, reason, List.copyOf(headers), body);
    }

    /** Takes a line of the envelope; returns an empty text, or what was expected instead. */
    String envelopeLine(byte[] bytes, int from, int to) {
        int colon = endOfName(bytes, from, to);
        if (colon < 0 || !isValue(bytes, colon + 1, to)) {
            return "a header line of the part";
        }
        HttpHeader header = header(bytes, from, colon, to);
        if (header.is("Content-Type") && !header.value().equalsIgnoreCase(PART_TYPE)) {
            return "the content type " + PART_TYPE;
        }
        if (header.is("Content-Id")) {
            if (!contentId.isEmpty()) {
                return "only one Content-Id";
            }
            contentId = header.value();
        }
        return FINE;
    }

    /** Takes the status line; returns an empty text, or what was expected instead. */
    String statusLine(byte[] bytes, int from, int to) {
        int blank = indexOfBlank(bytes, from, to);
        if (!startsWithHttp(bytes, from, blank) || to - blank < 4) {
            return "a status line";
        }
        int code = 0;
        for (int i = blank + 1; i < blank + 4; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return "a status line";
            }
            code = code * 10 + bytes[i] - '0';
        }
        boolean reasonFollows = to - blank > 4;
        if (code < 100 || (reasonFollows && bytes[blank + 4] != ' ') || !isValue(bytes, from, to)) {
            return "a status line";
        }
        status = code;
        reason = reasonFollows ? recent.text(bytes, blank + 5, to) : "";
        return FINE;
    }

    /** Takes a header of the answer; returns an empty text, or what was expected instead. */
    String headerLine(byte[] bytes, int from, int to) {
        int colon = endOfName(bytes, from, to);
        if (colon < 0 || !isValue(bytes, colon + 1, to)) {
            return "a header line";
        }
        headers.add(header(bytes, from, colon, to));
        return FINE;
    }

    private HttpHeader header(byte[] bytes, int from, int colon, int to) {
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && isBlank(bytes[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isBlank(bytes[valueTo - 1])) {
            valueTo--;
        }
        return recent.header(bytes, from, colon, valueFrom, valueTo);
    }

    /** Returns where the colon stands, or -1 if there is none or what is before it is no name. */
    private static int endOfName(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b == ':') {
                return i > from ? i : -1;
            }
            if (b <= ' ' || b == 0x7f) {
                return -1;
            }
        }
        return -1;
    }

    private static boolean isValue(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int b = bytes[i] & 0xff;
            if ((b < ' ' && b != '\t') || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsWithHttp(byte[] bytes, int from, int to) {
        return to - from > 5
                && bytes[from] == 'H'
                && bytes[from + 1] == 'T'
                && bytes[from + 2] == 'T'
                && bytes[from + 3] == 'P'
                && bytes[from + 4] == '/';
    }

    private static int indexOfBlank(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
