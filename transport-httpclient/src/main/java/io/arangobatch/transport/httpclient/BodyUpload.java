package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** Hands a body to the library piece by piece, as fast as the socket takes it and never gathered. */
final class BodyUpload {

    /** The JDK copies what it writes from the heap into a buffer that the thread keeps: large writes would keep large ones. */
    private static final int SLICE = 128 * 1024;

    /** After this much, the other connections of the I/O thread have their turn. */
    private static final int TURN = 1024 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final RequestBody body;
    private final Iterator<ByteBuffer> buffers;
    private ByteBuffer current = NOTHING;
    private long left;

    BodyUpload(RequestBody body) throws UnreadableBodyException {
        this.body = body;
        left = body.length();
        try {
            buffers = body.buffers();
        } catch (RuntimeException e) {
            throw new UnreadableBodyException(e);
        }
    }

    boolean isComplete() {
        return left == 0;
    }

    /** Whether the next call of {@link #writeTo} could write the last byte. */
    boolean mayEndInThisTurn() {
        return left <= TURN + SLICE; // the last slice of a turn may go beyond it
    }

    void writeTo(DataStreamChannel channel) throws IOException {
        long stopAt = Math.max(0, left - TURN);
        while (left > stopAt) {
            if (!current.hasRemaining()) {
                current = next();
                continue;
            }
            int written = writeSlice(channel);
            if (written == 0) {
                return;
            }
            left -= written;
        }
    }

    private int writeSlice(DataStreamChannel channel) throws IOException {
        int limit = current.limit();
        current.limit(Math.min(limit, current.position() + SLICE));
        try {
            return channel.write(current);
        } finally {
            current.limit(limit);
        }
    }

    private ByteBuffer next() throws IOException {
        try {
            if (!buffers.hasNext()) {
                throw new UnreadableBodyException(
                        "its body ended " + left + " bytes short of the " + body.length() + " announced");
            }
            ByteBuffer next = buffers.next();
            if (next.remaining() > left) {
                throw new UnreadableBodyException("its body is longer than the " + body.length() + " bytes announced");
            }
            return next;
        } catch (RuntimeException e) {
            throw new UnreadableBodyException(e);
        }
    }
}
