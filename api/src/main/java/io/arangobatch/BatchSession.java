package io.arangobatch;

import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Server;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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
     * @return an unmodifiable copy; empty if the session returns no results
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
     * Does what {@link #commit()} does without waiting. The future fails with what {@code commit} would throw, and completes on the connection's
     * callback executor; cancelling it aborts the commit. Until then the session takes no further requests.
     *
     * @return the future result
     * @throws BatchStateException if the batch is committed, being committed or closed, or another thread is using the session
     */
    CompletableFuture<BatchResult> commitAsync();

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
