package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What the lines before the body of one part must be: its envelope, the status line, the headers. Each method takes one line without its line break, and answers what it
 * had expected if the line is something else.
 */
final class PartHead {

    private static final String PART_TYPE = "application/x-arango-batchpart";
    private static final String FINE = "";
    /** The envelope up to the id as servers write it; others are read with more effort. */
    private static final byte[] USUAL_ENVELOPE =
            ("Content-Type: " + PART_TYPE + "\r\nContent-Id: ").getBytes(StandardCharsets.US_ASCII);

    private final ContentId id = new ContentId();
    /** Stays from part to part until another status line comes. */
    private int status;

    void clear() {
        id.clear();
    }

    ContentId id() {
        return id;
    }

    int status() {
        return status;
    }

    /** Takes an envelope as servers write it and returns where the answer begins; otherwise, or if it is not whole, takes nothing and returns -1. */
    int usualEnvelope(byte[] bytes, int from, int limit) {
        int idFrom = from + USUAL_ENVELOPE.length;
        if (idFrom >= limit || !Arrays.equals(bytes, from, idFrom, USUAL_ENVELOPE, 0, USUAL_ENVELOPE.length)) {
            return -1;
        }
        int end = endOfDigits(bytes, idFrom, limit);
        boolean whole = end > idFrom
                && limit - end >= 4
                && bytes[end] == '\r'
                && bytes[end + 1] == '\n'
                && bytes[end + 2] == '\r'
                && bytes[end + 3] == '\n';
        if (!whole) {
            return -1;
        }
        id.set(bytes, idFrom, end);
        return end + 4;
    }

    private static int endOfDigits(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at;
    }

    /** Takes a line of the envelope; returns an empty text, or what was expected instead. */
    String envelopeLine(byte[] bytes, int from, int to) {
        if (!HeadLines.isHeader(bytes, from, to)) {
            return "a header line of the part";
        }
        HttpHeader header = HeadLines.header(bytes, from, to);
        if (header.is("Content-Type") && !header.value().equalsIgnoreCase(PART_TYPE)) {
            return "the content type " + PART_TYPE;
        }
        return header.is("Content-Id") ? takeId(header.value().getBytes(StandardCharsets.ISO_8859_1)) : FINE;
    }

    private String takeId(byte[] text) {
        if (!id.isMissing()) {
            return "only one Content-Id";
        }
        id.set(text, 0, text.length);
        return FINE;
    }

    /** Takes the status line; returns an empty text, or what was expected instead. */
    String statusLine(byte[] bytes, int from, int to) {
        status = HeadLines.statusOf(bytes, from, to);
        return status < 0 ? "a status line" : FINE;
    }

    /** Takes a header of the answer; returns an empty text, or what was expected instead. */
    String headerLine(byte[] bytes, int from, int to) {
        return HeadLines.isHeader(bytes, from, to) ? FINE : "a header line";
    }
}
