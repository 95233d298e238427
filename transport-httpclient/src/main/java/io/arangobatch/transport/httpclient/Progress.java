package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** How far an exchange has come; written on its I/O thread, read by whoever ends it. */
final class Progress {

    /** What becomes of the last byte of the request. */
    private enum LastByte {
        HELD_BACK,
        /** Handed to the socket, or at this moment on its way to it. */
        GOING,
        /** The exchange was ended and said to be unsent, so it must never go. */
        FORBIDDEN
    }

    private final AtomicReference<LastByte> lastByte = new AtomicReference<>(LastByte.HELD_BACK);
    private volatile boolean begun;
    private volatile boolean answered;

    void sending() {
        begun = true;
    }

    /** Asked before each attempt to hand the last byte to the socket; false forbids it. */
    boolean mayFinish() {
        return lastByte.compareAndSet(LastByte.HELD_BACK, LastByte.GOING) || isRequestSent();
    }

    /** The attempt has shown that the socket takes no more for now. */
    void notFinished() {
        lastByte.compareAndSet(LastByte.GOING, LastByte.HELD_BACK);
    }

    void answering() {
        answered = true;
    }

    boolean isRequestSent() {
        return lastByte.get() == LastByte.GOING;
    }

    boolean isAnswering() {
        return answered;
    }

    TransportException broken(String message) {
        return broken(message, null);
    }

    /** Says how far the exchange has come; with that it is over. */
    TransportException broken(String message, @Nullable Throwable cause) {
        boolean sent = settle();
        return new TransportException(
                answered || sent ? Phase.RECEIVE : begun ? Phase.SEND : Phase.CONNECT, sent, message, cause);
    }

    /** The same for what shows only when an answer is read. */
    TransportException brokenAnswer(String message, Throwable cause) {
        return new TransportException(Phase.RECEIVE, settle(), message, cause);
    }

    /** Tells whether the request was sent; if it was not, it never will be. */
    boolean settle() {
        return lastByte.updateAndGet(now -> now == LastByte.HELD_BACK ? LastByte.FORBIDDEN : now) == LastByte.GOING;
    }
}
