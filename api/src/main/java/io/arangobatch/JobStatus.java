package io.arangobatch;

/** How far a job has come. */
public enum JobStatus {

    /** Queued: its batch is not committed, the commit has not come to an answer yet, or it broke before this request was sent and can be called again. */
    PENDING,

    /** The server has answered this request, well or badly: {@link BatchJob#result()} gives the result or throws the error. */
    DONE,

    /** The commit broke after this request was sent: it may or may not have run, and is never sent again. */
    UNKNOWN,

    /** This request has not run and will not: its batch was refused as a whole, or discarded. */
    NOT_RUN
}
