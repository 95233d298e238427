package io.arangobatch.internal.multipart;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gives a parser chunks of any size as one stream. A chunk on the heap is read where it is; only what the parser could not use yet is
 * kept, and joined with no more of the next chunk than the parser needs to get past it.
 */
final class CarryOver {

    private static final int SMALLEST_PIECE = 1 << 12;
    private static final int LARGEST_PIECE = 1 << 14;
    /** An array that one huge part left behind is not worth keeping. */
    private static final int LARGEST_KEPT = 1 << 20;

    private static final byte[] NOTHING = new byte[0];

    /** Reads as far as it can. */
    @FunctionalInterface
    interface Parser {

        /** Returns how many bytes, counted from the first, it will never need again. */
        int parse(byte[] bytes, int from, int to);
    }

    private final Parser parser;
    private byte[] held = NOTHING;
    private int length;

    CarryOver(Parser parser) {
        this.parser = parser;
    }

    void feed(ByteBuffer chunk) {
        while (chunk.hasRemaining()) {
            if (length == 0 && chunk.hasArray()) {
                parseInPlace(chunk);
            } else {
                parseJoined(chunk);
            }
        }
    }

    byte[] held() {
        return held;
    }

    int length() {
        return length;
    }

    void release() {
        held = NOTHING;
        length = 0;
    }

    private void parseInPlace(ByteBuffer chunk) {
        int from = chunk.arrayOffset() + chunk.position();
        int to = from + chunk.remaining();
        int rest = from + parser.parse(chunk.array(), from, to);
        chunk.position(chunk.limit());
        reserve(to - rest);
        length = to - rest;
        System.arraycopy(chunk.array(), rest, held, 0, length);
    }

    private void parseJoined(ByteBuffer chunk) {
        int piece = Math.min(chunk.remaining(), chunk.hasArray() ? pieceToGetPast() : LARGEST_PIECE);
        reserve(length + piece);
        chunk.get(held, length, piece);
        length += piece;
        int used = parser.parse(held, 0, length);
        int rest = length - used;
        if (rest <= piece && chunk.hasArray()) {
            // All that was held before is used up: go on in the chunk itself.
            chunk.position(chunk.position() - rest);
            rest = 0;
        }
        keep(used, rest);
    }

    /** A chunk on the heap is best read where it is, as soon as what was held is used up. */
    private int pieceToGetPast() {
        return Math.max(SMALLEST_PIECE, Math.min(length, LARGEST_PIECE));
    }

    private void keep(int from, int rest) {
        length = rest;
        if (rest == 0 && held.length > LARGEST_KEPT) {
            held = NOTHING;
        } else if (from > 0) {
            System.arraycopy(held, from, held, 0, rest);
        }
    }

    private void reserve(int capacity) {
        if (capacity > held.length) {
            long doubled = Math.min(2L * held.length, Integer.MAX_VALUE - 8);
            held = Arrays.copyOf(held, (int) Math.max(capacity, doubled));
        }
    }
}
