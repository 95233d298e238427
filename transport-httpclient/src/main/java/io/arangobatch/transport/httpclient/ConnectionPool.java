package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportConfig;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolEntry;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.pool.PoolStats;
import org.apache.hc.core5.pool.StrictConnPool;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** The library's strict pool, first come first served, plus what it leaves to its user: eviction and interruption. */
final class ConnectionPool {

    private final StrictConnPool<Endpoint, Connection> pool;
    private final Duration idleTimeout;
    private final Timers timers;
    private final AtomicBoolean evictionDue = new AtomicBoolean();

    ConnectionPool(TransportConfig config, Timers timers) {
        this.idleTimeout = config.idleTimeout();
        this.timers = timers;
        // The limit is per endpoint; a total one would let one endpoint starve another.
        pool = new StrictConnPool<>(
                config.maxConnections(),
                Integer.MAX_VALUE,
                TimeValue.NEG_ONE_MILLISECOND,
                PoolReusePolicy.LIFO,
                null,
                null);
    }

    /** Waits without limit: the exchange keeps the time, because the pool would notice only at its next move. */
    Future<PoolEntry<Endpoint, Connection>> lease(
            Endpoint endpoint, FutureCallback<PoolEntry<Endpoint, Connection>> callback) {
        // The pool would give up at once, yet nothing here blocks, and the interruption is none of its business.
        boolean interrupted = Thread.interrupted();
        try {
            return pool.lease(endpoint, null, Timeout.DISABLED, callback);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void giveUp(Future<PoolEntry<Endpoint, Connection>> waiting) {
        if (waiting.cancel(true)) {
            pool.validatePendingRequests();
        }
    }

    void release(PoolEntry<Endpoint, Connection> entry, boolean reusable) {
        entry.updateExpiry(TimeValue.ofNanoseconds(nanosOf(idleTimeout)));
        try {
            pool.release(entry, reusable);
        } catch (IllegalStateException e) {
            // Closed at this very moment, and with it every connection that was leased.
            if (!pool.isShutdown()) {
                throw e;
            }
        }
        if (pool.isShutdown()) {
            entry.discardConnection(CloseMode.IMMEDIATE);
        } else if (reusable) {
            scheduleEviction(idleTimeout);
        }
    }

    /** A connection that the server closed while it was idle is of no use, and must not count as idle. */
    void evictClosed() {
        if (!pool.isShutdown()) {
            pool.enumAvailable(entry -> {
                if (!entry.getConnection().isUsable()) {
                    entry.discardConnection(CloseMode.GRACEFUL);
                }
            });
            pool.validatePendingRequests();
        }
    }

    /** Tells how the pool stands, in the words of an error message. */
    String describe(Endpoint endpoint) {
        PoolStats stats = pool.getStats(endpoint);
        return stats.getLeased() + " leased, " + stats.getAvailable() + " idle, " + stats.getPending() + " waiting";
    }

    void close() {
        pool.close(CloseMode.IMMEDIATE);
    }

    private void scheduleEviction(Duration delay) {
        if (!idleTimeout.isZero() && evictionDue.compareAndSet(false, true)) {
            // The pool counts whole milliseconds and closes only what is past them.
            timers.after(delay.plusMillis(2), this::evictExpired);
        }
    }

    private void evictExpired() {
        evictionDue.set(false);
        pool.closeExpired();
        pool.validatePendingRequests();
        long[] next = {Long.MAX_VALUE};
        pool.enumAvailable(
                entry -> next[0] = Math.min(next[0], entry.getExpiryDeadline().getValue()));
        if (next[0] != Long.MAX_VALUE) {
            scheduleEviction(Duration.ofMillis(Math.max(0, next[0] - System.currentTimeMillis())));
        }
    }

    /** Zero stays zero, which the pool, too, takes for no limit. */
    private static long nanosOf(Duration duration) {
        return duration.compareTo(Duration.ofDays(36_500)) > 0 ? 0 : duration.toNanos();
    }
}
