package io.arangobatch.tck.server.scripted;

import io.arangobatch.spi.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Loopback addresses on which no connection comes about. Close it to give the ports back. Not thread-safe. */
public final class DeadEnds implements AutoCloseable {

    private static final int BACKLOG_TRIES = 64;
    private static final int PROBE_MILLIS = 150;

    private final List<AutoCloseable> held = new ArrayList<>();

    /** Creates an object that holds no port yet. */
    public DeadEnds() {
        // Ports are taken when they are asked for.
    }

    /**
     * Returns an address that refuses connections: its port is taken, but nobody listens there.
     *
     * @return an endpoint without TLS
     */
    public Endpoint refusing() {
        Socket taken = hold(new Socket());
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            taken.bind(new InetSocketAddress(loopback, 0));
        } catch (IOException noPort) {
            throw new UncheckedIOException("no free loopback port", noPort);
        }
        return new Endpoint(loopback.getHostAddress(), taken.getLocalPort(), false);
    }

    /**
     * Returns an address where a TCP connect neither succeeds nor fails, because the queue of connections to accept is full.
     *
     * @return an endpoint without TLS, or empty where the system answers beyond any queue
     */
    public Optional<Endpoint> silent() {
        try {
            ServerSocket full = hold(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            for (int tries = 0; tries < BACKLOG_TRIES; tries++) {
                Socket filler = hold(new Socket());
                try {
                    filler.connect(full.getLocalSocketAddress(), PROBE_MILLIS);
                } catch (SocketTimeoutException nowFull) {
                    return Optional.of(
                            new Endpoint(full.getInetAddress().getHostAddress(), full.getLocalPort(), false));
                }
            }
            return Optional.empty();
        } catch (IOException noPort) {
            throw new UncheckedIOException("no free loopback port", noPort);
        }
    }

    /** Gives all ports back. A second call has no effect. */
    @Override
    public void close() {
        for (AutoCloseable holder : held) {
            try {
                holder.close();
            } catch (Exception unusable) {
                throw new IllegalStateException("cannot close a socket", unusable);
            }
        }
        held.clear();
    }

    private <T extends AutoCloseable> T hold(T holder) {
        held.add(holder);
        return holder;
    }
}
