package io.arangobatch.internal.plan;

import static io.arangobatch.internal.plan.TextScan.BAD;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The names of the document before, as they are written, and the number of the object that each stands in. No two in one object are the same; so there is nothing to
 * look up as long as another document has the same ones in the same order, as documents of one class do.
 */
final class NamesBefore {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int MOST = 256;
    private static final int MOST_BYTES = 8192;

    /** With quotes and colon. */
    private byte[] written = new byte[128];

    private int[] ends = new int[8];
    private int[] objects = new int[8];
    private int count;
    /** Where they stand in this document, as far as it has the same. */
    private int[] places = new int[8];

    private int same;

    /** Begins another document. */
    void begin() {
        same = 0;
    }

    /**
     * Compares the next name.
     *
     * @return the position after its colon, or {@link TextScan#BAD} if another one stands there
     */
    int afterSame(int object, byte[] json, int quote, int to) {
        if (same == count || objects[same] != object) {
            return BAD;
        }
        int start = start(same);
        int end = ends[same];
        int after = quote + end - start;
        if (quote < 0 || after > to || !isWritten(json, quote, after, start)) {
            return BAD;
        }
        places[same++] = quote;
        return after;
    }

    /** For so few bytes, a general comparison costs more than it compares. */
    private boolean isWritten(byte[] json, int from, int to, int start) {
        int other = start;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES, other += Long.BYTES) {
            if ((long) LONG.get(json, at) != (long) LONG.get(written, other)) {
                return false;
            }
        }
        while (at < to && json[at] == written[other]) {
            at++;
            other++;
        }
        return at == to;
    }

    /** How many names the document has in common with the one before. */
    int same() {
        return same;
    }

    int place(int index) {
        return places[index];
    }

    int object(int index) {
        return objects[index];
    }

    /** From its quote to its colon. */
    int length(int index) {
        return ends[index] - start(index);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /** Forgets those that the document does not have in common with the one before. */
    void forgetOthers() {
        count = same;
    }

    /** Takes a name that is none of the others of its object. */
    void add(int object, byte[] json, int quote, int afterColon) {
        int start = start(count);
        int end = start + afterColon - quote;
        if (count == MOST || end > MOST_BYTES) {
            return;
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
            objects = Arrays.copyOf(objects, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        if (end > written.length) {
            written = Arrays.copyOf(written, Math.max(end, written.length * 2));
        }
        System.arraycopy(json, quote, written, start, afterColon - quote);
        ends[count] = end;
        objects[count] = object;
        count++;
    }
}
