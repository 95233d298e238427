package io.arangobatch.internal.carrier;

import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseFlow;

/** Takes the answers of a commit as they arrive, one after another, mostly on I/O threads. */
public interface AnswerHandler {

    /**
     * Tells whether the answers matter. If not, a carrier that has another way to count the failures need not decode them.
     *
     * @return whether {@link #answered} must be called for each answer
     */
    boolean wantsAnswers();

    /**
     * Learns that an answer begins to arrive whose content is wanted. Whoever cannot take more of it in for now holds it back.
     *
     * @param flow holds back this answer and what follows it
     */
    default void arriving(ResponseFlow flow) {}

    /**
     * Takes the answer to one request.
     *
     * @param position the place of the request in the batch, from 0
     * @param answer the answer
     * @param origin the server that gave it
     */
    void answered(int position, RawAnswer answer, Endpoint origin);

    /**
     * Takes the number of failures among answers that were not wanted.
     *
     * @param failed how many requests the server answered with an error
     */
    void counted(int failed);
}
