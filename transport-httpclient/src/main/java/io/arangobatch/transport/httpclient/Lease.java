package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/** One place in the pool, with or without a connection in it; given back exactly once, whoever comes first. */
final class Lease {

    private final ConnectionPool pool;
    private final PoolEntry<Endpoint, Connection> entry;
    private final AtomicBoolean released = new AtomicBoolean();
    private volatile @Nullable ConnectAttempt attempt;

    Lease(ConnectionPool pool, PoolEntry<Endpoint, Connection> entry) {
        this.pool = pool;
        this.entry = entry;
    }

    /** Returns the connection that was kept alive, if it is still of use. */
    @Nullable
    Connection keptConnection() {
        Connection kept = entry.getConnection();
        return kept != null && kept.isUsable() ? kept : null;
    }

    /** Makes room for a fresh connection, keeping the place. */
    void connectWith(ConnectAttempt fresh) {
        entry.discardConnection(CloseMode.IMMEDIATE);
        attempt = fresh;
        if (released.get()) {
            fresh.cancel();
        } else {
            fresh.start();
        }
    }

    void assign(Connection connection) {
        entry.assignConnection(connection);
        if (released.get()) {
            connection.close(CloseMode.IMMEDIATE);
        }
    }

    void release(boolean reusable) {
        if (released.compareAndSet(false, true)) {
            pool.release(entry, reusable);
        }
    }

    void abort() {
        if (released.compareAndSet(false, true)) {
            ConnectAttempt connecting = attempt;
            if (connecting != null) {
                connecting.cancel();
            }
            entry.discardConnection(CloseMode.IMMEDIATE);
            pool.release(entry, false);
        }
    }
}
