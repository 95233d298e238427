package io.arangobatch.internal.session;

import io.arangobatch.internal.carrier.AnswerHandler;
import io.arangobatch.internal.carrier.Carriage;
import io.arangobatch.internal.multipart.MultipartEncoder;
import java.util.Optional;

/** What a session needs of its connection. */
public interface SessionHost extends JobContext {

    /**
     * Refuses to go on when the connection is closed.
     *
     * @throws io.arangobatch.ConnectionStateException if it is
     */
    void requireOpen();

    /**
     * Refuses to let a thread wait on which answers arrive.
     *
     * @param what what the caller wanted to do
     * @throws io.arangobatch.ConnectionStateException if the calling thread is one
     */
    void requireMayBlock(String what);

    /**
     * Sends a batch. Returns at once.
     *
     * @param batch at least one request
     * @param handler takes each answer as it arrives, or empty where nobody wants them
     * @return the call under way
     */
    Carriage carry(MultipartEncoder batch, Optional<AnswerHandler> handler);
}
