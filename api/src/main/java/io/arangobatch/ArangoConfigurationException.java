package io.arangobatch;

import org.jspecify.annotations.Nullable;

/**
 * A URL, an option, TLS material or the choice of a transport is wrong. Names the option, its value (never a password), and what is
 * allowed.
 */
public class ArangoConfigurationException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what was wrong, where, and what to do about it
     */
    public ArangoConfigurationException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what was wrong, where, and what to do about it
     * @param cause what led to it, or {@code null} if there is nothing beneath
     */
    public ArangoConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
