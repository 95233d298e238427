package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.Host;
import org.apache.hc.core5.reactor.IOReactorShutdownException;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ProtocolIOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The way to one connection: resolves the host, tries its addresses one after another, shakes hands. One limit covers all of it. Its
 * steps follow each other on changing threads; only {@link #cancel} and the timers come from outside.
 */
final class ConnectAttempt {

    /** Who is told, once, unless the attempt was cancelled. */
    interface Listener {

        void connected(Connection connection);

        void failed(TransportException failure);
    }

    private final Connector connector;
    private final Endpoint endpoint;
    private final Host host;
    private final Listener listener;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean successful;
    private final Deque<InetAddress> addresses = new ArrayDeque<>();
    private volatile Duration perAddress = Duration.ZERO;
    private volatile Runnable limit = () -> {};
    private volatile @Nullable Future<IOSession> tcp;
    private volatile @Nullable IOSession session;
    private @Nullable Exception firstFailure;

    ConnectAttempt(Connector connector, Endpoint endpoint, Listener listener) {
        this.connector = connector;
        this.endpoint = endpoint;
        this.host = new Host(endpoint.host(), endpoint.port());
        this.listener = listener;
    }

    void start() {
        limit = connector.timers().after(connectTimeout(), this::timedOut);
        connector.workers().execute(this::resolve);
        if (isOver()) {
            limit.run();
        }
    }

    /** Whether a connection that comes about now has nobody who would use it. */
    boolean isAbandoned() {
        return isOver() && !successful;
    }

    private boolean isOver() {
        return over.get();
    }

    void cancel() {
        if (over.compareAndSet(false, true)) {
            abandon();
        }
    }

    private Duration connectTimeout() {
        return connector.config().connectTimeout();
    }

    private void resolve() {
        try {
            addresses.addAll(List.of(InetAddress.getAllByName(endpoint.host())));
            perAddress = connectTimeout().dividedBy(addresses.size());
            tryNextAddress();
        } catch (UnknownHostException e) {
            fail(Failures.unknownHost(endpoint, e));
        }
    }

    private void tryNextAddress() {
        InetAddress address = addresses.poll();
        if (isOver()) {
            return;
        }
        if (address == null) {
            fail(Failures.notConnected(endpoint, firstFailure));
            return;
        }
        try {
            Future<IOSession> connecting = connector
                    .reactor()
                    .connect(
                            host,
                            new InetSocketAddress(address, endpoint.port()),
                            null,
                            Timeout.DISABLED,
                            this,
                            new TcpConnect(addresses.isEmpty() ? Duration.ZERO : perAddress));
            tcp = connecting;
            if (isOver()) {
                connecting.cancel(true);
            }
        } catch (IOReactorShutdownException e) {
            fail(Failures.notConnected(endpoint, e));
        }
    }

    private void secure(IOSession connected) {
        try {
            ProtocolIOSession secured = (ProtocolIOSession) connected;
            Connection connection = (Connection) secured.getHandler();
            connector.tls(connection::encryptedBy).upgrade(secured, host, new Handshake(connected));
        } catch (NoSuchAlgorithmException | RuntimeException e) {
            failHandshake(connected, e);
        }
    }

    private void succeed(IOSession ready) {
        if (over.compareAndSet(false, true)) {
            successful = true;
            limit.run();
            listener.connected((Connection) ready.getHandler());
        } else {
            ready.close(CloseMode.IMMEDIATE);
        }
    }

    private void failHandshake(IOSession connected, Exception cause) {
        connected.close(CloseMode.GRACEFUL);
        fail(Failures.handshake(endpoint, cause));
    }

    private void fail(TransportException failure) {
        if (over.compareAndSet(false, true)) {
            limit.run();
            listener.failed(failure);
        }
    }

    private void timedOut() {
        if (over.compareAndSet(false, true)) {
            abandon();
            listener.failed(Failures.connectTimeout(endpoint, connectTimeout()));
        }
    }

    private void abandon() {
        limit.run();
        Future<IOSession> connecting = tcp;
        if (connecting != null) {
            connecting.cancel(true);
        }
        IOSession connected = session;
        if (connected != null) {
            connected.close(CloseMode.IMMEDIATE);
        }
    }

    /** The connect to one of several addresses; a dead one must not use up the time of those after it. */
    private final class TcpConnect implements FutureCallback<IOSession> {

        private final Runnable share;

        TcpConnect(Duration share) {
            this.share = connector.timers().after(share, this::giveUp);
        }

        @Override
        public void completed(IOSession connected) {
            share.run();
            session = connected;
            if (isOver()) {
                connected.close(CloseMode.IMMEDIATE);
            } else if (endpoint.tls()) {
                secure(connected);
            } else {
                succeed(connected);
            }
        }

        @Override
        public void failed(Exception cause) {
            share.run();
            if (firstFailure == null) {
                firstFailure = cause;
            }
            tryNextAddress();
        }

        @Override
        public void cancelled() {
            share.run();
            tryNextAddress();
        }

        private void giveUp() {
            Future<IOSession> connecting = tcp;
            if (connecting != null) {
                connecting.cancel(true);
            }
        }
    }

    /** The end of the handshake. The library reports failures with the session locked, so they are told from elsewhere. */
    private final class Handshake implements FutureCallback<TransportSecurityLayer> {

        private final IOSession connected;

        Handshake(IOSession connected) {
            this.connected = connected;
        }

        @Override
        public void completed(TransportSecurityLayer secured) {
            succeed(connected);
        }

        @Override
        public void failed(Exception cause) {
            connector.timers().run(() -> failHandshake(connected, cause));
        }

        @Override
        public void cancelled() {
            failed(new CancellationException("the handshake was cancelled"));
        }
    }
}
