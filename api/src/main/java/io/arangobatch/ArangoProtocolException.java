package io.arangobatch;

import org.jspecify.annotations.Nullable;

/**
 * An answer is not what an ArangoDB server says: no HTTP, no JSON where JSON was due, a broken multipart body, a size above the limit. The
 * request may have run all the same.
 */
public class ArangoProtocolException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public ArangoProtocolException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public ArangoProtocolException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
