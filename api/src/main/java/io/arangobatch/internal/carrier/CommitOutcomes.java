package io.arangobatch.internal.carrier;

import io.arangobatch.ArangoException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.internal.exchange.TrackedBody;
import io.arangobatch.spi.TransportException;
import java.util.concurrent.CancellationException;

/** What is known of a batch after its commit failed: one table for all failures. */
final class CommitOutcomes {

    private static final int ENDPOINT_MISSING = 404;
    private static final int NOT_IMPLEMENTED = 9;
    private static final int DATABASE_NOT_FOUND = 1228;

    private CommitOutcomes() {}

    /**
     * Makes the exception for a failed commit.
     *
     * @param call the request, as it is shown in messages
     * @param failure what broke it
     * @param body what was to be sent
     * @return the exception, with the outcome
     */
    static BatchCommitException of(String call, Throwable failure, TrackedBody body) {
        if (failure instanceof ArangoServerException refusal && refusal.request().equals(call)) {
            return refused(refusal);
        }
        // Whatever it was, a login that failed for instance: a body whose end is kept back has not run and will not.
        boolean neverWhole = body.seal() || failure instanceof TransportException broken && !broken.requestSent();
        return neverWhole ? notSent(call, failure) : unknown(call, failure);
    }

    private static BatchCommitException notSent(String call, Throwable failure) {
        String message = failure instanceof ConnectionStateException
                ? "the batch was not sent: " + failure.getMessage()
                : "the batch was not sent and can be committed again: " + reason(call, failure);
        return new BatchCommitException(CommitOutcome.NOT_SENT, message, failure);
    }

    private static BatchCommitException unknown(String call, Throwable failure) {
        String message = failure instanceof CancellationException
                ? call + " was cancelled while it was under way; the requests of the batch may have run"
                : "the batch was sent, and then " + call + " broke; its requests may have run: " + reason(call, failure);
        return new BatchCommitException(CommitOutcome.UNKNOWN, message, failure);
    }

    private static String reason(String call, Throwable failure) {
        if (failure instanceof CancellationException) {
            return call + " was cancelled";
        }
        return failure instanceof ArangoException ? String.valueOf(failure.getMessage()) : failure.toString();
    }

    private static BatchCommitException refused(ArangoServerException refusal) {
        if (isMissingEndpoint(refusal)) {
            return new BatchCommitException(
                    CommitOutcome.REJECTED,
                    "the server has no batch endpoint, so nothing of the batch was run: /_api/batch exists from 1.1 to 3.12.2; "
                            + refusal.getMessage(),
                    refusal);
        }
        boolean beforeAnyPart = switch (refusal.status()) {
            case 401, 403, 405, 413, 414, 431 -> true;
            case 404 -> refusal.errorNum() == DATABASE_NOT_FOUND;
            default -> false;
        };
        return beforeAnyPart
                ? new BatchCommitException(
                        CommitOutcome.REJECTED,
                        "the server refused the batch and ran nothing of it: " + refusal.getMessage(),
                        refusal)
                : new BatchCommitException(
                        CommitOutcome.UNKNOWN,
                        "the server gave the batch up, and some of its requests may have run: " + refusal.getMessage(),
                        refusal);
    }

    /** As protocol and practice have it: 404 with errorNum 404, or 501 with 9. An unknown database is 404 too, with 1228. */
    private static boolean isMissingEndpoint(ArangoServerException refusal) {
        return refusal.status() == 404 && refusal.errorNum() == ENDPOINT_MISSING
                || refusal.status() == 501 && refusal.errorNum() == NOT_IMPLEMENTED;
    }
}
