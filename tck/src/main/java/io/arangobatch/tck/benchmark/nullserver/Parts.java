package io.arangobatch.tck.benchmark.nullserver;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Finds the parts of a batch while it arrives, by its delimiter alone. */
final class Parts {

    private static final Pattern CONTENT_ID = new Pattern("Content-Id: ");
    /** The head of a part is at least so long; its end is looked for behind that. */
    private static final int SHORTEST_HEAD = 60;

    private final String boundary;
    private final Pattern delimiter;
    private final List<Wanted> wanted = new ArrayList<>();
    private String idPrefix = "";
    /** Where the search goes on and where the part begins, from the start of the body. */
    private int searched;

    private int begun = -1;

    Parts(String boundary) {
        this.boundary = boundary;
        this.delimiter = new Pattern("--" + boundary);
    }

    /** Looks at what has arrived of the body. */
    void advance(byte[] bytes, int bodyFrom, int to) {
        int at = delimiter.indexIn(bytes, bodyFrom + searched, to);
        while (at >= 0) {
            if (begun >= 0) {
                part(bytes, bodyFrom + begun, at);
            }
            begun = at + delimiter.length() - bodyFrom;
            searched = begun;
            at = delimiter.indexIn(bytes, bodyFrom + searched, to);
        }
        searched = Math.max(searched, to - bodyFrom - delimiter.length() + 1);
    }

    private void part(byte[] bytes, int from, int to) {
        if (wanted.isEmpty()) {
            learnIds(bytes, from, to);
        }
        wanted.add(Wanted.of(bytes, endOfHead(bytes, from + SHORTEST_HEAD, to), to));
    }

    /** Ids are a text and a number that counts from 1; the text is learned from the first part. */
    private void learnIds(byte[] bytes, int from, int to) {
        int at = CONTENT_ID.indexIn(bytes, from, to) + CONTENT_ID.length();
        int end = at;
        while (bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        idPrefix = new String(bytes, at, end - at, StandardCharsets.US_ASCII).replaceFirst("1$", "");
    }

    private static int endOfHead(byte[] bytes, int from, int to) {
        for (int at = from; at < to - 2; at++) {
            if (bytes[at] == '\n' && bytes[at + 1] == '\n') {
                return at + 2;
            }
            if (bytes[at] == '\n' && bytes[at + 1] == '\r') {
                return at + 3;
            }
        }
        throw new IllegalArgumentException("a part without an end of its head");
    }

    String boundary() {
        return boundary;
    }

    String idPrefix() {
        return idPrefix;
    }

    List<Wanted> wanted() {
        return wanted;
    }
}
