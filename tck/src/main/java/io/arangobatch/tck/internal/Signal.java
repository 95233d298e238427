package io.arangobatch.tck.internal;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** State that changes under a lock and that others wait for, so that no test needs to sleep. */
public final class Signal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** Runs a change of the state and wakes everybody who waits. */
    public void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Reads the state under the lock. */
    public <T> T read(Supplier<T> reader) {
        lock.lock();
        try {
            return reader.get();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the state is as wanted, at most for the given time, and tells whether it is. */
    public boolean await(BooleanSupplier wanted, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (!wanted.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Waits as {@link #await} does, and fails with what was expected and what came. */
    public void awaitOrFail(BooleanSupplier wanted, Duration patience, String expected, Supplier<String> came) {
        if (!await(wanted, patience)) {
            throw new AssertionError(
                    "expected within " + patience.toMillis() + " ms: " + expected + "; came: " + read(came));
        }
    }
}
