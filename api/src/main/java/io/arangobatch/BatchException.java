package io.arangobatch;

import org.jspecify.annotations.Nullable;

/** The root of what can go wrong with a batch as a whole. */
public class BatchException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public BatchException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public BatchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
