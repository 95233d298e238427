package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The connections to one endpoint. An exchange gets an idle connection, or leave to open one, or a place in the queue, which is served
 * strictly in order. Nobody is called while the lock is held. Thread-safe.
 */
final class EndpointPool {

    private final Endpoint endpoint;
    private final Connecting connecting;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private final Deque<NettyExchange> waiting = new ArrayDeque<>();
    /** Connections in use, and those being opened. */
    private int leased;

    private boolean closed;

    EndpointPool(Endpoint endpoint, Connecting connecting) {
        this.endpoint = endpoint;
        this.connecting = connecting;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Connecting connecting() {
        return connecting;
    }

    Duration acquireTimeout() {
        return connecting.config().acquireTimeout();
    }

    Duration idleTimeout() {
        return connecting.config().idleTimeout();
    }

    /**
     * Gives the exchange a connection, or leave to open one, or puts it into the queue.
     *
     * @return whether it waits in the queue
     */
    boolean acquire(NettyExchange exchange) {
        Connection free;
        lock.lock();
        try {
            free = waiting.isEmpty() ? pollLive() : null;
            boolean granted = free != null
                    || waiting.isEmpty() && leased < connecting.config().maxConnections();
            if (!granted) {
                waiting.addLast(exchange);
                return true;
            }
            leased++;
        } finally {
            lock.unlock();
        }
        grant(exchange, free);
        return false;
    }

    /** The connection used last is the least likely to be stale. Dead ones on the way forget themselves. */
    private @Nullable Connection pollLive() {
        Connection connection = idle.pollLast();
        while (connection != null && !connection.isOpen()) {
            connection = idle.pollLast();
        }
        return connection;
    }

    private static void grant(NettyExchange exchange, @Nullable Connection connection) {
        if (connection == null) {
            exchange.connect();
        } else {
            exchange.take(connection);
        }
    }

    /** Takes back a leased connection that is fit for another exchange. Called on the connection's loop. */
    void release(Connection connection) {
        NettyExchange next = null;
        boolean keep;
        lock.lock();
        try {
            keep = !closed && connection.isOpen();
            if (keep) {
                next = waiting.pollFirst();
            }
            if (keep && next == null) {
                leased--;
                idle.addLast(connection);
            }
        } finally {
            lock.unlock();
        }
        if (!keep) {
            connection.close();
            discard();
        } else if (next == null) {
            connection.expectNothing();
        } else {
            next.take(connection);
        }
    }

    /** Takes back the place of a leased connection that is closed or never came about. */
    void discard() {
        NettyExchange next;
        lock.lock();
        try {
            next = closed ? null : waiting.pollFirst();
            if (next == null) {
                leased--;
                return;
            }
        } finally {
            lock.unlock();
        }
        next.connect();
    }

    /** Takes an idle connection out; false if it was not idle. */
    boolean forget(Connection connection) {
        lock.lock();
        try {
            return idle.remove(connection);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes an exchange out of the queue.
     *
     * @return how the pool stood just before, or empty if the exchange was not in the queue
     */
    Optional<String> leave(NettyExchange exchange) {
        lock.lock();
        try {
            String occupancy = leased + " leased, " + idle.size() + " idle, " + waiting.size() + " waiting";
            return waiting.remove(exchange) ? Optional.of(occupancy) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is idle; what is leased is closed as it comes back. */
    void close() {
        List<Connection> unused;
        lock.lock();
        try {
            closed = true;
            unused = List.copyOf(idle);
            idle.clear();
        } finally {
            lock.unlock();
        }
        unused.forEach(Connection::close);
    }
}
