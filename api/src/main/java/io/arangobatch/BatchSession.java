package io.arangobatch;

import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Server;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Queues requests in memory and commits them together. Closing it without a commit discards the queue, like a rollback.
 *
 * <p>A document is encoded when it is added: later changes to it are not sent. The server runs the requests one after another in the
 * order in which they were added, unless {@link BatchOptions#ordered} says that it does not matter; one that fails does not stop the others, and there is no transaction around them.
 *
 * <p>A session belongs to one thread at a time. It holds no connection before its commit, so it may stay open for as long as the caller wishes.
 */
public interface BatchSession extends ArangoContext, AutoCloseable {

    /**
     * Queues a request.
     *
     * @param request what to do
     * @param <T> what the request returns
     * @return the job that gives the result after the commit
     * @throws ArangoRequestException if the request cannot be encoded; the queue is as it was
     * @throws BatchLimitException if the request does not fit under the session's limits; the queue is as it was
     * @throws BatchSpillException if the queue is longer than {@link BatchOptions#spillThreshold}, and its temporary file cannot be made or written; the queue is
     *     as it was
     * @throws BatchStateException if the batch is committed, being committed or closed, or another thread is using the session
     */
    <T> BatchJob<T> add(ArangoRequest<T> request);

    /**
     * Returns the jobs in the order in which they were added, before and after the commit.
     *
     * @return an unmodifiable copy, without the jobs that went to the callback of a commit; empty if the session returns no results
     */
    List<BatchJob<?>> queuedJobs();

    /**
     * Returns how many of the queued requests still wait for a commit: all before the first one; after a commit that broke, those that were not sent.
     *
     * @return the number of requests that {@link #commit()} would send; 0 after a commit that went through and after {@link #close()}
     */
    int pendingRequests();

    /**
     * Sends everything that is pending and waits for the answers. An empty batch sends nothing.
     *
     * <p>A commit may break in the middle. What was answered before keeps its result, and what was not sent stays pending: then, and only then, commit may be called
     * again, after further {@link #add}s too, and goes on with the first request that was not sent. No request that may have run is ever sent again, unless a
     * {@link RetryPolicy} is set and every request of the session was declared {@link ArangoRequest#repeatable()}.
     *
     * @return what came of all requests of the session; a request that failed is no failure of the commit
     * @throws BatchCommitException if the commit broke or was refused; its {@link BatchCommitException#outcome()} tells whether anything without an answer can have
     *     run, {@link BatchJob#status()} what became of each request, and {@link #pendingRequests()} whether there is anything left to commit again
     * @throws BatchStateException if the batch is committed, being committed or closed, another thread is using the session, or the
     *     calling thread is one on which answers arrive
     * @throws ConnectionStateException if the connection is closed; the queue is as it was
     */
    BatchResult commit();

    /**
     * Does what {@link #commit()} does and hands the jobs to a callback instead of keeping them: for answers that are larger than memory, or that need not be there
     * whole.
     *
     * <p>The callback is called on the calling thread, which waits for the commit anyway, once for each job that this commit settles: as soon as the job's answer has
     * arrived, in the order in which answers arrive, while others are still arriving; and for those that will get none ({@link JobStatus#UNKNOWN}, {@link
     * JobStatus#NOT_RUN}) when that is known. Jobs that stay {@link JobStatus#PENDING} stay in the session. What has gone to the callback is held by nobody but the caller:
     * {@link #queuedJobs()} and {@link BatchResult#jobs()} are without it.
     *
     * <p>While about a megabyte of answers waits for the callback, or one that is larger, no more is read, and the server has to wait. The commit timeout runs
     * meanwhile. The callback may use the connection for other requests, such as the further pages of a cursor; they need a connection of the pool besides those that
     * the commit holds, so {@code maxConnections} must be larger than 1 (than {@link BatchOptions#connections()}, without an order).
     *
     * <p>Should the callback throw, it gets no further job. The commit goes on to its end all the same, so that it is known what has run, and the rest of its jobs is
     * dropped: who holds a job can ask it for its status and result. Then what the callback threw is thrown, or the exception of a commit that broke as well, to which it is
     * added as a suppressed one.
     *
     * @param callback takes the jobs, one after another
     * @return what came of all requests of the session, without jobs
     * @throws BatchCommitException as {@link #commit()} does; what is settled has been handed over by then
     * @throws BatchStateException as {@link #commit()} does, and if the session returns no results
     * @throws ConnectionStateException as {@link #commit()} does
     */
    BatchResult commit(Consumer<? super BatchJob<?>> callback);

    /**
     * Does what {@link #commit()} does without waiting. The future fails with what {@code commit} would throw, and completes on the connection's
     * callback executor; cancelling it aborts the commit. Until then the session takes no further requests.
     *
     * @return the future result
     * @throws BatchStateException if the batch is committed, being committed or closed, or another thread is using the session
     */
    CompletableFuture<BatchResult> commitAsync();

    /**
     * Does what {@link #commit(Consumer)} does without waiting. The callback is called on the connection's callback executor, perhaps on several threads, but never twice
     * at a time, and each call sees what the one before did. The future completes after the last call. Once it has been cancelled there is no further call, but for one that
     * may be under way; the jobs that were left are dropped.
     *
     * @param callback takes the jobs, one after another; it may block as far as the executor allows it
     * @return the future result; it fails with what {@link #commit(Consumer)} would throw
     * @throws BatchStateException if the batch is committed, being committed or closed, another thread is using the session, or it returns no results
     */
    CompletableFuture<BatchResult> commitAsync(Consumer<? super BatchJob<?>> callback);

    /**
     * Ends the session. What is queued and not committed is discarded, and a commit under way is aborted; jobs that have results keep them. A second
     * call has no effect.
     */
    @Override
    void close();

    /**
     * Returns a facade for the documents and indexes of a collection, and for the collection itself.
     *
     * @param name the collection's name, not encoded
     * @return a facade that queues in this session
     * @throws ArangoRequestException if the name cannot be one
     */
    default BatchCollection collection(String name) {
        return new BatchCollection(this, name);
    }

    /**
     * Returns a facade for AQL.
     *
     * @return a facade that queues in this session
     */
    default BatchAql aql() {
        return new BatchAql(this);
    }

    /**
     * Returns a facade for the server's databases and the list of collections.
     *
     * @return a facade that queues in this session
     */
    default BatchDatabases databases() {
        return new BatchDatabases(this);
    }

    /**
     * Asks who answers.
     *
     * @return the job of the request
     * @see Server#version()
     */
    default BatchJob<ServerVersion> serverVersion() {
        return add(Server.version());
    }
}
