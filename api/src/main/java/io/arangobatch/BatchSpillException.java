package io.arangobatch;

import org.jspecify.annotations.Nullable;

/**
 * A queue is too long for the memory that {@link BatchOptions#spillThreshold} allows, and the temporary file for the rest cannot be made or written: no such folder, no
 * right to write there, or no space. The request was not queued; what was queued before still is, and can be committed.
 */
public class BatchSpillException extends BatchException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public BatchSpillException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public BatchSpillException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
