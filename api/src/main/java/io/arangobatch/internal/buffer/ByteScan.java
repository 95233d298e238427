package io.arangobatch.internal.buffer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at eight bytes at a time, because reading the lines of an answer byte by byte is most of the work of decoding it. */
public final class ByteScan {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final byte DEL = 0x7f;

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
     * Finds a control character.
     *
     * @param bytes where to look
     * @param from the first index of the range
     * @param to the index after the range
     * @return the first index at which there is a byte below a blank, or DEL; or {@code to}
     */
    public static int indexOfControl(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONG.get(bytes, at);
            long zeroWhereDel = eight ^ (ONES * DEL);
            long marks = (((eight - ONES * ' ') & ~eight) | ((zeroWhereDel - ONES) & ~zeroWhereDel)) & HIGH_BITS;
            if (marks != 0) {
                return at + Long.numberOfTrailingZeros(marks) / Byte.SIZE;
            }
        }
        while (at < to && (bytes[at] < 0 || bytes[at] >= ' ') && bytes[at] != DEL) {
            at++;
        }
        return at;
    }
}
