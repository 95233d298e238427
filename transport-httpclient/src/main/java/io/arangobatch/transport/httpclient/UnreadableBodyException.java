package io.arangobatch.transport.httpclient;

import java.io.IOException;

/** The request's own body failed, not the connection: the driver, not the server, is to blame. */
final class UnreadableBodyException extends IOException {

    private static final long serialVersionUID = 1L;

    UnreadableBodyException(String message) {
        super(message);
    }

    UnreadableBodyException(RuntimeException cause) {
        super("its body cannot be read", cause);
    }
}
