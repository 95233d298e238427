package io.arangobatch;

import org.jspecify.annotations.Nullable;

/** A batch session cannot do this now: it is committed, being committed, closed, or in use by another thread. */
public class BatchStateException extends BatchException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public BatchStateException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public BatchStateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
