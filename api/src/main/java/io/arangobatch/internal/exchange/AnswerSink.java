package io.arangobatch.internal.exchange;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import java.nio.ByteBuffer;

/** Takes one answer as it arrives and is told which server gave it. Called on an I/O thread, so it does not block. */
public interface AnswerSink {

    /**
     * Takes status and headers.
     *
     * @param from the server that answers
     * @param head status and headers
     * @param flow to hold the body back
     */
    void onHead(Endpoint from, ResponseHead head, ResponseFlow flow);

    /**
     * Takes the next bytes of the body.
     *
     * @param chunk the bytes, valid during this call only
     */
    void onBody(ByteBuffer chunk);
}
