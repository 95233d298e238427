package io.arangobatch.model;

import io.arangobatch.ArangoServerException;
import java.util.Optional;

/**
 * What became of one element of a request for many: a value or an error.
 *
 * @param <T> the value
 */
public sealed interface ElementResult<T> {

    /**
     * Returns the value.
     *
     * @return the value
     * @throws ArangoServerException if the server answered this element with an error
     */
    T get();

    /**
     * Returns the error.
     *
     * @return the error, or empty for a value
     */
    Optional<ArangoServerException> error();

    /**
     * An element that succeeded.
     *
     * @param value what the server answered
     * @param <T> the value
     */
    record Success<T>(T value) implements ElementResult<T> {

        @Override
        public T get() {
            return value;
        }

        @Override
        public Optional<ArangoServerException> error() {
            return Optional.empty();
        }
    }

    /**
     * An element that failed.
     *
     * @param exception the server's error
     * @param <T> the value that there would have been
     */
    record Failure<T>(ArangoServerException exception) implements ElementResult<T> {

        @Override
        public T get() {
            throw exception;
        }

        @Override
        public Optional<ArangoServerException> error() {
            return Optional.of(exception);
        }
    }
}
