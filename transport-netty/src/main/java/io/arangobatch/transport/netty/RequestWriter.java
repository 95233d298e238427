package io.arangobatch.transport.netty;

import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one request, only as much at a time as the channel's window takes. The buffers of the body are wrapped, not copied, and flushed
 * together, so that one gathering write carries many. Belongs to the channel's loop.
 */
final class RequestWriter {

    /** What one buffer handed to Netty holds at most; Netty copies heap buffers into direct ones of this size. */
    private static final int LARGEST_PIECE = 64 * 1024;

    /** What is written before the loop gets to serve others, among them the reading of an early answer. */
    private static final int TURN = 1024 * 1024;

    /** Who is told how the writing went. */
    interface Listener {

        /** The last byte was handed to the socket. */
        void onSent();

        /** The socket takes no more. */
        void onWriteFailure(Throwable failure);

        /** The body cannot be read. */
        void onBodyFailure(Throwable failure);
    }

    private final Channel channel;
    private final TransportRequest request;
    private final Listener listener;
    private long left;
    private Iterator<ByteBuffer> buffers = Collections.emptyIterator();
    private ByteBuffer rest = ByteBuffer.allocate(0);
    private @Nullable ChannelFuture last;
    private boolean writing;
    private boolean turnPlanned;
    private boolean stopped;

    RequestWriter(Channel channel, TransportRequest request, Listener listener) {
        this.channel = channel;
        this.request = request;
        this.listener = listener;
        this.left = request.body().length();
    }

    void start() {
        try {
            buffers = request.body().buffers();
        } catch (Throwable broken) {
            listener.onBodyFailure(broken);
            return;
        }
        track(channel.write(RequestHead.encode(request, channel.alloc())));
        writeTurn();
    }

    /** Goes on where the window was full. */
    void proceed() {
        if (left > 0 && !writing && !turnPlanned && !stopped && channel.isWritable()) {
            writeTurn();
        }
    }

    void stop() {
        stopped = true;
    }

    private void writeTurn() {
        writing = true;
        try {
            writePieces();
            channel.flush();
        } finally {
            writing = false;
        }
        if (left > 0 && !stopped && channel.isWritable()) {
            turnPlanned = true;
            Loops.runAfterReading(channel.eventLoop(), this::nextTurn);
        }
    }

    private void nextTurn() {
        turnPlanned = false;
        proceed();
    }

    private void writePieces() {
        for (int budget = TURN; left > 0 && budget > 0 && !stopped && channel.isWritable(); ) {
            ByteBuffer piece;
            try {
                piece = nextPiece();
            } catch (Throwable broken) {
                listener.onBodyFailure(broken);
                return;
            }
            budget -= piece.remaining();
            left -= piece.remaining();
            track(channel.write(Unpooled.wrappedBuffer(piece)));
        }
    }

    private void track(ChannelFuture write) {
        if (left == 0) {
            last = write;
        }
        write.addListener(this::written);
    }

    private void written(Future<? super Void> write) {
        if (stopped) {
            return;
        }
        Throwable failure = write.cause();
        if (failure != null) {
            stopped = true;
            listener.onWriteFailure(failure);
        } else if (write == last) {
            stopped = true;
            listener.onSent();
        }
    }

    private ByteBuffer nextPiece() {
        while (!rest.hasRemaining()) {
            rest = nextBuffer();
        }
        ByteBuffer piece = rest.slice(rest.position(), Math.min(rest.remaining(), LARGEST_PIECE));
        rest.position(rest.position() + piece.remaining());
        return piece;
    }

    private ByteBuffer nextBuffer() {
        RequestBody body = request.body();
        if (!buffers.hasNext()) {
            throw new IllegalStateException(
                    "the body announced " + body.length() + " bytes but ended " + left + " bytes before");
        }
        ByteBuffer next = buffers.next();
        if (next.remaining() > left) {
            throw new IllegalStateException("the body announced " + body.length() + " bytes but has more");
        }
        return next;
    }
}
