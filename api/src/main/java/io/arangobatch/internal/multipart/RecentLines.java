package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.ByteScan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lately came of which bytes. The parts of a batch repeat the same few lines, which are then neither read nor allocated again.
 *
 * <p>A slot keeps the first line that falls there until another one comes twice, so lines that are unique displace nothing. The memory is
 * bounded, and nobody can make a lookup slow.
 *
 * @param <T> what is made of the bytes
 */
final class RecentLines<T> {

    private static final int SLOTS = 128;
    private static final int SHIFT = Integer.SIZE - Integer.numberOfTrailingZeros(SLOTS);
    /** Longer ones are most likely unique, and would make the slots heavy. */
    static final int LONGEST_KEPT = 128;

    private record Entry<T>(byte[] line, T value) {}

    private final List<@Nullable Entry<T>> entries = new ArrayList<>(Collections.nCopies(SLOTS, null));
    private final int[] lastMissed = new int[SLOTS];

    @Nullable
    T get(byte[] bytes, int from, int to) {
        Entry<T> entry = entries.get(ByteScan.hashOfEnds(bytes, from, to) >>> SHIFT);
        return entry != null && Arrays.equals(entry.line, 0, entry.line.length, bytes, from, to) ? entry.value : null;
    }

    /** Keeps the value if there is room for it, or if its bytes come for the second time. */
    void offer(byte[] bytes, int from, int to, T value) {
        int hash = ByteScan.hashOfEnds(bytes, from, to);
        int slot = hash >>> SHIFT;
        if ((entries.get(slot) == null || lastMissed[slot] == hash) && to - from <= LONGEST_KEPT) {
            entries.set(slot, new Entry<>(Arrays.copyOfRange(bytes, from, to), value));
        }
        lastMissed[slot] = hash;
    }
}
