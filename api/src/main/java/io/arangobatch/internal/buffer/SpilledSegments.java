package io.arangobatch.internal.buffer;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Those segments of a buffer that are in a file, one behind the other. The file is made with the first. Not thread-safe, but what it hands out can be read by others. */
final class SpilledSegments {

    private final SpillFolder folder;
    private final int first;
    private int count;
    private @Nullable SpillFile file;
    /** The segment that was read last, for those who look at one small part after another. */
    private byte @Nullable [] recent;

    private int recentSegment;

    /**
     * Begins with none.
     *
     * @param first the first segment that may be put here
     */
    SpilledSegments(SpillFolder folder, int first) {
        this.folder = folder;
        this.first = first;
    }

    /** The segment after the last one that is here. */
    int end() {
        return first + count;
    }

    int count() {
        return count;
    }

    boolean has(int segment) {
        return segment >= first && segment < end();
    }

    /** Writes the segment at the end, or throws and leaves everything as it was. */
    void append(byte[] bytes) {
        SpillFile open = file;
        if (open == null) {
            open = folder.create();
            file = open;
        }
        open.write(offset(Segments.startOf(end())), bytes, 0, bytes.length);
        count++;
    }

    /** The segment's bytes, not to be changed. */
    byte[] get(int segment) {
        byte[] read = recent;
        if (read == null || recentSegment != segment) {
            read = file().read(offset(Segments.startOf(segment)), Segments.sizeOf(segment));
            recent = read;
            recentSegment = segment;
        }
        return read;
    }

    void overwrite(long position, byte[] bytes, int from, int length) {
        recent = null;
        file().write(offset(position), bytes, from, length);
    }

    /** The bytes of a range, read anew by each reader, and piece by piece. */
    Iterable<ByteBuffer> range(long from, long to) {
        SpillFile open = file();
        return () -> new Range(open, offset(from), offset(to));
    }

    private long offset(long position) {
        return position - Segments.startOf(first);
    }

    private SpillFile file() {
        SpillFile open = file;
        if (open == null) {
            throw new IllegalStateException("nothing is in a file");
        }
        return open;
    }

    void clear() {
        SpillFile open = file;
        file = null;
        recent = null;
        count = 0;
        if (open != null) {
            open.close();
        }
    }

    /** Fresh buffers, since a reader may keep those that it has until the exchange ends. */
    private static final class Range implements Iterator<ByteBuffer> {

        private final SpillFile file;
        private final long to;
        private long next;

        Range(SpillFile file, long from, long to) {
            this.file = file;
            this.to = to;
            this.next = from;
        }

        @Override
        public boolean hasNext() {
            return next < to;
        }

        @Override
        public ByteBuffer next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            byte[] bytes = file.read(next, (int) Math.min(to - next, Segments.LARGEST));
            next += bytes.length;
            return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
        }
    }
}
