package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.ByteScan;
import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;

/** The lines of a head: what they must be, and what they say. They are given without their line break. */
final class HeadLines {

    private HeadLines() {}

    /** Returns the status, or -1 if the line is no status line. */
    static int statusOf(byte[] bytes, int from, int to) {
        int blank = ByteScan.indexOf((byte) ' ', bytes, from, to);
        if (!startsWithHttp(bytes, from, blank) || to - blank < 4 || !isText(bytes, from, to)) {
            return -1;
        }
        int code = 0;
        for (int i = blank + 1; i < blank + 4; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            code = code * 10 + bytes[i] - '0';
        }
        boolean reasonFollows = to - blank > 4;
        return code < 100 || (reasonFollows && bytes[blank + 4] != ' ') ? -1 : code;
    }

    private static boolean startsWithHttp(byte[] bytes, int from, int to) {
        return to - from > 5
                && bytes[from] == 'H'
                && bytes[from + 1] == 'T'
                && bytes[from + 2] == 'T'
                && bytes[from + 3] == 'P'
                && bytes[from + 4] == '/';
    }

    /** Tells whether a line is a name, a colon, and a value. */
    static boolean isHeader(byte[] bytes, int from, int to) {
        int colon = from;
        while (colon < to && isNameByte(bytes[colon])) {
            colon++;
        }
        return colon > from && colon < to && bytes[colon] == ':' && isText(bytes, colon + 1, to);
    }

    private static boolean isNameByte(byte b) {
        return b > ' ' && b != ':' && b != 0x7f;
    }

    private static boolean isText(byte[] bytes, int from, int to) {
        int at = ByteScan.indexOfControl(bytes, from, to);
        while (at < to && bytes[at] == '\t') {
            at = ByteScan.indexOfControl(bytes, at + 1, to);
        }
        return at == to;
    }

    /** Reads a line that is a header. */
    static HttpHeader header(byte[] bytes, int from, int to) {
        int colon = ByteScan.indexOf((byte) ':', bytes, from, to);
        int valueFrom = colon + 1;
        int valueTo = to;
        while (valueFrom < valueTo && isBlank(bytes[valueFrom])) {
            valueFrom++;
        }
        while (valueTo > valueFrom && isBlank(bytes[valueTo - 1])) {
            valueTo--;
        }
        return new HttpHeader(text(bytes, from, colon), text(bytes, valueFrom, valueTo));
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
