package io.arangobatch.tck.benchmark.nullserver;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.LongAdder;

/** What has arrived on a connection and was not answered yet, always in one array. */
final class RequestInput {

    private static final int LEAST_ROOM = 1 << 16;
    private static final int USUAL_ROOM = 1 << 18;
    /** Room for larger requests is given back, since every contender has a connection that would keep it. */
    private static final int LARGEST_KEPT = 1 << 24;

    private final InputStream in;
    private final LongAdder received;
    private byte[] bytes = new byte[USUAL_ROOM];
    private int from;
    private int to;

    RequestInput(InputStream in, LongAdder received) {
        this.in = in;
        this.received = received;
    }

    byte[] bytes() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Makes room for a request of that length, so that reading it moves nothing any more. */
    void reserve(long length) {
        if (length > bytes.length - from) {
            byte[] wider = length > bytes.length ? new byte[Math.toIntExact(length)] : bytes;
            System.arraycopy(bytes, from, wider, 0, to - from);
            bytes = wider;
            to -= from;
            from = 0;
        }
    }

    /** Waits for more; returns false if there will be none and nothing is left over. */
    boolean more() throws IOException {
        if (to == bytes.length) {
            reserve(to - from + LEAST_ROOM);
        }
        int read = in.read(bytes, to, bytes.length - to);
        if (read < 0) {
            if (isEmpty()) {
                return false;
            }
            throw new EOFException("the connection ended within a request");
        }
        to += read;
        received.add(read);
        return true;
    }

    void skip(int length) {
        from += length;
        if (from == to) {
            from = 0;
            to = 0;
            bytes = bytes.length > LARGEST_KEPT ? new byte[USUAL_ROOM] : bytes;
        }
    }
}
