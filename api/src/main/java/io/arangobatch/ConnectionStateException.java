package io.arangobatch;

import org.jspecify.annotations.Nullable;

/** A connection cannot do this now: it is closed, or the calling thread is one on which answers arrive and which must not wait for one. */
public class ConnectionStateException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public ConnectionStateException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public ConnectionStateException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
