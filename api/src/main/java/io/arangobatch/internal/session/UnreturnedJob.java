package io.arangobatch.internal.session;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchResultException;
import io.arangobatch.JobStatus;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** The one job that a session without results hands out for every request: it keeps nothing. */
final class UnreturnedJob<T> implements BatchJob<T> {

    private final Supplier<JobStatus> status;

    UnreturnedJob(Supplier<JobStatus> status) {
        this.status = status;
    }

    @Override
    public int id() {
        return 0;
    }

    @Override
    public JobStatus status() {
        return status.get();
    }

    @Override
    public T result() {
        throw noResult();
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        return CompletableFuture.failedFuture(noResult());
    }

    private static BatchResultException noResult() {
        return new BatchResultException("the batch session was told to return no results (returnResults is false)");
    }
}
