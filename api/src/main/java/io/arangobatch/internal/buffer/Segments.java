package io.arangobatch.internal.buffer;

/**
 * How bytes are cut into segments: these double from 1 KiB to 64 KiB. Every segment but the last is full, so a position is found by
 * arithmetic alone.
 */
final class Segments {

    static final int SMALLEST = 1 << 10;
    static final int LARGEST = 1 << 16;

    /** How many segments are smaller than the largest, and how many bytes they hold together. */
    private static final int SMALL = Integer.numberOfTrailingZeros(LARGEST) - Integer.numberOfTrailingZeros(SMALLEST);

    private static final int SMALL_BYTES = LARGEST - SMALLEST;

    private Segments() {}

    static int sizeOf(int segment) {
        return segment < SMALL ? SMALLEST << segment : LARGEST;
    }

    static long startOf(int segment) {
        return segment <= SMALL
                ? ((long) SMALLEST << segment) - SMALLEST
                : SMALL_BYTES + (long) (segment - SMALL) * LARGEST;
    }

    static int at(long position) {
        return position < SMALL_BYTES
                ? 31 - Integer.numberOfLeadingZeros((int) position / SMALLEST + 1)
                : SMALL + Math.toIntExact((position - SMALL_BYTES) / LARGEST);
    }
}
