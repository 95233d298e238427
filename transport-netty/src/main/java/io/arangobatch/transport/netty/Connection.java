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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One open connection, and the last handler of its pipeline. It passes events on to the foremost exchange in its line; while there is none,
 * it lets nothing in and closes itself when anything comes. Belongs to its event loop but for {@link #isOpen} and the closing.
 */
final class Connection extends ChannelInboundHandlerAdapter implements NettyExchange.Holder {

    private final Channel channel;
    private final AnswerDecoder decoder;
    private final EndpointPool pool;
    private final Line line;
    /** Keeps the connection leased between its exchanges. */
    private @Nullable NettyPipeline keeper;

    private OneShotTimer idleTimer = new OneShotTimer();
    private boolean endAnnounced;

    Connection(Channel channel, AnswerDecoder decoder, EndpointPool pool) {
        this.channel = channel;
        this.decoder = decoder;
        this.pool = pool;
        this.line = new Line(channel);
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

    /** Runs an exchange to which the pool has granted this connection; if it is a pipeline's, what follows it too. */
    void run(NettyExchange exchange) {
        idleTimer.cancel();
        if (!exchange.isHeldBy(this)) {
            pool.release(this);
        } else if (!isOpen() || endAnnounced) {
            closeNow();
            exchange.replace(this);
        } else {
            keeper = exchange.pipeline();
            add(exchange);
            if (keeper != null) {
                keeper.connected(this);
            }
            line.write();
        }
    }

    /** Puts an exchange in line; {@link #write} sends its request. */
    void add(NettyExchange exchange) {
        boolean first = line.isEmpty();
        line.add(new ActiveExchange(exchange, this, line));
        if (first) {
            callForemost();
        }
    }

    void write() {
        line.write();
    }

    /** Whether nothing is under way. */
    boolean isQuiet() {
        return line.isEmpty();
    }

    boolean isKeptBy(NettyPipeline pipeline) {
        return keeper == pipeline;
    }

    /** Fails an exchange that is to run, runs, or has run on this connection. */
    void fail(NettyExchange exchange, String message, @Nullable Throwable cause) {
        line.find(exchange).ifPresentOrElse(active -> active.fail(message, cause), () -> {
            if (exchange.isHeldBy(this)) {
                exchange.end(new TransportException(Phase.CONNECT, false, message, cause));
            }
        });
    }

    /** The socket takes nothing more, but there may still be something to read. */
    void onTrouble(Throwable failure) {
        line.onTrouble(failure);
        ActiveExchange foremost = line.foremost();
        if (foremost != null) {
            foremost.awaitLastWords();
        }
    }

    /** The foremost exchange has ended well: lets go of it. */
    void answered(NettyExchange exchange, boolean fit, boolean keepAlive) {
        line.removeForemost();
        if (!keepAlive) {
            String why = endpoint() + " closes the connection after the answer before it";
            dissolve(exchange, null, new Dissolution(why, true, null));
        } else if (!fit || endAnnounced || !isOpen() || line.isEmpty() && isSpoilt()) {
            dissolve(exchange, null, new Dissolution("the connection could not be used any further", false, null));
        } else if (keeper == null) {
            giveBack();
            exchange.end(null);
        } else {
            channel.config().setAutoRead(true);
            exchange.end(null);
            callForemost();
        }
    }

    private boolean isSpoilt() {
        return decoder.hasSurplus() || line.trouble() != null;
    }

    /** What the server says from now on belongs to the exchange that is the foremost now. */
    private void callForemost() {
        ActiveExchange foremost = line.foremost();
        if (foremost == null) {
            return;
        }
        if (foremost.isOver()) {
            dissolve(null, null, new Dissolution("an exchange before it was given up", false, null));
            return;
        }
        decoder.expectAnswerTo(foremost.exchange().request().method());
        foremost.lead();
        if (line.foremost() == foremost && decoder.hasSurplus()) {
            foremost.onBytes(decoder.surplus());
        }
    }

    /** The foremost exchange has failed, and the connection with it. */
    void broke(NettyExchange exchange, Throwable failure) {
        line.removeForemost();
        dissolve(exchange, failure, Dissolution.afterFailure(failure));
    }

    /** The pipeline wants the connection no more: gives it back, or closes it if anything is under way. */
    void leave(NettyPipeline pipeline, String why) {
        if (keeper != pipeline) {
            return;
        }
        if (line.isEmpty() && !pipeline.hasWaiting() && isOpen() && !endAnnounced && !isSpoilt()) {
            keeper = null;
            giveBack();
            pipeline.gone(new Dissolution(why, false, null));
        } else {
            dissolve(null, null, new Dissolution(why, false, null));
        }
    }

    private void giveBack() {
        channel.config().setAutoRead(true);
        pool.release(this);
    }

    /** Closes the connection, then tells all who are in line, the one that was the foremost first. */
    private void dissolve(@Nullable NettyExchange first, @Nullable Throwable failure, Dissolution forTheOthers) {
        List<ActiveExchange> behind = line.dissolve();
        NettyPipeline kept = keeper;
        keeper = null;
        if (kept != null) {
            kept.takeNoMore(forTheOthers);
        }
        closeNow();
        pool.discard();
        if (first != null) {
            first.end(failure);
        }
        behind.forEach(one -> one.endBehind(forTheOthers));
        if (kept != null) {
            kept.gone(forTheOthers);
        }
    }

    private void dissolveIdle(String why) {
        dissolve(null, null, new Dissolution(why, false, null));
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
        ActiveExchange foremost = line.foremost();
        if (foremost != null) {
            return foremost.onBytes(bytes);
        }
        if (keeper != null) {
            dissolveIdle(endpoint() + " sent bytes that belong to no request");
        } else {
            pool.forget(this);
            closeNow();
        }
        return false;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        try {
            ActiveExchange foremost = line.foremost();
            if (foremost != null && message instanceof HttpObject part) {
                foremost.onPart(part);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        line.write();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof SslCloseCompletionEvent end && end.isSuccess()) {
            endAnnounced = true;
            if (line.isEmpty()) {
                onIdleEnd();
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
        ActiveExchange foremost = line.foremost();
        if (foremost != null) {
            foremost.onException(failure);
        } else if (keeper != null) {
            dissolve(null, null, Dissolution.afterFailure(failure));
        } else if (pool.forget(this)) {
            closeNow();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        idleTimer.cancel();
        ActiveExchange foremost = line.foremost();
        if (foremost != null) {
            foremost.onClosed();
        } else {
            onIdleEnd();
        }
    }

    private void onIdleEnd() {
        if (keeper != null) {
            dissolveIdle(endpoint() + " closed the connection");
        } else if (pool.forget(this)) {
            close();
        }
    }
}
