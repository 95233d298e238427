package io.arangobatch;

import org.jspecify.annotations.Nullable;

/** A request does not fit under the limits of its batch session. It was not queued; what was queued before still is, and can be committed. */
public class BatchLimitException extends BatchException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public BatchLimitException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public BatchLimitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
