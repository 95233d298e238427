package io.arangobatch.internal.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** Completes the futures that users see away from the I/O threads, for what users hang on them may block. */
public final class Callbacks {

    private Callbacks() {}

    /**
     * Completes a future with what a supplier gives or throws.
     *
     * @param promise the future
     * @param executor runs the supplier and whatever depends on the future
     * @param value gives the value
     * @param <T> the value
     */
    public static <T> void complete(CompletableFuture<T> promise, Executor executor, Supplier<T> value) {
        try {
            executor.execute(() -> settle(promise, value));
        } catch (RejectedExecutionException e) {
            // Nobody must wait for ever because an application shut its executor down first.
            promise.completeExceptionally(e);
        }
    }

    private static <T> void settle(CompletableFuture<T> promise, Supplier<T> value) {
        try {
            promise.complete(value.get());
        } catch (Throwable e) {
            promise.completeExceptionally(e);
        }
    }
}
