package io.arangobatch;

/** What is known about a batch whose commit failed. */
public enum CommitOutcome {

    /**
     * The request did not leave whole, and ArangoDB runs nothing of a request that has not arrived whole. The queue is intact, and
     * {@link BatchSession#commit()} may be called again.
     */
    NOT_SENT,

    /** The server refused the batch before it ran any part of it. */
    REJECTED,

    /** The batch was sent and then something broke: all of it, a part of it or nothing may have run. */
    UNKNOWN
}
