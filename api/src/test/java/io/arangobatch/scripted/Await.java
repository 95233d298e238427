package io.arangobatch.scripted;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Waits for what must come soon, and fails the test when it does not. */
public final class Await {

    private Await() {}

    /** The value of a future that ends well. */
    public static <T> T value(Future<T> future) {
        try {
            return future.get(ScriptedTransport.PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError("the future failed: " + e.getCause(), e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future did not end", e);
        }
    }

    /** What a future fails with. */
    public static Throwable failure(Future<?> future) {
        try {
            throw new AssertionError(
                    "the future did not fail: " + future.get(ScriptedTransport.PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("the future did not end", e);
        }
    }

    /** A condition that another thread brings about. */
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(ScriptedTransport.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the condition did not come about");
            }
            Thread.onSpinWait();
            Thread.yield();
        }
    }

    /** A thread that waits for something. */
    public static void untilWaiting(Thread thread) {
        until(() -> thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }
}
