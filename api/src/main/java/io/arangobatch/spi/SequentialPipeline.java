package io.arangobatch.spi;

import io.arangobatch.spi.TransportException.Phase;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** The pipeline of a transport that cannot pipeline: each request waits for the answer before it. */
final class SequentialPipeline implements Pipeline {

    private final Transport transport;
    private final Endpoint endpoint;
    /** The end of the exchange that was added last. */
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    private volatile @Nullable CompletableFuture<Void> running;
    private volatile boolean closed;

    SequentialPipeline(Transport transport, Endpoint endpoint) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        if (closed) {
            throw new IllegalStateException("the pipeline to " + endpoint + " is closed");
        }
        if (!request.endpoint().equals(endpoint)) {
            throw new IllegalArgumentException("the pipeline goes to " + endpoint + ", not to " + request.endpoint());
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        last.whenComplete((nothing, failure) -> start(request, sink, end, failure));
        last = end;
        return end;
    }

    private void start(
            TransportRequest request, ResponseSink sink, CompletableFuture<Void> end, @Nullable Throwable before) {
        if (before != null) {
            end.completeExceptionally(notSent(request, "an exchange before it broke", unwrapped(before)));
        } else if (closed) {
            end.completeExceptionally(notSent(request, "its pipeline was closed", null));
        } else if (!end.isDone()) {
            send(request, sink, end);
        }
    }

    private void send(TransportRequest request, ResponseSink sink, CompletableFuture<Void> end) {
        CompletableFuture<Void> exchange;
        try {
            exchange = transport.exchange(request, sink);
        } catch (IllegalStateException closedMeanwhile) {
            end.completeExceptionally(notSent(request, "the transport was closed", closedMeanwhile));
            return;
        }
        running = exchange;
        end.whenComplete((nothing, failure) -> {
            if (end.isCancelled()) {
                exchange.cancel(true);
            }
        });
        exchange.whenComplete((nothing, failure) -> {
            if (failure == null) {
                end.complete(null);
            } else {
                end.completeExceptionally(exchange.isCancelled() ? aborted(request) : unwrapped(failure));
            }
        });
    }

    private static TransportException aborted(TransportRequest request) {
        return new TransportException(Phase.RECEIVE, true, request + " was aborted: its pipeline was closed");
    }

    private static TransportException notSent(TransportRequest request, String why, @Nullable Throwable cause) {
        return new TransportException(Phase.SEND, false, request + " was not sent: " + why, cause);
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    @Override
    public void close() {
        closed = true;
        CompletableFuture<Void> underWay = running;
        if (underWay != null) {
            underWay.cancel(true);
        }
    }
}
