package io.arangobatch.transport.netty;

import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes one request, piece by piece as the {@link Outbox} asks for them; it leaves the flushing to it. The buffers of the body are wrapped,
 * not copied. Belongs to the channel's loop.
 */
final class RequestWriter {

    /** What one buffer handed to Netty holds at most; Netty copies heap buffers into direct ones of this size. */
    private static final int LARGEST_PIECE = 64 * 1024;

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
    private boolean begun;
    private boolean stopped;

    RequestWriter(Channel channel, TransportRequest request, Listener listener) {
        this.channel = channel;
        this.request = request;
        this.listener = listener;
        this.left = request.body().length();
    }

    /**
     * Hands about so many bytes to the channel, fewer if its window is full.
     *
     * @return how many
     */
    int write(int most) {
        int written = 0;
        try {
            if (!begun) {
                written = begin();
            }
            while (left > 0 && written < most && !stopped && channel.isWritable()) {
                written += writePiece();
            }
        } catch (Throwable broken) {
            stopped = true;
            listener.onBodyFailure(broken);
        }
        return written;
    }

    private int begin() {
        begun = true;
        buffers = request.body().buffers();
        ByteBuf head = RequestHead.encode(request, channel.alloc());
        int size = head.readableBytes();
        track(channel.write(head));
        return size;
    }

    private int writePiece() {
        ByteBuffer piece = nextPiece();
        int size = piece.remaining();
        left -= size;
        track(channel.write(Unpooled.wrappedBuffer(piece)));
        return size;
    }

    boolean hasBegun() {
        return begun;
    }

    /** Whether there is nothing more to hand to the channel. */
    boolean isThrough() {
        return stopped || begun && left == 0;
    }

    /** Whether the socket has taken the last byte, even if the listener has not been told yet. */
    boolean isSent() {
        return last != null && last.isSuccess();
    }

    /** Tells the listener nothing more, and hands nothing more to the channel. */
    void stop() {
        stopped = true;
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
