package io.arangobatch.spi;

import java.util.concurrent.CompletableFuture;

/**
 * An open HTTP client with its own pool of connections. Thread-safe.
 *
 * <p>A transport sends each request at most once, on one connection, and never repeats it by itself, whatever happens. It follows no
 * redirect, keeps no cookie, adds no header but those that {@link TransportRequest} names, and accepts no compressed answer.
 */
public interface Transport extends AutoCloseable {

    /**
     * Sends a request and hands its answer to the sink. Returns at once: waiting for a connection, connecting and writing happen on
     * the transport's own threads.
     *
     * <p>The future completes normally when the answer has arrived whole, whatever its status; otherwise with a
     * {@link TransportException} that tells the phase and whether the server can have the whole request, or with what the sink threw.
     * Cancelling it aborts the exchange and closes its connection. It may complete on one of the transport's I/O threads, so what
     * depends on it must not block.
     *
     * <p>A connection is used again only after an answer that ended properly and without {@code Connection: close}.
     *
     * @param request what to send
     * @param sink who takes the answer
     * @return the end of the exchange
     * @throws IllegalStateException if this transport is closed
     */
    CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink);

    /**
     * Begins exchanges in order over one connection. Nothing is opened before the first of them.
     *
     * <p>Unless overridden, each request waits for the answer to the one before and goes out by {@link #exchange}, over any connection of
     * the pool, so that a transport without {@link TransportCapability#PIPELINING} gives the same results, only later. The times of a
     * request begin when its turn comes.
     *
     * @param endpoint the server that all requests go to
     * @return a pipeline, to be closed by the caller
     */
    default Pipeline pipeline(Endpoint endpoint) {
        return new SequentialPipeline(this, endpoint);
    }

    /**
     * Tells whether the calling thread is one of this transport's I/O threads, on which nobody may wait for an answer. The driver
     * asks before each blocking call.
     *
     * @return whether blocking the calling thread could keep answers from arriving
     */
    boolean isIoThread();

    /**
     * Closes every connection, ends what is in flight with a {@link TransportException}, and frees all threads and buffers that this
     * transport created. What the caller of the provider passed in stays open. A second call has no effect. It does not wait on an
     * I/O thread; elsewhere it returns when the resources are free, after a few seconds at most.
     */
    @Override
    void close();
}
