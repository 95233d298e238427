package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.ByteScan;
import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines before the body of one part: its envelope, the status line, the headers. Each method takes one line without its line break,
 * and answers what it had expected if the line is something else.
 */
final class PartHead {

    private static final String PART_TYPE = "application/x-arango-batchpart";
    private static final String FINE = "";
    /** How servers write the lines that every part has; others are read with more effort. */
    private static final byte[] USUAL_TYPE = ("Content-Type: " + PART_TYPE).getBytes(StandardCharsets.US_ASCII);

    private static final byte[] USUAL_ID = "Content-Id: ".getBytes(StandardCharsets.US_ASCII);

    private record Status(int code, String reason) {}

    private static final Status NO_STATUS = new Status(0, "");

    private final RecentLines<HttpHeader> recentHeaders = new RecentLines<>();
    private final RecentLines<String> recentNames = new RecentLines<>();
    private final RecentLines<Status> recentStatuses = new RecentLines<>();
    private final List<HttpHeader> headers = new ArrayList<>();
    private String contentId = "";
    private Status status = NO_STATUS;

    void clear() {
        headers.clear();
        contentId = "";
        status = NO_STATUS;
    }

    PartAnswer answer(byte[] body) {
        return new PartAnswer(contentId, status.code, status.reason, List.copyOf(headers), body);
    }

    /** Takes a line of the envelope; returns an empty text, or what was expected instead. */
    String envelopeLine(byte[] bytes, int from, int to) {
        if (Arrays.equals(bytes, from, to, USUAL_TYPE, 0, USUAL_TYPE.length)) {
            return FINE;
        }
        if (isUsualId(bytes, from, to)) {
            return takeId(decode(bytes, from + USUAL_ID.length, to));
        }
        HttpHeader header = header(bytes, from, to);
        if (header == null) {
            return "a header line of the part";
        }
        if (header.is("Content-Type") && !header.value().equalsIgnoreCase(PART_TYPE)) {
            return "the content type " + PART_TYPE;
        }
        if (header.is("Content-Id")) {
            return takeId(header.value());
        }
        return FINE;
    }

    private String takeId(String id) {
        if (!contentId.isEmpty()) {
            return "only one Content-Id";
        }
        contentId = id;
        return FINE;
    }

    private static boolean isUsualId(byte[] bytes, int from, int to) {
        int id = from + USUAL_ID.length;
        if (id >= to || !Arrays.equals(bytes, from, id, USUAL_ID, 0, USUAL_ID.length)) {
            return false;
        }
        for (int i = id; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
        }
        return true;
    }

    /** Takes the status line; returns an empty text, or what was expected instead. */
    String statusLine(byte[] bytes, int from, int to) {
        Status known = recentStatuses.get(bytes, from, to);
        if (known == null) {
            known = readStatus(bytes, from, to);
            if (known == null) {
                return "a status line";
            }
            recentStatuses.offer(bytes, from, to, known);
        }
        status = known;
        return FINE;
    }

    /** Takes a header of the answer; returns an empty text, or what was expected instead. */
    String headerLine(byte[] bytes, int from, int to) {
        HttpHeader header = header(bytes, from, to);
        if (header == null) {
            return "a header line";
        }
        headers.add(header);
        return FINE;
    }

    private @Nullable HttpHeader header(byte[] bytes, int from, int to) {
        HttpHeader known = recentHeaders.get(bytes, from, to);
        if (known == null) {
            known = readHeader(bytes, from, to);
            if (known != null) {
                recentHeaders.offer(bytes, from, to, known);
            }
        }
        return known;
    }

    private @Nullable HttpHeader readHeader(byte[] bytes, int from, int to) {
        int colon = endOfName(bytes, from, to);
        if (colon < 0 || !isValue(bytes, colon + 1, to)) {
            return null;
        }
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && isBlank(bytes[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isBlank(bytes[valueTo - 1])) {
            valueTo--;
        }
        return new HttpHeader(name(bytes, from, colon), decode(bytes, valueFrom, valueTo));
    }

    private String name(byte[] bytes, int from, int to) {
        String known = recentNames.get(bytes, from, to);
        if (known == null) {
            known = decode(bytes, from, to);
            recentNames.offer(bytes, from, to, known);
        }
        return known;
    }

    private static @Nullable Status readStatus(byte[] bytes, int from, int to) {
        int blank = ByteScan.indexOf((byte) ' ', bytes, from, to);
        if (!startsWithHttp(bytes, from, blank) || to - blank < 4 || !isValue(bytes, from, to)) {
            return null;
        }
        int code = 0;
        for (int i = blank + 1; i < blank + 4; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return null;
            }
            code = code * 10 + bytes[i] - '0';
        }
        boolean reasonFollows = to - blank > 4;
        if (code < 100 || (reasonFollows && bytes[blank + 4] != ' ')) {
            return null;
        }
        return new Status(code, reasonFollows ? decode(bytes, blank + 5, to) : "");
    }

    private static String decode(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
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

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }
}
