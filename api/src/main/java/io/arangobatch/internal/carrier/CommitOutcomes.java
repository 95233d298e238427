package io.arangobatch.internal.carrier;

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

    private final String call;
    private final String subject;

    /**
     * Speaks of one call.
     *
     * @param call the request, as it is shown in messages
     * @param whole whether it carries the whole batch
     */
    CommitOutcomes(String call, boolean whole) {
        this.call = call;
        this.subject = whole ? "the batch" : "a part of the batch";
    }

    /**
     * Makes the exception for a failed commit.
     *
     * @param failure what broke it
     * @param body what was to be sent
     * @return the exception, with the outcome
     */
    BatchCommitException of(Throwable failure, TrackedBody body) {
        if (failure instanceof ArangoServerException refusal) {
            return refused(refusal, body);
        }
        if (failure instanceof TransportException broken && !broken.requestSent()) {
            return notSent(broken);
        }
        if (failure instanceof CancellationException) {
            return body.seal() ? cancelledBefore(call, failure) : cancelledUnderWay(call, failure);
        }
        if (failure instanceof ConnectionStateException closed) {
            return closed(closed);
        }
        if (body.seal()) {
            return notSent(failure);
        }
        return new BatchCommitException(
                CommitOutcome.UNKNOWN,
                subject + " was sent, and then " + call + " broke; its requests may have run: " + failure.getMessage(),
                failure);
    }

    /**
     * Makes the exception for a commit of single requests.
     *
     * @param failure what broke it
     * @param anySent whether a request that has no answer may have run
     * @return the exception, with the outcome
     */
    BatchCommitException of(Throwable failure, boolean anySent) {
        if (failure instanceof CancellationException) {
            return anySent ? cancelledUnderWay("the commit", failure) : cancelledBefore("the commit", failure);
        }
        if (anySent) {
            return new BatchCommitException(
                    CommitOutcome.UNKNOWN,
                    subject + " was sent, and then it broke; requests without an answer may have run: "
                            + failure.getMessage(),
                    failure);
        }
        if (failure instanceof ConnectionStateException closed) {
            return closed(closed);
        }
        return failure instanceof ArangoServerException refusal && isOfCredentials(refusal)
                ? rejected(refusal)
                : notSent(failure);
    }

    /**
     * Makes the exception for a batch that the server refuses as a whole.
     *
     * @param refusal what the server says
     * @return the exception, with the outcome
     */
    BatchCommitException rejected(ArangoServerException refusal) {
        return new BatchCommitException(
                CommitOutcome.REJECTED,
                "the server refused " + subject + " and ran nothing of it: " + refusal.getMessage(),
                refusal);
    }

    private static boolean isOfCredentials(ArangoServerException refusal) {
        return refusal.status() == 401 || refusal.status() == 403;
    }

    private BatchCommitException notSent(Throwable failure) {
        return new BatchCommitException(
                CommitOutcome.NOT_SENT,
                subject + " was not sent and can be committed again: " + failure.getMessage(),
                failure);
    }

    private BatchCommitException closed(ConnectionStateException closed) {
        return new BatchCommitException(
                CommitOutcome.NOT_SENT, subject + " was not sent: " + closed.getMessage(), closed);
    }

    private BatchCommitException cancelledBefore(String what, Throwable failure) {
        return new BatchCommitException(
                CommitOutcome.NOT_SENT,
                subject + " was not sent and can be committed again: " + what + " was cancelled",
                failure);
    }

    private BatchCommitException cancelledUnderWay(String what, Throwable failure) {
        return new BatchCommitException(
                CommitOutcome.UNKNOWN,
                what + " was cancelled while it was under way; the requests of the batch may have run",
                failure);
    }

    /** The server may have refused the login before the batch, which then was not sent. */
    private BatchCommitException refused(ArangoServerException refusal, TrackedBody body) {
        boolean ofTheBatch = refusal.request().equals(call);
        if (ofTheBatch && isMissingEndpoint(refusal)) {
            return new BatchCommitException(
                    CommitOutcome.REJECTED,
                    "the server has no batch endpoint, so nothing of the batch was run: /_api/batch exists from 1.1 to 3.12.2; "
                            + refusal.getMessage(),
                    refusal);
        }
        boolean beforeAnyPart = switch (refusal.status()) {
            case 401, 403 -> true;
            case 405, 413, 414, 431 -> ofTheBatch;
            case 404 -> refusal.errorNum() == DATABASE_NOT_FOUND;
            default -> false;
        };
        if (beforeAnyPart) {
            return rejected(refusal);
        }
        // Even where the batch had left before, what was refused with it were its credentials.
        return !ofTheBatch || body.seal()
                ? notSent(refusal)
                : new BatchCommitException(
                        CommitOutcome.UNKNOWN,
                        "the server gave " + subject + " up, and some of its requests may have run: "
                                + refusal.getMessage(),
                        refusal);
    }

    /** Tells whether a refusal says that batches are not served here, by the server or by a gateway before it: then nothing was run. */
    static boolean refusesBatches(ArangoServerException refusal) {
        return isMissingEndpoint(refusal) || refusal.status() == 405;
    }

    /** As protocol and practice have it: 404 with errorNum 404, or 501 with 9. An unknown database is 404 too, with 1228. */
    private static boolean isMissingEndpoint(ArangoServerException refusal) {
        return refusal.status() == 404 && refusal.errorNum() == ENDPOINT_MISSING
                || refusal.status() == 501 && refusal.errorNum() == NOT_IMPLEMENTED;
    }

    /** Tells whether a refusal says that the database does not exist. */
    static boolean isUnknownDatabase(ArangoServerException refusal) {
        return refusal.status() == 404 && refusal.errorNum() == DATABASE_NOT_FOUND;
    }
}
