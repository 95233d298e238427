package io.arangobatch.internal.exchange;

import io.arangobatch.ArangoException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits on the caller's thread for what I/O threads do. */
public final class Waiting {

    private Waiting() {}

    /**
     * Waits for a future. An interruption aborts what it stands for and is kept as the thread's state.
     *
     * @param end the future
     * @param abort ends the future, well or badly, before it returns
     * @param <T> the value
     * @return the value
     */
    public static <T> T forEndOf(CompletableFuture<T> end, Runnable abort) {
        try {
            return end.get();
        } catch (InterruptedException e) {
            abort.run();
            Thread.currentThread().interrupt();
            try {
                return end.join();
            } catch (CompletionException aborted) {
                throw here(aborted.getCause());
            }
        } catch (ExecutionException e) {
            throw here(e.getCause());
        }
    }

    /**
     * Returns a value or throws the failure in its place.
     *
     * @param value what a future gave
     * @param failure what it failed with instead
     * @param <T> the value
     * @return the value
     */
    public static <T> T valueOf(T value, @Nullable Throwable failure) {
        if (failure != null) {
            throw unchecked(causeOf(failure));
        }
        return value;
    }

    /**
     * Returns what a future really failed with.
     *
     * @param failure what a dependent stage was told, perhaps wrapped
     * @return the failure without the wrapping
     */
    public static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** The stack of an I/O thread says nothing to the caller; that of the causes is kept. */
    private static RuntimeException here(@Nullable Throwable failure) {
        RuntimeException exception = unchecked(failure);
        if (exception instanceof ArangoException) {
            exception.fillInStackTrace();
        }
        return exception;
    }

    private static RuntimeException unchecked(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException exception
                ? exception
                : new ArangoException("an exchange failed: " + failure, failure);
    }
}
