package io.arangobatch.internal.session;

import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs tasks one after another on the threads of another executor. Should that refuse, they run on the thread that brought the one that was refused, after it was told: they then
 * have nothing to do but to end. Tasks do not throw.
 */
final class SerialExecutor implements Executor {

    private final Executor executor;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private Consumer<? super RejectedExecutionException> refusal = refused -> {};

    SerialExecutor(Executor executor) {
        this.executor = executor;
    }

    /** Sets who is told of a refusal; before the first task. */
    void whenRefused(Consumer<? super RejectedExecutionException> told) {
        refusal = told;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        if (open.getAndIncrement() > 0) {
            return;
        }
        try {
            executor.execute(this::drain);
        } catch (RejectedExecutionException e) {
            refusal.accept(e);
            drain();
        }
    }

    private void drain() {
        do {
            Objects.requireNonNull(tasks.poll()).run();
        } while (open.decrementAndGet() > 0);
    }
}
