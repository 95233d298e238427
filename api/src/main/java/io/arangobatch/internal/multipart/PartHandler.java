package io.arangobatch.internal.multipart;

/** Takes the answers of a batch one by one, so that a job completes while later answers are still on their way. */
@FunctionalInterface
public interface PartHandler {

    /**
     * Takes the next complete part. What this throws ends the decoding.
     *
     * @param id tells which request was answered; is another one after the return
     * @param answer the answer, in the order of arrival
     */
    void onPart(ContentId id, PartAnswer answer);
}
