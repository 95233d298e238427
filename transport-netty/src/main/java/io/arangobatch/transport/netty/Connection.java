package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * One open connection, and the last handler of its pipeline. It passes events on to the exchange that runs on it; while none does, it lets
 * nothing in and closes itself when anything comes. Belongs to its event loop but for {@link #isOpen} and the closing.
 */
final class Connection extends ChannelInboundHandlerAdapter implements NettyExchange.Holder {

    private final Channel channel;
    private final AnswerDecoder decoder;
    private final EndpointPool pool;
    private @Nullable ActiveExchange current;
    private OneShotTimer idleTimer = new OneShotTimer();
    private boolean endAnnounced;

    Connection(Channel channel, AnswerDecoder decoder, EndpointPool pool) {
        this.channel = channel;
        this.decoder = decoder;
        this.pool = pool;
    }

    EventLoop loop() {
        return channel.eventLoop();
    }

    Channel channel() {
        return channel;
    }

    Endpoint endpoint() {
        return pool.endpoint();
    }

    boolean isOpen() {
        return channel.isActive();
    }

    /** Whether the peer ended the encryption properly, so that the end of the bytes is no truncation. */
    boolean endIsAuthentic() {
        return endAnnounced || !pool.endpoint().tls();
    }

    /** Runs an exchange to which the pool has granted this connection. */
    void run(NettyExchange exchange) {
        idleTimer.cancel();
        if (!exchange.isHeldBy(this)) {
            pool.release(this);
        } else if (!isOpen() || endAnnounced) {
            closeNow();
            exchange.replace(this);
        } else {
            decoder.expectAnswerTo(exchange.request().method());
            current = new ActiveExchange(exchange, this);
            current.start();
        }
    }

    /** Fails an exchange that is to run, runs, or has run on this connection. */
    void fail(NettyExchange exchange, String message, @Nullable Throwable cause) {
        if (current != null && current.exchange() == exchange) {
            current.fail(message, cause);
        } else if (exchange.isHeldBy(this)) {
            exchange.end(new TransportException(Phase.CONNECT, false, message, cause));
        }
    }

    /** The exchange has ended well: lets go of it. */
    void release(boolean reusable) {
        current = null;
        if (reusable && !endAnnounced && isOpen() && !decoder.hasSurplus()) {
            channel.config().setAutoRead(true);
            pool.release(this);
        } else {
            closeNow();
            pool.discard();
        }
    }

    /** The exchange has failed: lets go of it. */
    void abort() {
        current = null;
        closeNow();
        pool.discard();
    }

    /** Begins the idle time. */
    void expectNothing() {
        idleTimer = new OneShotTimer();
        idleTimer.start(loop(), pool.idleTimeout(), this::closeIfIdle);
    }

    private void closeIfIdle() {
        if (pool.forget(this)) {
            close();
        }
    }

    /** Closes with a farewell where TLS has one. */
    void close() {
        channel.close();
        Loops.run(loop(), idleTimer::cancel);
    }

    /** Closes the socket at once, whatever is still to be written. */
    void closeNow() {
        ChannelHandlerContext tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.close();
        } else {
            tls.close(); // starts beneath the TLS handler, which would wait to say farewell
        }
        idleTimer.cancel();
    }

    /** Sees all bytes before they are decoded; false turns them away. */
    boolean admits(ByteBuf bytes) {
        if (current != null) {
            return current.onBytes(bytes);
        }
        pool.forget(this);
        closeNow();
        return false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            if (current != null && message instanceof HttpObject part) {
                current.onPart(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (current != null) {
            current.onWritable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent end && end.isSuccess()) {
            endAnnounced = true;
            if (pool.forget(this)) {
                close();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        if (current != null) {
            current.onException(failure);
        } else if (pool.forget(this)) {
            closeNow();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idleTimer.cancel();
        pool.forget(this);
        if (current != null) {
            current.onClosed();
        }
    }
}
