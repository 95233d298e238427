package io.arangobatch;

/** How far a job has come. */
public enum JobStatus {

    /** Queued; its batch is not committed, or the commit has not come to an answer. */
    PENDING,

    /** The server has answered this request, well or badly: {@link BatchJob#result()} gives the result or throws the error. */
    DONE,

    /** The commit broke: this request may or may not have run. */
    UNKNOWN,

    /** This request has not run and will not: its batch was refused as a whole, or discarded. */
    NOT_RUN
}
