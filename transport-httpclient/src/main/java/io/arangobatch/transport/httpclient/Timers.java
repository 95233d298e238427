package io.arangobatch.transport.httpclient;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Runs what is due after a while, on one thread; what was cancelled leaves no trace. */
final class Timers {

    /** Nothing in the life of a JVM is due later, and beyond it nanoseconds overflow. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private static final Runnable NOTHING_TO_CANCEL = () -> {};

    private final ScheduledThreadPoolExecutor scheduler;

    Timers(Object owner) {
        // A timer that comes too late for a stopped engine has nothing left to watch.
        scheduler = new ScheduledThreadPoolExecutor(
                1, TransportThread.factory(owner, "timer"), new ThreadPoolExecutor.DiscardPolicy());
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns what cancels the task; a delay of zero means no limit, hence no task. */
    Runnable after(Duration delay, Runnable task) {
        if (delay.isZero() || delay.compareTo(FOREVER) > 0) {
            return NOTHING_TO_CANCEL;
        }
        Future<?> scheduled = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Takes work off a thread that holds a lock of the library. */
    void run(Runnable task) {
        scheduler.execute(task);
    }

    void stop() {
        scheduler.shutdownNow();
    }
}
