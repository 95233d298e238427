package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/** The way to one connection and back: waits for a place in the pool, has it filled, and gives it back once. Thread-safe. */
final class Claim {

    /** Who wants the connection. */
    interface Claimant {

        /** Whether the connection is not wanted any more. */
        boolean isOver();

        /** Here it is; once more if {@link Claim#lostUnused} has got another. */
        void granted(Connection connection);

        /** There will be none. */
        void refused(TransportException why);
    }

    private final Engine engine;
    private final Endpoint endpoint;
    private final Claimant claimant;
    private final Cleanup waiting = new Cleanup();
    private volatile @Nullable Lease lease;
    private volatile boolean connectedAfresh;

    Claim(Engine engine, Endpoint endpoint, Claimant claimant) {
        this.engine = engine;
        this.endpoint = endpoint;
        this.claimant = claimant;
    }

    void start() {
        Future<PoolEntry<Endpoint, Connection>> place = engine.pool().lease(endpoint, new Place());
        if (!place.isDone()) {
            waiting.add(() -> engine.pool().giveUp(place));
            waiting.add(engine.timers().after(acquireTimeout(), this::acquireTimeRanOut));
        }
    }

    private void placeIsFree(Lease granted) {
        lease = granted;
        if (claimant.isOver()) {
            granted.abort();
            return;
        }
        if (engine.isStopped()) {
            // The place of an exchange that close has just ended; whoever waited for it is next to end.
            claimant.refused(Failures.closed(endpoint));
            return;
        }
        Connection kept = granted.keptConnection();
        if (kept != null) {
            claimant.granted(kept);
        } else {
            connect(granted);
        }
    }

    private void connect(Lease place) {
        place.connectWith(engine.connector().connect(endpoint, new ConnectAttempt.Listener() {
            @Override
            public void connected(Connection connection) {
                place.assign(connection);
                connectedAfresh = true;
                claimant.granted(connection);
            }

            @Override
            public void failed(TransportException failure) {
                claimant.refused(failure);
            }
        }));
    }

    /** Nothing was written to it, so another one is no repetition: a kept connection had died unnoticed. */
    void lostUnused(Exception cause) {
        // The library may hold a lock of the connection here.
        engine.timers().run(() -> {
            Lease place = lease;
            if (connectedAfresh || place == null) {
                claimant.refused(Failures.neverUsed(endpoint, cause));
            } else {
                connect(place);
            }
        });
    }

    void release(boolean reusable) {
        waiting.run();
        Lease place = lease;
        if (place != null) {
            place.release(reusable);
        }
    }

    /** Closes the connection; if there is none yet, none is waited for. */
    void abort() {
        waiting.run();
        Lease place = lease;
        if (place != null) {
            place.abort();
        }
    }

    private void acquireTimeRanOut() {
        if (lease == null) {
            claimant.refused(Failures.acquireTimeout(
                    endpoint, acquireTimeout(), engine.pool().describe(endpoint)));
        }
    }

    private Duration acquireTimeout() {
        return engine.config().acquireTimeout();
    }

    /** What the pool has to say; it says it without holding its lock. */
    private final class Place implements FutureCallback<PoolEntry<Endpoint, Connection>> {

        @Override
        public void completed(PoolEntry<Endpoint, Connection> entry) {
            placeIsFree(new Lease(engine.pool(), entry));
        }

        @Override
        public void failed(Exception cause) {
            claimant.refused(Failures.notConnected(endpoint, cause));
        }

        @Override
        public void cancelled() {
            claimant.refused(Failures.interrupted(endpoint));
        }
    }
}
