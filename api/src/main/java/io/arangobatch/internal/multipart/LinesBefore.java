package io.arangobatch.internal.multipart;

import java.util.Arrays;

/**
 * The head of the answer in the part before. The parts of a batch repeat most of its lines, and those that are the same again, at the same places, need neither a
 * search for their ends nor another check.
 */
final class LinesBefore {

    private static final int MOST_LINES = 32;
    private static final byte[] NOTHING = new byte[0];

    private byte[] before = NOTHING;
    private int beforeLength;
    /** Where each of its lines ends, and how many there are. */
    private int[] ends = new int[MOST_LINES];

    private int lines;
    /** The line of the head before that comes next, and where it begins. */
    private int place;

    private int at;
    /** Where the lines of this head end. */
    private int[] newEnds = new int[MOST_LINES];

    private int newLines;
    private int length;

    /** Begins with the first line of another head. */
    void restart() {
        place = 0;
        at = 0;
        newLines = 0;
        length = 0;
    }

    /** Returns how many bytes of whole lines, from here on, are the same as before. */
    int skipSame(byte[] bytes, int from, int limit) {
        int most = Math.min(limit - from, beforeLength - at);
        if (most <= 0) {
            return 0;
        }
        int mismatch = Arrays.mismatch(bytes, from, from + most, before, at, at + most);
        int equal = at + (mismatch < 0 ? most : mismatch);
        int start = at;
        while (place < lines && ends[place] <= equal) {
            add(ends[place] - at);
            at = ends[place++];
        }
        return at - start;
    }

    /** Takes a line that is not the same; its length includes the line break. */
    void differs(int lineLength) {
        add(lineLength);
        if (place < lines) {
            at = ends[place++];
        }
    }

    private void add(int lineLength) {
        length += lineLength;
        if (newLines < MOST_LINES) {
            newEnds[newLines++] = length;
        }
    }

    /** Keeps this head, with which an answer begins, as the one before. */
    void keep(byte[] answer) {
        before = answer;
        beforeLength = length;
        int[] reused = ends;
        ends = newEnds;
        lines = newLines;
        newEnds = reused;
    }
}
