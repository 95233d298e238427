package io.arangobatch.internal.session;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/** Runs tasks on the thread that waits for a commit, one after another. Any thread may bring them. */
final class CallingThread implements Executor {

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private boolean interrupted;

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    /**
     * Runs what comes. An interruption aborts the commit and is kept as the thread's state, which the tasks that are left find as it is.
     *
     * @param end what the last task completes
     * @param abort makes the last task come soon
     */
    void runUntil(Future<?> end, Runnable abort) {
        while (!end.isDone()) {
            Runnable task = next(abort);
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            task.run();
        }
    }

    private Runnable next(Runnable abort) {
        while (true) {
            try {
                return tasks.take();
            } catch (InterruptedException e) {
                if (!interrupted) {
                    interrupted = true;
                    abort.run();
                }
            }
        }
    }
}
