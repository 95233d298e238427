package io.arangobatch;

import java.util.concurrent.CompletableFuture;

/**
 * A queued request and, after the commit, its result.
 *
 * <p>Belongs to its session's thread; {@link #status()} and {@link #toCompletableFuture()} may be asked from anywhere.
 *
 * @param <T> what the request returns
 */
public interface BatchJob<T> {

    /**
     * Returns the position of the request in its batch.
     *
     * @return 1 for the first; 0 for the job of a session that returns no results
     */
    int id();

    /**
     * Returns how far this job has come.
     *
     * @return the status
     */
    JobStatus status();

    /**
     * Returns the result. It is decoded on the calling thread at the first call; every call gives the same object.
     *
     * @return what the server answered
     * @throws ArangoServerException if the server answered this request with an error
     * @throws BatchResultException if there is no answer: before the commit, after a discarded or broken one, or where the session was
     *     told to return no results
     * @throws ArangoProtocolException if the answer is there but cannot be decoded
     */
    T result();

    /**
     * Returns a future of {@link #result()}. It completes as soon as this job's answer has arrived, which may be before the commit
     * ends; on the connection's callback executor. Cancelling it has no effect on the batch.
     *
     * @return the same future at each call
     */
    CompletableFuture<T> toCompletableFuture();
}
