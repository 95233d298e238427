package io.arangobatch.internal.buffer;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Append-only bytes in segments, so that a queue can grow without ever being copied. Segments double from 1 KiB, which keeps a small batch
 * cheap, to 64 KiB, which wastes little of a large one. Every segment but the last is full, so a position is found by arithmetic alone.
 *
 * <p>Not thread-safe.
 */
public final class SegmentedBuffer extends OutputStream {

    static final int SMALLEST_SEGMENT = 1 << 10;
    static final int LARGEST_SEGMENT = 1 << 16;
    /** How many segments are smaller than the largest, and how many bytes they hold together. */
    private static final int SMALL_SEGMENTS =
            Integer.numberOfTrailingZeros(LARGEST_SEGMENT) - Integer.numberOfTrailingZeros(SMALLEST_SEGMENT);

    private static final int SMALL_BYTES = LARGEST_SEGMENT - SMALLEST_SEGMENT;
    private static final byte[] NOTHING = new byte[0];

    private final List<byte[]> segments = new ArrayList<>();
    private byte[] last = NOTHING;
    /** How much of the last segment is written. */
    private int filled;

    private long size;
    private long limit = Long.MAX_VALUE;

    /** Creates an empty buffer; the first write takes the first segment. */
    public SegmentedBuffer() {}

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
     * Appends a text whose characters the caller knows to be ASCII.
     *
     * @param text the text
     */
    public void writeAscii(String text) {
        int length = text.length();
        requireRoom(length);
        if (length > last.length - filled) {
            writeAsciiAcross(text);
            return;
        }
        for (int i = 0; i < length; i++) {
            last[filled + i] = (byte) text.charAt(i);
        }
        filled += length;
        size += length;
    }

    private void writeAsciiAcross(String text) {
        for (int i = 0; i < text.length(); i++) {
            write(text.charAt(i));
        }
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
        int kept = mark == 0 ? 0 : segmentOf(mark - 1) + 1;
        segments.subList(kept, segments.size()).clear();
        last = kept == 0 ? NOTHING : segments.get(kept - 1);
        filled = kept == 0 ? 0 : (int) (mark - startOf(kept - 1));
        size = mark;
    }

    /** Forgets everything and gives its memory back. */
    public void clear() {
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
            int segment = segmentOf(position + done);
            int at = (int) (position + done - startOf(segment));
            int n = Math.min(bytes.length - done, segments.get(segment).length - at);
            System.arraycopy(bytes, done, segments.get(segment), at, n);
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
        int lastSegment = segmentOf(to - 1);
        for (int segment = segmentOf(from); segment <= lastSegment; segment++) {
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
        byte[] bytes = segments.get(segment);
        long start = startOf(segment);
        int found = pattern.indexIn(bytes, (int) Math.max(0, from - start), (int) Math.min(bytes.length, to - start));
        return found < 0 ? -1 : start + found;
    }

    private long indexAcrossEnd(BytePattern pattern, int segment, long from, long to) {
        long border = startOf(segment) + segments.get(segment).length;
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
            int segment = segmentOf(from + done);
            int at = (int) (from + done - startOf(segment));
            int n = Math.min(copy.length - done, segments.get(segment).length - at);
            System.arraycopy(segments.get(segment), at, copy, done, n);
            done += n;
        }
        return copy;
    }

    /**
     * Returns views of all bytes, not copies: they hold until the next change of this buffer.
     *
     * @return the buffers in order, none of them empty
     */
    public List<ByteBuffer> toBuffers() {
        return toBuffers(0, size);
    }

    /**
     * Returns views of the bytes of a range, not copies: they hold until the next change of this buffer.
     *
     * @param from the first position
     * @param to the position after the last
     * @return the buffers in order, none of them empty
     */
    public List<ByteBuffer> toBuffers(long from, long to) {
        Objects.checkFromToIndex(from, to, size);
        List<ByteBuffer> buffers = new ArrayList<>();
        long done = from;
        while (done < to) {
            int segment = segmentOf(done);
            int at = (int) (done - startOf(segment));
            int n = (int) Math.min(to - done, segments.get(segment).length - at);
            buffers.add(ByteBuffer.wrap(segments.get(segment), at, n).asReadOnlyBuffer());
            done += n;
        }
        return List.copyOf(buffers);
    }

    private void addSegment() {
        last = new byte[sizeOf(segments.size())];
        segments.add(last);
        filled = 0;
    }

    private static int sizeOf(int segment) {
        return segment < SMALL_SEGMENTS ? SMALLEST_SEGMENT << segment : LARGEST_SEGMENT;
    }

    private static long startOf(int segment) {
        return segment <= SMALL_SEGMENTS
                ? ((long) SMALLEST_SEGMENT << segment) - SMALLEST_SEGMENT
                : SMALL_BYTES + (long) (segment - SMALL_SEGMENTS) * LARGEST_SEGMENT;
    }

    private static int segmentOf(long position) {
        return position < SMALL_BYTES
                ? 31 - Integer.numberOfLeadingZeros((int) position / SMALLEST_SEGMENT + 1)
                : SMALL_SEGMENTS + Math.toIntExact((position - SMALL_BYTES) / LARGEST_SEGMENT);
    }
}
