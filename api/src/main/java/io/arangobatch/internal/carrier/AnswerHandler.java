package io.arangobatch.internal.carrier;

import io.arangobatch.internal.multipart.PartAnswer;
import io.arangobatch.spi.Endpoint;

/** Takes the answers of a commit as they arrive, on an I/O thread. */
public interface AnswerHandler {

    /**
     * Takes the answer to one request.
     *
     * @param position the place of the request in the batch, from 0
     * @param answer the answer
     * @param origin the server that gave it
     */
    void answered(int position, PartAnswer answer, Endpoint origin);
}
