package io.arangobatch.spi;

import java.nio.ByteBuffer;

/**
 * Takes one answer as it arrives: the head once, then any number of chunks of the body. How the exchange ended is told by the future
 * that {@link Transport#exchange} returned, which completes after the last call of this sink.
 *
 * <p>The transport makes the calls one after another, never two at a time, from one of its own threads; each happens before the next.
 * An implementation does not block. Should a call throw, the transport aborts the exchange, closes its connection, and completes the
 * future with what was thrown. After cancellation no further call is made, but for one that may be under way.
 */
public interface ResponseSink {

    /**
     * Takes status and headers of the answer.
     *
     * @param head the final head, never one of an interim (1xx) answer
     * @param flow to hold the body back and to let it go on
     */
    void onHead(ResponseHead head, ResponseFlow flow);

    /**
     * Takes the next bytes of the body, as they came from the socket, with any transfer coding removed.
     *
     * @param chunk the bytes; it belongs to the transport and is valid during this call only
     */
    void onBody(ByteBuffer chunk);
}
