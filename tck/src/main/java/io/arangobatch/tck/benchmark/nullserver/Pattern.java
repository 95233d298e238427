package io.arangobatch.tck.benchmark.nullserver;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Searches bytes by the rule of Horspool, which looks at a fraction of them. */
final class Pattern {

    private final byte[] bytes;
    private final int[] skips = new int[256];

    Pattern(String ascii) {
        bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(skips, bytes.length);
        for (int i = 0; i < bytes.length - 1; i++) {
            skips[bytes[i] & 0xFF] = bytes.length - 1 - i;
        }
    }

    int length() {
        return bytes.length;
    }

    /** Returns where the pattern begins, or -1. */
    int indexIn(byte[] text, int from, int to) {
        int last = bytes.length - 1;
        for (int at = from; at + last < to; at += skips[text[at + last] & 0xFF]) {
            if (text[at + last] == bytes[last] && Arrays.equals(text, at, at + last, bytes, 0, last)) {
                return at;
            }
        }
        return -1;
    }

    int countIn(byte[] text, int from, int to) {
        int count = 0;
        for (int at = indexIn(text, from, to); at >= 0; at = indexIn(text, at + bytes.length, to)) {
            count++;
        }
        return count;
    }
}
