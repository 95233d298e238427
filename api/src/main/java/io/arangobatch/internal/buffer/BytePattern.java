package io.arangobatch.internal.buffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A byte sequence to look for, by Horspool's skip search: it looks at about one byte in {@link #length()}, so that scanning a batch for
 * its boundary costs next to nothing.
 */
public final class BytePattern {

    private final byte[] pattern;
    private final int[] skips = new int[256];

    private BytePattern(byte[] pattern) {
        this.pattern = pattern;
        int last = pattern.length - 1;
        Arrays.fill(skips, pattern.length);
        for (int i = 0; i < last; i++) {
            skips[pattern[i] & 0xff] = last - i;
        }
    }

    /**
     * Prepares the search for a text.
     *
     * @param text what to look for: ASCII, not empty
     * @return the pattern, to be used for any number of searches
     */
    public static BytePattern ofAscii(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the pattern is empty");
        }
        return new BytePattern(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Returns the length of the pattern.
     *
     * @return the number of bytes, at least 1
     */
    public int length() {
        return pattern.length;
    }

    /**
     * Finds the first occurrence that lies in a range as a whole.
     *
     * @param bytes where to look
     * @param from the first index of the range
     * @param to the index after the range
     * @return the index at which the occurrence begins, or -1
     */
    public int indexIn(byte[] bytes, int from, int to) {
        int last = pattern.length - 1;
        byte lastByte = pattern[last];
        int end = from + last;
        while (end < to) {
            byte found = bytes[end];
            if (found == lastByte && startsAt(bytes, end - last)) {
                return end - last;
            }
            end += skips[found & 0xff];
        }
        return -1;
    }

    /**
     * Tells whether the pattern stands at an index; the caller has made sure that this many bytes are there.
     *
     * @param bytes where to look
     * @param index where the pattern would begin
     * @return whether all its bytes are there
     */
    public boolean startsAt(byte[] bytes, int index) {
        return Arrays.equals(bytes, index, index + pattern.length, pattern, 0, pattern.length);
    }
}
