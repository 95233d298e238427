package io.arangobatch.spi;

import io.arangobatch.ArangoException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An exchange did not end with a whole answer. Tells in which phase it broke, and whether the server can have run the request.
 */
public class TransportException extends ArangoException {

    private static final long serialVersionUID = 1L;

    /** How far an exchange had come. */
    public enum Phase {
        /** Waiting for a connection, resolving the host, connecting, or the TLS handshake: nothing of the request left. */
        CONNECT,
        /** Writing the request, before its last byte was handed to the socket. */
        SEND,
        /** The last byte of the request was handed to the socket; waiting for or reading the answer. */
        RECEIVE
    }

    /** The phase in which the exchange broke. */
    private final Phase phase;

    /** Whether the last byte of the request was handed to the socket. */
    private final boolean requestSent;

    /**
     * Creates an exception for a broken exchange.
     *
     * @param phase how far the exchange had come
     * @param requestSent whether the last byte of the request was handed to the socket
     * @param message what broke, with the endpoint and any time or size that matters
     * @param cause what the HTTP library threw, or {@code null}
     */
    public TransportException(Phase phase, boolean requestSent, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.phase = Objects.requireNonNull(phase, "phase");
        this.requestSent = requestSent;
    }

    /**
     * Creates an exception without a cause.
     *
     * @param phase how far the exchange had come
     * @param requestSent whether the last byte of the request was handed to the socket
     * @param message what broke, with the endpoint and any time or size that matters
     */
    public TransportException(Phase phase, boolean requestSent, String message) {
        this(phase, requestSent, message, null);
    }

    /**
     * Returns how far the exchange had come.
     *
     * @return the phase in which it broke
     */
    public Phase phase() {
        return phase;
    }

    /**
     * Tells whether the server can have the whole request. ArangoDB runs nothing of a request whose body has not arrived whole, so
     * {@code false} means that it is safe to send it again. (An answer can arrive, and break, while the request is still
     * being written: then the phase is {@link Phase#RECEIVE} and this is {@code false}.)
     *
     * @return whether the last byte of the request was handed to the socket
     */
    public boolean requestSent() {
        return requestSent;
    }
}
