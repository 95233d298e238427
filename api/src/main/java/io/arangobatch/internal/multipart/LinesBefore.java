package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.ByteScan;
import java.util.Arrays;

/**
 * The head of the answer in the part before. The parts of a batch repeat most of its lines, and of the others the names, in the same order: what is the same again
 * needs neither a search for its end nor another check.
 */
final class LinesBefore {

    private static final int MOST_LINES = 32;
    private static final byte[] NOTHING = new byte[0];

    private byte[] before = NOTHING;
    private int lines;
    /** Where the lines end: up to {@link #place} those of this head, from there on those of the one before. */
    private final int[] ends = new int[MOST_LINES];

    /** The line that comes next, and where it begins in the head before and in this one. */
    private int place;

    private int at;
    private int length;

    /** Begins with the first line of another head. */
    void restart() {
        place = 0;
        at = 0;
        length = 0;
    }

    /** Returns how many bytes of whole lines, from here on, need no look: each is the same as before, or the same header with another value. */
    int skip(byte[] bytes, int from, int limit) {
        int pos = from;
        while (place < lines) {
            int different = pos + equalBytes(bytes, pos, limit);
            pos += takeSame(different - pos);
            int next = afterOtherValue(bytes, pos, different, limit);
            if (next < 0) {
                break;
            }
            take(next - pos);
            pos = next;
        }
        return pos - from;
    }

    private int equalBytes(byte[] bytes, int from, int limit) {
        int most = Math.min(limit - from, ends[lines - 1] - at);
        int mismatch = most <= 0 ? 0 : Arrays.mismatch(bytes, from, from + most, before, at, at + most);
        return mismatch < 0 ? most : mismatch;
    }

    private int takeSame(int equalBytes) {
        int start = at;
        int equal = at + equalBytes;
        while (place < lines && ends[place] <= equal) {
            take(ends[place] - at);
        }
        return at - start;
    }

    /** Returns where the next line begins if this one is a header by what it shares with the one before, and by a value up to the usual line break; otherwise -1. */
    private int afterOtherValue(byte[] bytes, int from, int different, int limit) {
        boolean sameName =
                place > 0 && place < lines && ByteScan.indexOf((byte) ':', bytes, from, different) < different;
        if (!sameName) {
            return -1;
        }
        // What is the same may end within the line break.
        int end = ByteScan.indexOfControl(bytes, different - 1, limit);
        return end + 1 < limit && bytes[end] == '\r' && bytes[end + 1] == '\n' ? end + 2 : -1;
    }

    /** Takes a line; its length includes the line break. */
    void take(int lineLength) {
        length += lineLength;
        if (place < lines) {
            at = ends[place];
        }
        if (place < MOST_LINES) {
            ends[place++] = length;
        }
    }

    /** Keeps this head, with which an answer begins, as the one before. */
    void keep(byte[] answer) {
        before = answer;
        lines = place;
    }
}
