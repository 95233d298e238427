package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import org.jspecify.annotations.Nullable;

/**
 * Why the exchanges of a pipeline behind another end without an answer of their own, in words for each of them.
 *
 * @param why what happened
 * @param noneRan whether the server has said that it runs nothing of what followed
 * @param cause what ended the exchange before them, if that was a failure
 */
record Dissolution(String why, boolean noneRan, @Nullable Throwable cause) {

    static Dissolution afterFailure(Throwable failure) {
        return new Dissolution("an exchange before it on the connection broke", false, failure);
    }

    /** The end of a request of which the last byte was not handed to the socket. */
    TransportException notSent(TransportRequest request) {
        return new TransportException(Phase.SEND, false, request + " was not sent: " + why, cause);
    }

    /** The end of a request that the server has, but for which no whole answer came. */
    TransportException notAnswered(TransportRequest request) {
        return noneRan
                ? new TransportException(Phase.SEND, false, request + " was not run: " + why, cause)
                : new TransportException(Phase.RECEIVE, true, request + " got no whole answer: " + why, cause);
    }
}
