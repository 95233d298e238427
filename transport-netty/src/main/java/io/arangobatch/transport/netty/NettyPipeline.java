package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges in order on one connection. The first gets the connection from the pool like any other; those that follow wait here and board
 * it together, so that what was called for meanwhile shares a write. The connection tells when it is gone. Thread-safe.
 */
final class NettyPipeline implements Pipeline, Work {

    private final NettyTransport transport;
    private final Endpoint endpoint;
    private final CountDownLatch over = new CountDownLatch(1);

    /** Guards the fields beneath; held for moments only, never while anything is called back. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<NettyExchange> waiting = new ArrayDeque<>();
    private @Nullable NettyExchange first;
    private @Nullable Dissolution ended;
    private boolean closed;
    private boolean boarding;

    /** Set before the first exchange ends well, and for good. */
    private volatile @Nullable Connection connection;

    NettyPipeline(NettyTransport transport, Endpoint endpoint) {
        this.transport = transport;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Objects.requireNonNull(sink, "sink");
        if (!request.endpoint().equals(endpoint)) {
            throw new IllegalArgumentException("the pipeline goes to " + endpoint + ", not to " + request.endpoint());
        }
        Dissolution before = endedBefore();
        if (before != null) {
            return CompletableFuture.failedFuture(before.notSent(request));
        }
        NettyExchange leader = first();
        return leader == null ? lead(request, sink) : follow(leader, request, sink);
    }

    private @Nullable Dissolution endedBefore() {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the pipeline to " + endpoint + " is closed");
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable NettyExchange first() {
        lock.lock();
        try {
            return first;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Void> lead(TransportRequest request, ResponseSink sink) {
        try {
            transport.admit(endpoint, (pool, loop) -> {
                begin(watched(new NettyExchange(request, sink, pool, loop, this::exchangeEnded, this)));
                return this;
            });
        } catch (TransportException noLoops) {
            gone(Dissolution.afterFailure(noLoops));
            return CompletableFuture.failedFuture(noLoops);
        }
        NettyExchange leader = Objects.requireNonNull(first());
        leader.start();
        return leader.future();
    }

    private void begin(NettyExchange leader) {
        lock.lock();
        try {
            first = leader;
        } finally {
            lock.unlock();
        }
    }

    private CompletableFuture<Void> follow(NettyExchange leader, TransportRequest request, ResponseSink sink) {
        NettyExchange follower = watched(leader.follower(request, sink));
        follower.startBehindOthers();
        Dissolution before = queue(follower);
        if (before != null) {
            follower.end(before.notSent(request));
        } else {
            planBoarding();
        }
        return follower.future();
    }

    /** From the moment at which an exchange fails, this pipeline takes no more, even if others are still to end before it. */
    private NettyExchange watched(NettyExchange exchange) {
        exchange.future().whenComplete((nothing, failure) -> {
            if (failure != null) {
                takeNoMore(Dissolution.afterFailure(failure));
            }
        });
        return exchange;
    }

    private @Nullable Dissolution queue(NettyExchange follower) {
        lock.lock();
        try {
            if (ended == null) {
                waiting.addLast(follower);
            }
            return ended;
        } finally {
            lock.unlock();
        }
    }

    // Boarding

    /** The first exchange has got its connection. Called on the connection's loop, as is all of the boarding. */
    void connected(Connection granted) {
        connection = granted;
        board(granted);
    }

    private void planBoarding() {
        Connection granted = connection;
        if (granted != null && beginBoarding()) {
            Loops.runSoon(granted.loop(), () -> boardNow(granted));
        }
    }

    private boolean beginBoarding() {
        lock.lock();
        try {
            boolean begins = !boarding;
            boarding = true;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    private void boardNow(Connection granted) {
        if (granted.isQuiet()) {
            // A server that has closed the connection meanwhile is noticed before anything is written.
            Loops.runAfterReading(granted.loop(), () -> board(granted));
        } else {
            board(granted);
        }
    }

    private void board(Connection granted) {
        for (NettyExchange next = next(granted); next != null; next = next(granted)) {
            next.board(granted);
            granted.add(next);
        }
        granted.write();
    }

    private @Nullable NettyExchange next(Connection granted) {
        boolean kept = granted.isKeptBy(this);
        lock.lock();
        try {
            NettyExchange next = kept ? waiting.pollFirst() : null;
            boarding &= next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    boolean hasWaiting() {
        lock.lock();
        try {
            return !waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    // The end

    void takeNoMore(Dissolution dissolution) {
        lock.lock();
        try {
            if (ended == null) {
                ended = dissolution;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * An end before there is a connection concerns the first exchange only; the connection tells of those on it. The failure is asked of the future, since whoever waits
     * for that may still be busy with telling {@link #watched}.
     */
    private void exchangeEnded(NettyExchange exchange) {
        if (connection == null && exchange == first()) {
            exchange.future().whenComplete((nothing, failure) -> {
                if (failure != null) {
                    gone(Dissolution.afterFailure(failure));
                }
            });
        }
    }

    /** There is no connection, or none any more, or it was given back. */
    void gone(Dissolution dissolution) {
        takeNoMore(dissolution);
        for (NettyExchange next = pollWaiting(); next != null; next = pollWaiting()) {
            next.end(dissolution.notSent(next.request()));
        }
        transport.forget(this);
        over.countDown();
    }

    private @Nullable NettyExchange pollWaiting() {
        lock.lock();
        try {
            return waiting.pollFirst();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (markClosed()) {
            end("its pipeline was closed");
        }
    }

    @Override
    public void abort() {
        boolean ignored = markClosed();
        end("the transport was closed");
    }

    private boolean markClosed() {
        lock.lock();
        try {
            boolean first = !closed;
            closed = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void end(String why) {
        NettyExchange leader = first();
        if (leader != null && connection == null) {
            leader.fail(leader.request() + " was not sent: " + why, null);
        }
        Connection granted = connection;
        if (granted != null) {
            Loops.run(granted.loop(), () -> granted.leave(this, why));
        }
    }

    @Override
    public void awaitEnd(long deadlineNanos) throws InterruptedException {
        boolean ignored = over.await(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
