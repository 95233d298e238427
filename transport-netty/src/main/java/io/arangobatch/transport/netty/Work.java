package io.arangobatch.transport.netty;

/** What a transport has under way and ends when it is closed: a single exchange, or a pipeline with all of its exchanges. Thread-safe. */
interface Work {

    /** Ends it for the reason that the transport is closed. */
    void abort();

    /** Waits for the end, however it turns out. */
    void awaitEnd(long deadlineNanos) throws InterruptedException;
}
