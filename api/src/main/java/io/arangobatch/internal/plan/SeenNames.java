package io.arangobatch.internal.plan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /** Each object has a number of its own, higher than those of all documents before. */
    private int[] objects = new int[SMALLEST];

    private int[] hashes = new int[SMALLEST];
    /** None for the names that stand in the document, so that it is not kept alive. */
    private byte[] @Nullable [] sources = new byte[SMALLEST][];

    private int[] starts = new int[SMALLEST];
    private int[] ends = new int[SMALLEST];
    private byte[] document = NOTHING;
    private int used;
    private int firstObject = 1;
    private int nextObject = 1;

    /** Begins another document, in which names will stand as they are written. */
    void begin(byte[] bytes) {
        document = bytes;
        if (objects.length > MOST_KEPT || nextObject > Integer.MAX_VALUE / 2) {
            allocate(SMALLEST);
            nextObject = 1;
        }
        firstObject = nextObject;
        used = 0;
    }

    /** Lets go of the document's bytes. */
    void end() {
        document = NOTHING;
    }

    /** Begins another object and returns its number. */
    int newObject() {
        return nextObject++;
    }

    /**
     * Takes a name.
     *
     * @param object the number of the object
     * @param source where the name stands: in the document, or in an array of its own
     * @return whether it is the first one of its kind in that object
     */
    boolean add(int object, byte[] source, int from, int to) {
        if (used > objects.length / 2) {
            grow();
        }
        int hash = hash(object, source, from, to);
        int slot = hash & (objects.length - 1);
        while (objects[slot] >= firstObject) {
            if (hashes[slot] == hash
                    && objects[slot] == object
                    && Arrays.equals(source(slot), starts[slot], ends[slot], source, from, to)) {
                return false;
            }
            slot = (slot + 1) & (objects.length - 1);
        }
        put(slot, object, hash, source == document ? null : source, from, to);
        used++;
        return true;
    }

    private byte[] source(int slot) {
        byte[] source = sources[slot];
        return source == null ? document : source;
    }

    private static int hash(int object, byte[] source, int from, int to) {
        long hash = object;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            hash = mixed(hash ^ (long) LONG.get(source, at));
        }
        for (; at < to; at++) {
            hash = hash << Byte.SIZE ^ source[at] ^ hash >>> 56;
        }
        return (int) mixed(hash);
    }

    private static long mixed(long hash) {
        long product = hash * MIX;
        return product ^ product >>> Integer.SIZE;
    }

    private void put(int slot, int object, int hash, byte @Nullable [] source, int from, int to) {
        objects[slot] = object;
        hashes[slot] = hash;
        sources[slot] = source;
        starts[slot] = from;
        ends[slot] = to;
    }

    private void grow() {
        int[] oldObjects = objects;
        int[] oldHashes = hashes;
        byte[] @Nullable [] oldSources = sources;
        int[] oldStarts = starts;
        int[] oldEnds = ends;
        allocate(oldObjects.length * 2);
        for (int old = 0; old < oldObjects.length; old++) {
            if (oldObjects[old] >= firstObject) {
                put(
                        free(oldHashes[old]),
                        oldObjects[old],
                        oldHashes[old],
                        oldSources[old],
                        oldStarts[old],
                        oldEnds[old]);
            }
        }
    }

    private int free(int hash) {
        int slot = hash & (objects.length - 1);
        while (objects[slot] >= firstObject) {
            slot = (slot + 1) & (objects.length - 1);
        }
        return slot;
    }

    private void allocate(int size) {
        objects = new int[size];
        hashes = new int[size];
        sources = new byte[size][];
        starts = new int[size];
        ends = new int[size];
    }
}
