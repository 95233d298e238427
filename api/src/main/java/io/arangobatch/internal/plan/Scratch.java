package io.arangobatch.internal.plan;

import io.arangobatch.internal.buffer.BufferLimitException;
import java.io.OutputStream;
import java.util.Arrays;

/** Where a document is encoded before it is known what it will be a part of. Reused from document to document. */
final class Scratch extends OutputStream {

    private static final int KEPT = 64 * 1024;

    /** What an array can hold everywhere. */
    private static final int LARGEST = Integer.MAX_VALUE - 8;

    private byte[] bytes = new byte[512];
    private int length;
    private long limit;

    /** Forgets what was written. */
    void clear(long mostBytes) {
        length = 0;
        limit = Math.min(mostBytes, LARGEST);
        if (bytes.length > KEPT) {
            bytes = new byte[512];
        }
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    @Override
    public void write(byte[] more, int offset, int count) {
        reserve(count);
        System.arraycopy(more, offset, bytes, length, count);
        length += count;
    }

    private void reserve(int more) {
        if (length + (long) more > limit) {
            throw new BufferLimitException();
        }
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, (int) Math.min(bytes.length * 2L, LARGEST)));
        }
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }
}
