package io.arangobatch.tck.broken;

import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Follows redirects over a transport that does not. */
record Redirecting(Transport inner) implements Transport {

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Withholding first = new Withholding(sink);
        CompletableFuture<Void> direct = inner.exchange(request, first);
        CompletableFuture<Void> whole = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return super.cancel(mayInterrupt) & direct.cancel(mayInterrupt);
            }
        };
        direct.thenCompose(ended -> first.location
                        .map(location -> inner.exchange(moved(request, location), sink))
                        .orElse(CompletableFuture.completedFuture(ended)))
                .whenComplete((ended, failure) -> end(whole, failure));
        return whole;
    }

    private static void end(CompletableFuture<Void> whole, Throwable failure) {
        if (failure == null) {
            whole.complete(null);
        } else {
            whole.completeExceptionally(failure.getCause() == null ? failure : failure.getCause());
        }
    }

    private static TransportRequest moved(TransportRequest from, String target) {
        return new TransportRequest(
                from.endpoint(),
                from.method(),
                target,
                from.headers(),
                from.body(),
                from.responseTimeout(),
                from.totalTimeout());
    }

    @Override
    public boolean isIoThread() {
        return inner.isIoThread();
    }

    @Override
    public void close() {
        inner.close();
    }

    private static final class Withholding implements ResponseSink {

        private final ResponseSink sink;
        private volatile Optional<String> location = Optional.empty();

        Withholding(ResponseSink sink) {
            this.sink = sink;
        }

        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {
            location = head.status() / 100 == 3 ? head.header("Location") : Optional.empty();
            if (location.isEmpty()) {
                sink.onHead(head, flow);
            }
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            if (location.isEmpty()) {
                sink.onBody(chunk);
            }
        }
    }
}
