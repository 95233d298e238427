package io.arangobatch;

import org.jspecify.annotations.Nullable;

/** A job has no result to give: its batch is not committed, was discarded, broke before the answer came, or was told to return none. */
public class BatchResultException extends BatchException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public BatchResultException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public BatchResultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
