package io.arangobatch;

import io.arangobatch.model.ServerVersion;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Server;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Access to one database as one user, over a pool of HTTP connections. Thread-safe; meant to live as long as the application.
 *
 * <p>Nothing is opened before the first request.
 */
public interface Connection extends ArangoContext, AutoCloseable {

    /**
     * Runs a request now and waits for its result.
     *
     * @param request what to do
     * @param <T> what the request returns
     * @return the result
     * @throws ArangoServerException if the server answered with an error
     * @throws io.arangobatch.spi.TransportException if the exchange broke; it tells whether the request can have run
     * @throws ArangoProtocolException if the answer is none of an ArangoDB server or is too large
     * @throws ArangoRequestException if the request cannot be encoded
     * @throws ConnectionStateException if this connection is closed, or the calling thread is one on which answers arrive
     */
    <T> T execute(ArangoRequest<T> request);

    /**
     * Runs a request without waiting. The future fails with what {@link #execute} would throw, and completes on the connection's callback executor;
     * cancelling it aborts the exchange.
     *
     * @param request what to do
     * @param <T> what the request returns
     * @return the future result
     * @throws ArangoRequestException if the request cannot be encoded
     * @throws ConnectionStateException if this connection is closed
     */
    <T> CompletableFuture<T> executeAsync(ArangoRequest<T> request);

    /**
     * Begins a batch with default options.
     *
     * @return a session to be closed by the caller
     * @throws ConnectionStateException if this connection is closed
     */
    default BatchSession beginBatch() {
        return beginBatch(BatchOptions.defaults());
    }

    /**
     * Begins a batch.
     *
     * @param options the session's settings
     * @return a session to be closed by the caller
     * @throws ConnectionStateException if this connection is closed
     */
    BatchSession beginBatch(BatchOptions options);

    /**
     * Runs the caller's code with a session and commits it afterwards. An exception of that code discards the queue and is passed on.
     *
     * @param work queues requests; it may also commit by itself
     * @return what came of the commit
     * @throws BatchCommitException if the batch as a whole failed
     * @throws ConnectionStateException if this connection is closed
     */
    default BatchResult batch(Consumer<? super BatchSession> work) {
        return batch(BatchOptions.defaults(), work);
    }

    /**
     * Runs the caller's code with a session and commits it afterwards. An exception of that code discards the queue and is passed on.
     *
     * @param options the session's settings
     * @param work queues requests; it may also commit by itself
     * @return what came of the commit
     * @throws BatchCommitException if the batch as a whole failed
     * @throws ConnectionStateException if this connection is closed
     */
    BatchResult batch(BatchOptions options, Consumer<? super BatchSession> work);

    /**
     * Returns the configuration of this connection.
     *
     * @return the configuration; its text holds no secrets
     */
    ConnectionConfig config();

    /**
     * Returns the name of the transport beneath.
     *
     * @return the name of its provider, such as {@code netty}, or the class name of an instance that was passed in
     */
    String transport();

    /**
     * Returns what is known of the server and how commits travel to it. The server is asked if it has not been yet.
     *
     * @return version, carrier, and why that carrier
     * @throws io.arangobatch.spi.TransportException if the server cannot be asked
     * @throws ConnectionStateException if this connection is closed, or the calling thread is one on which answers arrive
     */
    ConnectionMetadata metadata();

    /**
     * Closes the pool and ends what is in flight with an exception. A transport instance that was passed in stays open. A second call
     * has no effect.
     */
    @Override
    void close();

    /**
     * Returns a facade for the documents and indexes of a collection, and for the collection itself.
     *
     * @param name the collection's name, not encoded
     * @return a facade that runs requests at once
     * @throws ArangoRequestException if the name cannot be one
     */
    default ArangoCollection collection(String name) {
        return new ArangoCollection(this, Objects.requireNonNull(name, "name"));
    }

    /**
     * Returns a facade for AQL.
     *
     * @return a facade that runs requests at once
     */
    default ArangoAql aql() {
        return new ArangoAql(this);
    }

    /**
     * Returns a facade for the server's databases and the list of collections.
     *
     * @return a facade that runs requests at once
     */
    default ArangoDatabases databases() {
        return new ArangoDatabases(this);
    }

    /**
     * Asks who answers.
     *
     * @return the server's product, license and version
     * @see Server#version()
     */
    default ServerVersion serverVersion() {
        return execute(Server.version());
    }
}
