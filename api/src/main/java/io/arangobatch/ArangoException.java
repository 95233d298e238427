package io.arangobatch;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything this driver throws, so that one {@code catch} covers it all.
 *
 * <p>All of its subclasses are unchecked. No message of them ever holds a password or a token.
 */
public class ArangoException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public ArangoException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public ArangoException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
