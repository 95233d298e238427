package io.arangobatch.tck.example;

import io.arangobatch.spi.Endpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The places for exchanges with one endpoint, given to those who wait in their order: the JDK's client knows no such limit. */
final class Slots {

    private final Endpoint endpoint;
    private final int size;
    private final Executor executor;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CompletableFuture<Void>> waiting = new ArrayDeque<>();
    private int leased;
    private boolean closed;

    Slots(Endpoint endpoint, int size, Executor executor) {
        this.endpoint = endpoint;
        this.size = size;
        this.executor = executor;
    }

    /** Completes, on another thread, when a place is free. */
    CompletableFuture<Void> lease() {
        CompletableFuture<Void> lease = new CompletableFuture<>();
        lock.lock();
        try {
            if (leased < size) {
                leased++;
                lease.completeAsync(() -> null, executor);
            } else {
                waiting.add(lease);
            }
            return lease;
        } finally {
            lock.unlock();
        }
    }

    /** Takes one who waits out of the queue; false if the place was given to it already. */
    boolean giveUp(CompletableFuture<Void> lease) {
        lock.lock();
        try {
            return waiting.remove(lease);
        } finally {
            lock.unlock();
        }
    }

    /** Passes a place on, or keeps it for later. */
    void free() {
        @Nullable CompletableFuture<Void> next;
        lock.lock();
        try {
            next = closed ? null : waiting.poll();
            if (next == null) {
                leased--;
            }
        } finally {
            lock.unlock();
        }
        if (next != null) {
            next.completeAsync(() -> null, executor);
        }
    }

    /** From now on nobody who waits gets a place: else ending one exchange would begin the next. */
    void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    String describe() {
        lock.lock();
        try {
            // The JDK's client does not tell how many of its connections are idle; beyond those leased there is room
            // for these.
            return leased + " leased, " + (size - leased) + " idle, " + waiting.size() + " waiting for " + endpoint;
        } finally {
            lock.unlock();
        }
    }
}
