package io.arangobatch.scripted;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A call on a thread of its own, which may block there until the test lets it go on. */
public final class Background<T> {

    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private final Thread thread;
    private volatile boolean interruptedAtEnd;

    private Background(String name, Callable<T> call) {
        thread = new Thread(() -> run(call), name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Starts a call on a new thread. */
    public static <T> Background<T> call(String threadName, Callable<T> call) {
        return new Background<>(threadName, call);
    }

    private void run(Callable<T> call) {
        T value = null;
        Throwable failure = null;
        try {
            value = call.call();
        } catch (Throwable e) {
            failure = e;
        }
        interruptedAtEnd = Thread.currentThread().isInterrupted();
        if (failure == null) {
            outcome.complete(value);
        } else {
            outcome.completeExceptionally(failure);
        }
    }

    /** Waits until the call blocks, and interrupts it. */
    public void interruptWhenBlocked() {
        Await.untilWaiting(thread);
        thread.interrupt();
    }

    /** What the call returned. */
    public T value() {
        return Await.value(outcome);
    }

    /** What the call threw. */
    public Throwable failure() {
        return Await.failure(outcome);
    }

    /** Whether the thread's interrupt flag was set when the call was over. */
    public boolean wasInterruptedAtEnd() {
        return interruptedAtEnd;
    }
}
