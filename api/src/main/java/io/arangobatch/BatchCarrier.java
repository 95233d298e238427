package io.arangobatch;

/** How the requests of a commit travel to the server. Sessions, jobs and results are the same with each. */
public enum BatchCarrier {

    /** {@link #MULTIPART} where the server has the batch endpoint, else {@link #PIPELINE}. The server is asked for its version once. */
    AUTO,

    /** All in one HTTP call to {@code /_api/batch}, which servers have from 1.1 to 3.12.2. */
    MULTIPART,

    /** One by one, in order over one connection, a few ahead of the answers. For every server; needed from 3.12.3 on. */
    PIPELINE
}
