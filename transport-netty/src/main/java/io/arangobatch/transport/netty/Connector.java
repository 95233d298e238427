package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Opens one connection for one exchange: resolves the host on a helper thread, then tries its addresses in turn, then shakes hands. All of
 * it within the connect timeout. Belongs to one event loop but for {@link #start} and {@link #abort}.
 */
final class Connector implements NettyExchange.Holder {

    private static final WriteBufferWaterMark WINDOW = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final NettyExchange exchange;
    private final EndpointPool pool;
    private final Endpoint endpoint;
    private final Connecting connecting;
    private final EventLoop loop;
    private final OneShotTimer timer = new OneShotTimer();
    private final Deque<InetAddress> addresses = new ArrayDeque<>();

    /** For the message of the timeout; the helper thread writes it too. */
    private volatile String step = "resolving its name";

    private @Nullable Tls tls;
    private @Nullable Connection attempt;
    private boolean aborted;

    Connector(NettyExchange exchange, EndpointPool pool, EventLoop loop) {
        this.exchange = exchange;
        this.pool = pool;
        this.endpoint = pool.endpoint();
        this.connecting = pool.connecting();
        this.loop = loop;
    }

    void start() {
        Duration limit = connecting.config().connectTimeout();
        try {
            timer.start(
                    loop,
                    limit,
                    () -> exchange.fail("no connection to " + endpoint + " within " + limit + ": still " + step, null));
            connecting.loops().helpers().execute(this::prepare);
        } catch (RejectedExecutionException shutDown) {
            exchange.fail(
                    "no connection to " + endpoint + ": the transport or its event loops were shut down", shutDown);
        }
    }

    /** Gives the exchange up: closes what is open, and gives the place in the pool back. */
    void abort() {
        Loops.run(loop, () -> {
            aborted = true;
            timer.cancel();
            if (attempt != null) {
                attempt.closeNow();
            }
            pool.discard();
        });
    }

    /** Both a resolver and the making of the default SSL context may block, so this runs on a helper thread. */
    private void prepare() {
        try {
            List<InetAddress> resolved = List.of(InetAddress.getAllByName(endpoint.host()));
            step = "preparing";
            Tls encryption = endpoint.tls() ? Tls.to(endpoint, connecting) : null;
            Loops.run(loop, () -> begin(resolved, encryption));
        } catch (UnknownHostException unknown) {
            exchange.fail("the host of " + endpoint + " cannot be resolved", unknown);
        } catch (NoSuchAlgorithmException noDefault) {
            exchange.fail("the JVM has no default SSLContext to reach " + endpoint + " with: configure one", noDefault);
        } catch (RuntimeException unexpected) {
            exchange.fail("no connection to " + endpoint + ": " + unexpected.getMessage(), unexpected);
        }
    }

    private void begin(List<InetAddress> resolved, @Nullable Tls encryption) {
        addresses.addAll(resolved);
        tls = encryption;
        step = "connecting";
        tryNextAddress(null);
    }

    private void tryNextAddress(@Nullable Throwable before) {
        if (aborted) {
            return;
        }
        InetAddress address = addresses.poll();
        if (address == null) {
            exchange.fail("cannot connect to " + endpoint + ": " + Failures.messageOf(before), before);
            return;
        }
        SslHandler encryption = tls == null ? null : tls.newHandler();
        ChannelFuture connect = bootstrap(encryption).connect(new InetSocketAddress(address, endpoint.port()));
        connect.addListener(done -> Loops.run(loop, () -> connected(done.cause(), encryption)));
    }

    private Bootstrap bootstrap(@Nullable SslHandler encryption) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(connecting.loops().kind().channels())
                .disableResolver()
                // The timer here covers the connect too.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WINDOW)
                // Else a failed write would throw away an early answer (413) that is waiting to be read.
                .option(ChannelOption.AUTO_CLOSE, false)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        furnish(channel, encryption);
                    }
                });
    }

    private void furnish(Channel channel, @Nullable SslHandler encryption) {
        connecting.register(channel);
        AnswerDecoder decoder = new AnswerDecoder();
        Connection connection = new Connection(channel, decoder, pool);
        decoder.gate(connection::admits);
        if (encryption != null) {
            channel.pipeline().addLast(encryption);
        }
        channel.pipeline().addLast(decoder, connection);
        attempt = connection;
        if (aborted) {
            connection.closeNow();
        }
    }

    private void connected(@Nullable Throwable failure, @Nullable SslHandler encryption) {
        Connection connection = attempt;
        if (failure != null || connection == null) {
            if (connection != null) {
                connection.closeNow();
            }
            tryNextAddress(failure);
        } else if (encryption == null) {
            done(connection);
        } else {
            step = "in the TLS handshake";
            encryption
                    .handshakeFuture()
                    .addListener(done -> Loops.run(loop, () -> shookHands(connection, done.cause())));
        }
    }

    private void shookHands(Connection connection, @Nullable Throwable failure) {
        if (failure == null) {
            done(connection);
        } else {
            exchange.fail(Tls.failure(endpoint, failure), failure);
        }
    }

    private void done(Connection connection) {
        timer.cancel();
        if (exchange.connected(this, connection)) {
            connection.run(exchange);
        }
        // Else the exchange has ended, and abort() closes the connection.
    }
}
