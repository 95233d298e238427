package io.arangobatch.internal.multipart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A position for each part of a batch. A batch may have millions: so six bytes each, which reach as far as any batch does, and in blocks, so
 * that a growing list is never copied as a whole.
 */
final class PartPositions {

    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;
    private static final int SMALLEST = 8;

    private final List<int[]> low = new ArrayList<>();
    private final List<short[]> high = new ArrayList<>();

    /** Sets the position of a part that has one already, or of the next one. */
    void set(int part, long position) {
        int block = part >> BLOCK_BITS;
        int at = part & (BLOCK - 1);
        reserve(block, at);
        low.get(block)[at] = (int) position;
        high.get(block)[at] = (short) (position >> Integer.SIZE);
    }

    long get(int part) {
        int block = part >> BLOCK_BITS;
        int at = part & (BLOCK - 1);
        return Integer.toUnsignedLong(low.get(block)[at]) | Short.toUnsignedLong(high.get(block)[at]) << Integer.SIZE;
    }

    /** Small batches are to stay cheap, so the first block grows. */
    private void reserve(int block, int at) {
        if (block == low.size()) {
            int size = block == 0 ? SMALLEST : BLOCK;
            low.add(new int[size]);
            high.add(new short[size]);
        } else if (at == low.get(block).length) {
            low.set(block, Arrays.copyOf(low.get(block), at * 2));
            high.set(block, Arrays.copyOf(high.get(block), at * 2));
        }
    }
}
