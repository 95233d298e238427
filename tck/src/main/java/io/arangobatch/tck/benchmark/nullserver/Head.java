package io.arangobatch.tck.benchmark.nullserver;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head of a request, as far as framing needs it.
 *
 * @param bodyLength how many bytes follow
 * @param boundary the boundary of a batch, or an empty text
 */
record Head(long bodyLength, String boundary) {

    private static final String BOUNDARY = "boundary=";

    static Head of(byte[] bytes, int from, int to) {
        String[] lines = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).split("\r\n");
        long length = 0;
        String boundary = "";
        for (String line : lines) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(value(line));
            } else if (lower.startsWith("content-type:")
                    && lines[0].contains("/_api/batch ")
                    && line.contains(BOUNDARY)) {
                boundary = line.substring(line.indexOf(BOUNDARY) + BOUNDARY.length())
                        .replace("\"", "");
            } else if (lower.startsWith("transfer-encoding:")) {
                throw new IllegalArgumentException("a request without Content-Length: " + lines[0]);
            }
        }
        return new Head(length, boundary);
    }

    private static String value(String line) {
        return line.substring(line.indexOf(':') + 1).trim();
    }

    boolean isBatch() {
        return !boundary.isEmpty();
    }
}
