package io.arangobatch.tck.broken;

import io.arangobatch.spi.Transport;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads of one transport: one for each exchange under way, and one for all timers. */
record Engine(ExecutorService workers, ScheduledThreadPoolExecutor timers, Fault fault) {

    private static final int SECONDS = 3;
    private static final int KEEP_ALIVE_SECONDS = 20;

    static Engine start(Transport owner, Fault fault) {
        ExecutorService workers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                KEEP_ALIVE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                task -> new Worker(owner, task, fault));
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, task -> new Worker(owner, task, fault));
        timers.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timers.allowCoreThreadTimeOut(true);
        timers.setRemoveOnCancelPolicy(true);
        return new Engine(workers, timers, fault);
    }

    /** Runs an action later; never, for a time of zero. */
    @Nullable
    Future<?> after(Duration time, Runnable action) {
        try {
            return time.isZero() ? null : timers.schedule(action, time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            return null;
        }
    }

    static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    void stop(boolean wait) {
        if (fault == Fault.LEAVES_THREADS) {
            return;
        }
        timers.shutdownNow();
        workers.shutdown();
        if (wait) {
            try {
                boolean ignored = workers.awaitTermination(SECONDS, TimeUnit.SECONDS)
                        && timers.awaitTermination(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Knows whose it is. */
    static final class Worker extends Thread {

        private final Transport owner;

        Worker(Transport owner, Runnable task, Fault fault) {
            super(task, fault == Fault.NAMES_NO_THREADS ? "Thread-1" : "plain");
            this.owner = owner;
            setDaemon(fault != Fault.THREADS_NO_DAEMONS);
        }

        static boolean isOf(Transport transport) {
            return Thread.currentThread() instanceof Worker worker && worker.owner == transport;
        }
    }
}
