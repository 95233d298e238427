package io.arangobatch;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What came of a commit. Immutable, but for the jobs, whose results are decoded when they are asked for.
 *
 * @param jobs the jobs in the order in which they were added, without those that went to a callback; empty if the session returns no results
 * @param requests how many requests the batch held
 * @param failed how many of them the server answered with an error, or not at all because an earlier commit of the session broke
 * @param wireRequests how many requests to the server carried them: fewer where neighbours travelled as one request for many documents
 * @param calls how many HTTP calls were made; 0 for an empty batch
 * @param bytesSent the size of the calls' bodies, 0 for an empty batch
 * @param bytesReceived the size of the answers' bodies
 * @param duration the time from the call of commit to the last byte of the answer, or to the last return of a callback
 */
public record BatchResult(
        List<BatchJob<?>> jobs,
        int requests,
        int failed,
        int wireRequests,
        int calls,
        long bytesSent,
        long bytesReceived,
        Duration duration) {

    /** How many failures {@link #throwIfAnyFailed} attaches at the most. */
    private static final int MOST_FAILURES_SHOWN = 10;

    /**
     * Checks that the components are there and copies the list of jobs.
     *
     * @param jobs the jobs in the order in which they were added, without those that went to a callback; empty if the session returns no results
     * @param requests how many requests the batch held
     * @param failed how many of them the server answered with an error, or not at all because an earlier commit of the session broke
     * @param wireRequests how many requests to the server carried them: fewer where neighbours travelled as one request for many documents
     * @param calls how many HTTP calls were made; 0 for an empty batch
     * @param bytesSent the size of the calls' bodies, 0 for an empty batch
     * @param bytesReceived the size of the answers' bodies
     * @param duration the time from the call of commit to the last byte of the answer, or to the last return of a callback
     */
    public BatchResult {
        jobs = List.copyOf(jobs);
        Objects.requireNonNull(duration, "duration");
    }

    /**
     * Turns failed requests into one exception, for callers that want all or an error.
     *
     * @throws BatchResultException if any request failed: its cause is the first failure among the jobs, the next nine are suppressed exceptions
     */
    public void throwIfAnyFailed() {
        if (failed == 0) {
            return;
        }
        String counts = failed + " of " + requests + (requests == 1 ? " request failed" : " requests failed");
        throw withFailures(counts);
    }

    private BatchResultException withFailures(String counts) {
        List<ArangoException> failures = jobs.stream()
                .flatMap(job -> failure(job).stream())
                .limit(MOST_FAILURES_SHOWN)
                .toList();
        if (failures.isEmpty()) {
            return new BatchResultException(counts
                    + (jobs.size() < requests
                            ? "; which ones is not known here, for no results were kept; set returnResults, or ask each job that the callback of commit gets"
                            : ", and each was read as a result all the same"));
        }
        BatchResultException exception = new BatchResultException(
                counts + ", the first: " + failures.get(0).getMessage(), failures.get(0));
        failures.stream().skip(1).forEach(exception::addSuppressed);
        return exception;
    }

    private static List<ArangoException> failure(BatchJob<?> job) {
        try {
            job.result();
            return List.of();
        } catch (ArangoException e) {
            return List.of(e);
        }
    }
}
