package io.arangobatch.internal.buffer;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Append-only bytes in segments, so that a queue can grow without ever being copied. Segments double from 1 KiB, which keeps a small batch
 * cheap, to 64 KiB, which wastes little of a large one.
 *
 * <p>What goes beyond a threshold and was {@linkplain #settle settled} continues in a temporary file. Everything else stays in memory, so that
 * writing and taking back never touch a disk.
 *
 * <p>Not thread-safe.
 */
public final class SegmentedBuffer extends OutputStream {

    /** A threshold that nothing goes beyond. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final byte[] NOTHING = new byte[0];
    private static final SpillFolder NOWHERE = new SpillFolder(Path.of(""));

    /** In order, but without those in the file. */
    private final List<byte[]> segments = new ArrayList<>();

    private final long threshold;
    private final SpilledSegments spilled;
    private byte[] last = NOTHING;
    /** How much of the last segment is written. */
    private int filled;

    private long size;
    private long limit = Long.MAX_VALUE;

    /** Creates an empty buffer that stays in memory; the first write takes the first segment. */
    public SegmentedBuffer() {
        this(NEVER, NOWHERE);
    }

    /**
     * Creates an empty buffer.
     *
     * @param threshold how many bytes stay in memory in any case; {@link #NEVER} for all
     * @param folder where a file is made for the rest
     */
    public SegmentedBuffer(long threshold, SpillFolder folder) {
        this.threshold = threshold;
        this.spilled = new SpilledSegments(folder, Segments.at(Math.min(threshold, 1L << 46)));
    }

    /**
     * Sets how large the buffer may become, from now on.
     *
     * @param bytes the most bytes; a write beyond them throws a {@link BufferLimitException} and writes nothing
     */
    public void limit(long bytes) {
        limit = bytes;
    }

    private void requireRoom(int more) {
        if (size + more > limit) {
            throw new BufferLimitException();
        }
    }

    @Override
    public void write(int b) {
        requireRoom(1);
        if (filled == last.length) {
            addSegment();
        }
        last[filled++] = (byte) b;
        size++;
    }

    @Override
    public void write(byte[] bytes) {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireRoom(length);
        int done = 0;
        while (done < length) {
            if (filled == last.length) {
                addSegment();
            }
            int n = Math.min(length - done, last.length - filled);
            System.arraycopy(bytes, offset + done, last, filled, n);
            filled += n;
            done += n;
        }
        size += length;
    }

    /**
     * Returns how many bytes there are.
     *
     * @return the number of bytes
     */
    public long size() {
        return size;
    }

    /**
     * Returns a position to come back to with {@link #truncate}.
     *
     * @return the position after the last byte
     */
    public long mark() {
        return size;
    }

    /**
     * Forgets what was written after a mark.
     *
     * @param mark a position from {@link #mark()}
     */
    public void truncate(long mark) {
        if (mark < 0 || mark > size) {
            throw new IllegalArgumentException("no mark within " + size + " bytes: " + mark);
        }
        int kept = mark == 0 ? 0 : Segments.at(mark - 1) + 1;
        if (spilled.count() > 0 && kept <= spilled.end()) {
            throw new IllegalArgumentException(
                    "what stands before " + Segments.startOf(spilled.end()) + " is settled: " + mark);
        }
        int inMemory = kept - spilled.count();
        if (inMemory < segments.size()) {
            segments.subList(inMemory, segments.size()).clear();
        }
        last = inMemory == 0 ? NOTHING : segments.get(inMemory - 1);
        filled = kept == 0 ? 0 : (int) (mark - Segments.startOf(kept - 1));
        size = mark;
    }

    /**
     * Promises that what stands before a position will not be taken back, so that beyond the threshold it may leave the memory.
     *
     * @param position a position, at most {@link #size()}
     * @throws SpillException if the file cannot be made or written; everything is as it was, and can be tried again
     */
    public void settle(long position) {
        if (position <= threshold) {
            return;
        }
        // The segment of the byte before it stays, for that is where writing goes on when all after the position is
        // taken back.
        int end = Segments.at(position - 1);
        while (spilled.end() < end) {
            int next = spilled.end() - spilled.count();
            spilled.append(segments.get(next));
            segments.remove(next);
        }
    }

    /** Forgets everything, gives its memory back and deletes its file, so that bodies handed out before must no longer be in use. */
    public void clear() {
        spilled.clear();
        truncate(0);
    }

    /**
     * Replaces bytes in place.
     *
     * @param position where the first of them stands
     * @param bytes the new bytes; as many of the old ones are there
     */
    public void overwrite(long position, byte[] bytes) {
        Objects.checkFromIndexSize(position, (long) bytes.length, size);
        int done = 0;
        while (done < bytes.length) {
            int segment = Segments.at(position + done);
            int at = (int) (position + done - Segments.startOf(segment));
            int n = Math.min(bytes.length - done, Segments.sizeOf(segment) - at);
            if (spilled.has(segment)) {
                spilled.overwrite(position + done, bytes, done, n);
            } else {
                System.arraycopy(bytes, done, segment(segment), at, n);
            }
            done += n;
        }
    }

    /**
     * Finds the first occurrence of a pattern that lies in a range as a whole, across segment borders too.
     *
     * @param pattern what to look for
     * @param from the first position of the range
     * @param to the position after the range
     * @return the position at which the occurrence begins, or -1
     */
    public long indexOf(BytePattern pattern, long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        if (to - from < pattern.length()) {
            return -1;
        }
        int lastSegment = Segments.at(to - 1);
        for (int segment = Segments.at(from); segment <= lastSegment; segment++) {
            long found = indexInSegment(pattern, segment, from, to);
            if (found < 0) {
                found = indexAcrossEnd(pattern, segment, from, to);
            }
            if (found >= 0) {
                return found;
            }
        }
        return -1;
    }

    private long indexInSegment(BytePattern pattern, int segment, long from, long to) {
        byte[] bytes = segment(segment);
        long start = Segments.startOf(segment);
        int found = pattern.indexIn(bytes, (int) Math.max(0, from - start), (int) Math.min(bytes.length, to - start));
        return found < 0 ? -1 : start + found;
    }

    private long indexAcrossEnd(BytePattern pattern, int segment, long from, long to) {
        long border = Segments.startOf(segment) + Segments.sizeOf(segment);
        if (border >= to) {
            return -1;
        }
        long start = Math.max(from, border - (pattern.length() - 1));
        byte[] around = copyOf(start, Math.min(to, border + (pattern.length() - 1)));
        int found = pattern.indexIn(around, 0, around.length);
        return found < 0 ? -1 : start + found;
    }

    /**
     * Returns bytes of their own.
     *
     * @param from the first position
     * @param to the position after the last
     * @return a copy of the bytes in between
     */
    public byte[] copyOf(long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        byte[] copy = new byte[(int) (to - from)];
        int done = 0;
        while (done < copy.length) {
            int segment = Segments.at(from + done);
            int at = (int) (from + done - Segments.startOf(segment));
            int n = Math.min(copy.length - done, Segments.sizeOf(segment) - at);
            System.arraycopy(segment(segment), at, copy, done, n);
            done += n;
        }
        return copy;
    }

    /**
     * Returns all bytes, not copied: they hold until the next change of this buffer.
     *
     * @return the bytes in pieces, none of them empty
     */
    public StoredBody body() {
        return body(0, size);
    }

    /**
     * Returns the bytes of a range, not copied: they hold until the next change of this buffer.
     *
     * @param from the first position
     * @param to the position after the last
     * @return the bytes in pieces, none of them empty
     * @throws SpillException if a short range is in the file and cannot be read; a long one is read only when it is sent
     */
    public StoredBody body(long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        List<Iterable<ByteBuffer>> pieces = new ArrayList<>();
        long done = from;
        while (done < to) {
            int segment = Segments.at(done);
            boolean lazily = spilled.has(segment) && to - from > Segments.LARGEST;
            long end = Math.min(to, Segments.startOf(lazily ? spilled.end() : segment + 1));
            pieces.add(
                    lazily
                            ? spilled.range(done, end)
                            : StoredBody.inMemory(
                                    segment(segment), (int) (done - Segments.startOf(segment)), (int) (end - done)));
            done = end;
        }
        return new StoredBody(pieces, to - from);
    }

    private byte[] segment(int segment) {
        if (spilled.has(segment)) {
            return spilled.get(segment);
        }
        return segments.get(segment < spilled.end() ? segment : segment - spilled.count());
    }

    private void addSegment() {
        last = new byte[Segments.sizeOf(segments.size() + spilled.count())];
        segments.add(last);
        filled = 0;
    }
}
