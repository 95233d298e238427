package io.arangobatch.transport.httpclient;

/** What is under way and ends when the transport is closed: a single exchange, or a pipeline with all of its exchanges. Thread-safe. */
interface Work {

    /** Ends it for the reason that the transport is closed. */
    void abortByClose();
}
