package io.arangobatch;

/** What is known about the requests that have no answer after a commit broke. Those that were answered before keep their results, whatever this says. */
public enum CommitOutcome {

    /**
     * None of them can have run: their bytes did not leave whole, and ArangoDB runs nothing of a request that has not arrived whole. They are still queued, and
     * {@link BatchSession#commit()} may be called again.
     */
    NOT_SENT,

    /** The server refused them before it ran any, and would again: nothing is left to commit, and their jobs are {@link JobStatus#NOT_RUN}. */
    REJECTED,

    /**
     * Some were sent, and then something broke: they may or may not have run, and their jobs are {@link JobStatus#UNKNOWN}. Those that were not sent, if any, are still
     * queued ({@link BatchSession#pendingRequests()}), and {@link BatchSession#commit()} may be called again for them.
     */
    UNKNOWN
}
