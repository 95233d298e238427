package io.arangobatch.transport.netty;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Gets a task onto an event loop. */
final class Loops {

    private Loops() {}

    /**
     * Runs the task on the loop: at once if this is its thread, and in place if the loop was shut down, since then nothing of it
     * can run at the same time any more.
     */
    static void run(EventExecutor loop, Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
            return;
        }
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            task.run();
        }
    }

    /** Runs the task on the loop after what the loop is doing now, or in place if the loop was shut down. */
    static void runSoon(EventExecutor loop, Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException shutDown) {
            task.run();
        }
    }

    /** Runs the task after the loop has next looked at its sockets. */
    static void runAfterReading(EventExecutor loop, Runnable task) {
        // Only what a loop's own thread schedules has to wait for the loop's next round.
        run(loop, () -> {
            if (loop.inEventLoop()) {
                loop.schedule(task, 0, TimeUnit.NANOSECONDS);
            } else {
                task.run();
            }
        });
    }
}
