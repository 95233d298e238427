package io.arangobatch.transport.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Runs a task once after a time, unless cancelled, which any thread may do at any moment, even before the start. */
final class OneShotTimer {

    /** A century: what is longer is cut to it, lest the clock overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScheduledFuture<?> task;
    private boolean cancelled;

    /**
     * Starts the timer; zero means no limit, so nothing is started.
     *
     * @throws RejectedExecutionException if the loop was shut down
     */
    void start(EventExecutor loop, Duration delay, Runnable action) {
        if (delay.isZero() || delay.isNegative()) {
            return;
        }
        lock.lock();
        try {
            if (!cancelled) {
                task = loop.schedule(action, nanos(delay), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    void cancel() {
        lock.lock();
        try {
            cancelled = true;
            if (task != null) {
                task.cancel(false);
                task = null;
            }
        } finally {
            lock.unlock();
        }
    }

    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }
}
