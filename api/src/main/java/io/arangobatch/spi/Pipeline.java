package io.arangobatch.spi;

import java.util.concurrent.CompletableFuture;

/**
 * Exchanges in order over one connection: requests go out in the order of the calls, and answers come back in the same order.
 *
 * <p>A transport that declares {@link TransportCapability#PIPELINING} writes a request as soon as those before it are written, without waiting for their
 * answers, and reads answers while it writes, so that neither side waits for ever for the other to read. How many requests may be ahead of the answers is
 * the caller's business.
 *
 * <p>Belongs to one caller; calls are not made at the same time, but may come from different threads, I/O threads among them.
 */
public interface Pipeline extends AutoCloseable {

    /**
     * Sends a request after those that were sent before. Returns at once. The first call takes a connection, as
     * {@link Transport#exchange} does; it is held until {@link #close()}.
     *
     * <p>What {@link Transport#exchange} promises of sink, future, timeouts and exceptions holds here too, with these additions:
     *
     * <ul>
     *   <li>The futures complete in the order of the calls, except that an exchange which is cancelled, or whose total time is over, ends
     *       at once. The sink of an exchange is not called before the future of the one before has completed.
     *   <li>The time of silence begins when the request is written and the answer before it has ended.
     *   <li>When an exchange breaks, is cancelled, or its sink throws, nothing more of it and of those after it is written. Those before it
     *       go on if the connection lets them; then it is closed, and every exchange after it ends with a {@link TransportException}: with
     *       {@code requestSent} false if its last byte was never handed to the socket, else true.
     *   <li>After an answer with {@code Connection: close} (or of HTTP/1.0 without keep-alive, or ended by the end of the connection) the
     *       server runs nothing that follows on that connection. Every exchange that was to use it ends with a {@link TransportException}
     *       with {@code requestSent} false, however much of it was written.
     *   <li>Once ended in one of these ways, or because the server closed the connection or sent bytes that belong to no request, the
     *       pipeline takes no more requests: a further call gives a future that has failed with {@code requestSent} false and phase
     *       {@link TransportException.Phase#SEND}.
     * </ul>
     *
     * @param request what to send; its endpoint is that of the pipeline
     * @param sink who takes the answer
     * @return the end of the exchange
     * @throws IllegalStateException if this pipeline or its transport is closed
     * @throws IllegalArgumentException if the request is for another endpoint
     */
    CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink);

    /**
     * Gives the connection back to the pool, or closes it if exchanges are under way, which then end with a {@link TransportException}. A second call has no
     * effect. It does not wait.
     */
    @Override
    void close();
}
