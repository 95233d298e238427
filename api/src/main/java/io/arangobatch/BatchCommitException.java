package io.arangobatch;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A commit did not come to its end. {@link #outcome()} says what is known of the requests without an answer; jobs that were answered before the break keep their results.
 */
public class BatchCommitException extends BatchException {

    private static final long serialVersionUID = 1L;

    /** What is known about the batch. */
    private final CommitOutcome outcome;

    /**
     * Creates an exception for a failed commit.
     *
     * @param outcome what is known about the batch
     * @param message what went wrong
     * @param cause the transport's, the server's or the decoder's exception, or {@code null}
     */
    public BatchCommitException(CommitOutcome outcome, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * Returns what is known about the requests without an answer, and so what to do next: commit again after {@link CommitOutcome#NOT_SENT}, mend the cause after
     * {@link CommitOutcome#REJECTED}, look at the data of the {@link JobStatus#UNKNOWN} jobs after {@link CommitOutcome#UNKNOWN}, and commit again if
     * {@link BatchSession#pendingRequests()} tells that something is left.
     *
     * @return the outcome
     */
    public CommitOutcome outcome() {
        return outcome;
    }
}
