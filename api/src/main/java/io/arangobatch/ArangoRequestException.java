package io.arangobatch;

import org.jspecify.annotations.Nullable;

/** A request cannot be built or encoded: a path, header, key, query or document that cannot be sent. Nothing was queued and nothing left. */
public class ArangoRequestException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public ArangoRequestException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public ArangoRequestException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
