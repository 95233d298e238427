package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import org.jspecify.annotations.Nullable;

/** How far an exchange has come; written on its I/O thread, read by whoever ends it. */
final class Progress {

    private volatile Phase phase = Phase.CONNECT;
    private volatile boolean requestSent;
    private volatile boolean answered;

    void sending() {
        phase = Phase.SEND;
    }

    void requestSent() {
        requestSent = true;
        phase = Phase.RECEIVE;
    }

    void answering() {
        answered = true;
        phase = Phase.RECEIVE;
    }

    Phase phase() {
        return phase;
    }

    boolean isRequestSent() {
        return requestSent;
    }

    boolean isAnswering() {
        return answered;
    }

    TransportException broken(String message) {
        return broken(phase, message, null);
    }

    TransportException broken(Phase where, String message, @Nullable Throwable cause) {
        return new TransportException(where, requestSent, message, cause);
    }
}
