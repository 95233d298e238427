package io.arangobatch.internal.session;

import io.arangobatch.internal.buffer.SpillFolder;
import io.arangobatch.internal.carrier.Carrier;
import io.arangobatch.internal.exchange.Retrying;

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
     * Returns where queues continue that become too long for the memory.
     *
     * @return the connection's folder
     */
    SpillFolder spillFolder();

    /**
     * Returns what carries commits.
     *
     * @return the connection's carrier
     */
    Carrier carrier();

    /**
     * Returns what sends again what failed, as far as the configuration allows it.
     *
     * @return the connection's retrying
     */
    Retrying retrying();
}
