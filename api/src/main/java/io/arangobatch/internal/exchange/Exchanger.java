package io.arangobatch.internal.exchange;

import io.arangobatch.ConnectionStateException;
import io.arangobatch.internal.auth.Authenticator;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends calls through a transport: adds credentials, chooses the server, bounds the answer. Thread-safe. */
public final class Exchanger {

    /** What may lie in the buffers of both sides at a time, besides one large request. */
    private static final long MOST_BYTES_AHEAD = 1 << 20;

    private final Transport transport;
    private final Endpoints endpoints;
    private final Authenticator authenticator;
    private final Duration responseTimeout;
    private final long maxResponseBytes;
    private final @Nullable EndpointDiscovery discovery;

    /**
     * Puts an exchanger together.
     *
     * @param transport carries the bytes; not closed here
     * @param endpoints the servers
     * @param authenticator gives the credentials
     * @param responseTimeout how long a server may be silent
     * @param maxResponseBytes how large an answer may be
     */
    public Exchanger(
            Transport transport,
            Endpoints endpoints,
            Authenticator authenticator,
            Duration responseTimeout,
            long maxResponseBytes) {
        this(transport, endpoints, authenticator, responseTimeout, maxResponseBytes, null);
    }

    private Exchanger(
            Transport transport,
            Endpoints endpoints,
            Authenticator authenticator,
            Duration responseTimeout,
            long maxResponseBytes,
            @Nullable EndpointDiscovery discovery) {
        this.transport = transport;
        this.endpoints = endpoints;
        this.authenticator = authenticator;
        this.responseTimeout = responseTimeout;
        this.maxResponseBytes = maxResponseBytes;
        this.discovery = discovery;
    }

    /**
     * Returns an exchanger over the same transport and servers with other credentials.
     *
     * @param other gives the credentials
     * @return the exchanger
     */
    public Exchanger with(Authenticator other) {
        return new Exchanger(transport, endpoints, other, responseTimeout, maxResponseBytes, discovery);
    }

    /**
     * Returns an exchanger over the same transport and servers, whose calls wait until the servers are known.
     *
     * @param other finds them
     * @return the exchanger
     */
    public Exchanger with(EndpointDiscovery other) {
        return new Exchanger(transport, endpoints, authenticator, responseTimeout, maxResponseBytes, other);
    }

    /**
     * Sends a call. Returns at once; the future may complete on an I/O thread, and cancelling it aborts the exchange.
     *
     * @param call what to send
     * @param sink takes the answer, but not one that only asks for fresh credentials
     * @return the end of the exchange, or the exception that broke it
     */
    public CompletableFuture<Void> send(Call call, AnswerSink sink) {
        Sending sending = new Sending(this, call, sink);
        CompletableFuture<Void> ready = call.pinned().isPresent() ? CompletableFuture.completedFuture(null) : ready();
        if (ready.isDone()) {
            sending.start();
        } else {
            Cancellation.passOn(sending.result(), ready);
            ready.thenRun(sending::start).whenComplete((nothing, failure) -> {
                if (failure != null) {
                    sending.result().completeExceptionally(failure);
                }
            });
        }
        return sending.result();
    }

    /** Completes when the servers are known among which one is chosen. */
    CompletableFuture<Void> ready() {
        return discovery == null ? CompletableFuture.completedFuture(null) : discovery.beforeCall();
    }

    /**
     * Prepares calls that go out in order over one connection.
     *
     * @param calls at least one
     * @param answers takes the answers, in order
     * @param window how many calls may be ahead of the answers
     * @return the calls, to be started
     */
    public OrderedSending sendInOrder(OrderedCalls calls, OrderedSending.Answers answers, int window) {
        return new OrderedSending(this, calls, answers, new Window(window, MOST_BYTES_AHEAD));
    }

    /**
     * Refuses to let a thread wait on which answers arrive.
     *
     * @param what what the caller wanted to do
     * @throws ConnectionStateException if the calling thread is one of the transport's I/O threads
     */
    public void requireMayBlock(String what) {
        if (transport.isIoThread()) {
            throw new ConnectionStateException(what + " would wait on the thread \""
                    + Thread.currentThread().getName()
                    + "\", on which answers arrive; use the asynchronous form, or another thread");
        }
    }

    CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        return exchanged(() -> transport.exchange(request, sink));
    }

    CompletableFuture<Void> exchange(Pipeline pipeline, TransportRequest request, ResponseSink sink) {
        return exchanged(() -> pipeline.exchange(request, sink));
    }

    Pipeline pipeline(Endpoint endpoint) {
        try {
            return transport.pipeline(endpoint);
        } catch (IllegalStateException e) {
            throw closed(e);
        }
    }

    private static ConnectionStateException closed(IllegalStateException e) {
        return new ConnectionStateException("the connection's transport is closed; open a new connection", e);
    }

    private static CompletableFuture<Void> exchanged(Supplier<CompletableFuture<Void>> exchange) {
        try {
            return exchange.get();
        } catch (IllegalStateException e) {
            return CompletableFuture.failedFuture(closed(e));
        } catch (RuntimeException e) {
            // Against its contract; but nobody must wait for ever because of it.
            return CompletableFuture.failedFuture(e);
        }
    }

    /**
     * Returns the servers.
     *
     * @return the servers of the connection
     */
    public Endpoints endpoints() {
        return endpoints;
    }

    Authenticator authenticator() {
        return authenticator;
    }

    Duration responseTimeout() {
        return responseTimeout;
    }

    long maxResponseBytes() {
        return maxResponseBytes;
    }
}
