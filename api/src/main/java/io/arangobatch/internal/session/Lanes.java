package io.arangobatch.internal.session;

import io.arangobatch.request.ArangoRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides which lane a request goes into. */
interface Lanes {

    /**
     * Adds a request, or throws and leaves everything as it was.
     *
     * @param request what to do
     * @param job who waits for the answer, if anybody does
     * @throws IOException if the request's body cannot be encoded
     */
    void add(ArangoRequest<?> request, @Nullable Job<?> job) throws IOException;

    /**
     * Lets what is queued leave the memory, as far as it is too much for it.
     *
     * @throws io.arangobatch.internal.buffer.SpillException if it cannot; everything is as it was
     */
    void settle();

    /** Puts what was kept back into its lane. */
    void close();

    List<Lane> all();

    /** The jobs in the order in which they were added, without those that a callback has taken. */
    List<Job<?>> jobs();

    /** How many bytes are queued. */
    long size();
}
