package io.arangobatch.tck.broken;

import io.arangobatch.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connections to one endpoint: idle ones, how many are leased, and who waits. */
final class PlainPool {

    /** Who wants a place. */
    interface Waiter {

        /** What a thread of the transport does once there is a place, perhaps with a connection in it. */
        void run(@Nullable PlainConnection pooled);
    }

    private final Endpoint endpoint;
    private final int size;
    private final Duration idleTimeout;
    private final Engine engine;
    private final Fault fault;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<PlainConnection> idle = new ArrayDeque<>();
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int leased;
    private boolean closed;

    PlainPool(Endpoint endpoint, int size, Duration idleTimeout, Engine engine) {
        this.endpoint = endpoint;
        this.engine = engine;
        this.fault = engine.fault();
        this.size = fault == Fault.IGNORES_THE_LIMIT ? Integer.MAX_VALUE : size;
        this.idleTimeout = fault == Fault.NEVER_EVICTS ? Duration.ZERO : idleTimeout;
    }

    void acquire(Waiter exchange) {
        lock.lock();
        try {
            waiting.addLast(exchange);
            serve();
        } finally {
            lock.unlock();
        }
    }

    /** Takes one who waits out of the queue, and tells how the pool was; empty if it has its place already. */
    Optional<String> giveUp(Waiter exchange) {
        lock.lock();
        try {
            String state = leased + " leased, " + idle.size() + " idle, " + waiting.size() + " waiting for " + endpoint;
            return waiting.remove(exchange) ? Optional.of(state) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Gives a place back, with its connection if that can be used again. */
    void release(@Nullable PlainConnection connection) {
        lock.lock();
        try {
            leased--;
            if (connection != null && closed && fault != Fault.CLOSE_KEEPS_CONNECTIONS) {
                connection.abort();
            } else if (connection != null) {
                idle.addLast(connection);
                engine.after(idleTimeout, () -> evict(connection));
            }
            serve();
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        while (!closed && !waiting.isEmpty() && (!idle.isEmpty() || leased < size)) {
            Waiter next = fault == Fault.SERVES_THE_LAST_FIRST ? waiting.pollLast() : waiting.pollFirst();
            PlainConnection connection = idle.pollLast();
            leased++;
            engine.workers().execute(() -> next.run(connection));
        }
    }

    /** Too early for a connection that was used again meanwhile, which costs a simple pool nothing but a connect. */
    private void evict(PlainConnection connection) {
        lock.lock();
        try {
            if (idle.remove(connection)) {
                connection.abort();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            if (fault != Fault.CLOSE_KEEPS_CONNECTIONS) {
                idle.forEach(PlainConnection::abort);
                idle.clear();
            }
        } finally {
            lock.unlock();
        }
    }
}
