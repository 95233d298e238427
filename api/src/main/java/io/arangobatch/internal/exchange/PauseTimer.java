package io.arangobatch.internal.exchange;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Pauses on a daemon thread of its own, which does not exist before the first of them. */
final class PauseTimer implements Pauses {

    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable ScheduledThreadPoolExecutor timer;
    private boolean closed;

    @Override
    public CompletableFuture<Void> begin(Duration length) {
        CompletableFuture<Void> pause = new CompletableFuture<>();
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(new RejectedExecutionException("the connection is closed"));
            }
            Future<?> task = timer().schedule(() -> pause.complete(null), length.toNanos(), TimeUnit.NANOSECONDS);
            Cancellation.passOn(pause, task);
        } finally {
            lock.unlock();
        }
        return pause;
    }

    private ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor made = timer;
        if (made == null) {
            made = new ScheduledThreadPoolExecutor(1, work -> {
                Thread thread = new Thread(work, "arangobatch-retry");
                thread.setDaemon(true);
                return thread;
            });
            made.setRemoveOnCancelPolicy(true);
            timer = made;
        }
        return made;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (timer != null) {
                timer.shutdownNow();
            }
        } finally {
            lock.unlock();
        }
    }
}
