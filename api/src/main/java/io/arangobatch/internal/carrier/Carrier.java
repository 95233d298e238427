package io.arangobatch.internal.carrier;

import io.arangobatch.internal.multipart.MultipartEncoder;

/** A way for the requests of a commit to travel to the server. Thread-safe. */
public interface Carrier {

    /**
     * Sends requests in order. Returns at once.
     *
     * @param batch the requests; they do not change until the carriage has ended
     * @param from the position of the first to send; those before have been settled by an earlier commit
     * @param handler takes the answers
     * @return the commit under way
     */
    Carriage carry(MultipartEncoder batch, int from, AnswerHandler handler);
}
