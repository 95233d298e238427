package io.arangobatch.internal.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time, because reading the lines of an answer byte by byte is most of the work of decoding it. */
public final class ByteScan {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private ByteScan() {}

    /**
     * Finds a byte.
     *
     * @param wanted the byte
     * @param bytes where to look
     * @param from the first index of the range
     * @param to the index after the range
     * @return the first index at which it stands, or {@code to}
     */
    public static int indexOf(byte wanted, byte[] bytes, int from, int to) {
        long pattern = ONES * (wanted & 0xff);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long zeroWhereEqual = (long) LONG.get(bytes, at) ^ pattern;
            // The lowest marked byte is always right, and only that one is used.
            long marks = (zeroWhereEqual - ONES) & ~zeroWhereEqual & HIGH_BITS;
            if (marks != 0) {
                return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        while (at < to && bytes[at] != wanted) {
            at++;
        }
        return at;
    }

    /**
     * Returns a hash of the length, the first eight and the last eight bytes of a range: enough to tell lines apart, not against malice.
     *
     * @param bytes where the range is
     * @param from the first index of the range
     * @param to the index after the range
     * @return the hash, well mixed in its upper bits
     */
    public static int hashOfEnds(byte[] bytes, int from, int to) {
        int length = to - from;
        long hash = length;
        if (length >= Long.BYTES) {
            hash = hash * MIX + (long) LONG.get(bytes, from);
            hash = hash * MIX + (long) LONG.get(bytes, to - Long.BYTES);
        } else {
            for (int i = from; i < to; i++) {
                hash = hash * MIX + bytes[i];
            }
        }
        return (int) ((hash * MIX) >>> Integer.SIZE);
    }
}
