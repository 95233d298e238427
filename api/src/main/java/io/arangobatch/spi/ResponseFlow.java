package io.arangobatch.spi;

/**
 * Lets the consumer of an answer hold it back, so that a slow consumer slows the server down instead of filling memory.
 *
 * <p>Thread-safe; both calls return at once. After {@link #pause()} the transport stops reading from the socket; what it has already read (at
 * most a few hundred kilobytes) may still be delivered. While paused the response timeout does not run; the total timeout does.
 */
public interface ResponseFlow {

    /** Stops the delivery of the body until {@link #resume()}. Has no effect when paused already or when the answer has ended. */
    void pause();

    /** Goes on with the delivery. Has no effect when not paused. */
    void resume();
}
