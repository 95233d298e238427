package io.arangobatch.internal.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The names of attributes that stood in the objects of a document so far, to notice one that comes twice. Used for one document after another: what is left of
 * earlier ones counts as free.
 */
final class SeenNames {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final byte[] NOTHING = {};
    private static final int SMALLEST = 64;
    private static final int MOST_KEPT = 4096;

    /** An object's number, and a hash of the name. Each object has a number of its own, higher than those of all documents before. */
    private long[] keys = new long[SMALLEST];

    /** Where the name begins and ends in the document; for one that is written with escapes, the complement of its place in the list, and its length. */
    private long[] ranges = new long[SMALLEST];

    private final List<byte[]> escaped = new ArrayList<>();
    private byte[] document = NOTHING;
    private int used;
    private int nextObject = 1;
    private int firstObject;
    private long firstKey;

    /** Begins another document. */
    void begin(byte[] bytes) {
        if (keys.length > MOST_KEPT || nextObject > Integer.MAX_VALUE / 2) {
            keys = new long[SMALLEST];
            ranges = new long[SMALLEST];
            nextObject = 1;
        }
        document = bytes;
        firstObject = nextObject;
        firstKey = key(firstObject, 0);
        used = 0;
    }

    /** Lets go of the document. */
    void end() {
        document = NOTHING;
        escaped.clear();
    }

    /**
     * Takes a name that stands in the document as it is.
     *
     * @param object the number of the object within the document
     * @return whether it is the first one of its kind in that object
     */
    boolean add(int object, int from, int to) {
        return add(key(number(object), hash(document, from, to)), document, from, to, from, to);
    }

    /**
     * Takes a name that is written otherwise in the document.
     *
     * @param object the number of the object within the document
     * @return whether it is the first one of its kind in that object
     */
    boolean add(int object, byte[] name) {
        escaped.add(name);
        return add(key(number(object), hash(name, 0, name.length)), name, 0, name.length, -escaped.size(), name.length);
    }

    private int number(int object) {
        int number = firstObject + object;
        nextObject = Math.max(nextObject, number + 1);
        return number;
    }

    private boolean add(long key, byte[] source, int from, int to, int keptStart, int keptEnd) {
        if (used > keys.length / 2) {
            grow();
        }
        int slot = slotOf(key);
        while (keys[slot] >= firstKey) {
            if (keys[slot] == key && isAt(ranges[slot], source, from, to)) {
                return false;
            }
            slot = next(slot);
        }
        keys[slot] = key;
        ranges[slot] = (long) keptStart << Integer.SIZE | keptEnd;
        used++;
        return true;
    }

    private boolean isAt(long range, byte[] name, int from, int to) {
        int start = (int) (range >> Integer.SIZE);
        int end = (int) range;
        return start >= 0
                ? Arrays.equals(document, start, end, name, from, to)
                : Arrays.equals(escaped.get(-start - 1), 0, end, name, from, to);
    }

    private static long key(int object, int hash) {
        return (long) object << Integer.SIZE | hash & 0xffff_ffffL;
    }

    private int slotOf(long key) {
        return (int) (key * MIX >>> Integer.SIZE) & keys.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & keys.length - 1;
    }

    /** Depends on nothing but the bytes of the name. */
    private static int hash(byte[] source, int from, int to) {
        long hash = to - from;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = (hash ^ (long) LONG.get(source, at)) * MIX;
            hash ^= hash >>> Integer.SIZE;
        }
        return at == to ? mixed(hash) : mixed(hash ^ few(source, at, to));
    }

    /** Less than eight bytes; mostly, there are more behind them to be read at once and pushed out. */
    private static long few(byte[] source, int from, int to) {
        if (from + Long.BYTES <= source.length) {
            return (long) LONG.get(source, from) << (Long.BYTES - (to - from)) * Byte.SIZE;
        }
        long few = 0;
        for (int at = from; at < to; at++) {
            few = few >>> Byte.SIZE | (long) source[at] << (Long.BYTES - 1) * Byte.SIZE;
        }
        return few;
    }

    private static int mixed(long hash) {
        return (int) (hash * MIX >>> Integer.SIZE);
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldRanges = ranges;
        keys = new long[oldKeys.length * 2];
        ranges = new long[oldKeys.length * 2];
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldKeys[old] >= firstKey) {
                int slot = slotOf(oldKeys[old]);
                while (keys[slot] >= firstKey) {
                    slot = next(slot);
                }
                keys[slot] = oldKeys[old];
                ranges[slot] = oldRanges[old];
            }
        }
    }
}
