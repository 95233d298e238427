package io.arangobatch.tck.broken;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Takes some answers for its own, and sends a second request because of them, over a transport that does not. */
record Repeating(Transport inner, Fault fault) implements Transport {

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Withholding first = new Withholding(request, sink);
        CompletableFuture<Void> direct = inner.exchange(request, first);
        CompletableFuture<Void> whole = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterrupt) {
                return super.cancel(mayInterrupt) & direct.cancel(mayInterrupt);
            }
        };
        direct.thenCompose(ended -> first.second
                        .map(second -> inner.exchange(second, sink))
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

    private Optional<TransportRequest> second(TransportRequest first, ResponseHead head) {
        return switch (fault) {
            case FOLLOWS_REDIRECTS ->
                head.header("Location")
                        .filter(location -> head.status() / 100 == 3)
                        .map(location -> again(first, location, Stream.empty()));
            case REPEATS_WHEN_UNAVAILABLE ->
                head.header("Retry-After")
                        .filter(seconds -> head.status() == 503)
                        .map(seconds -> again(first, first.target(), Stream.empty()));
            case ANSWERS_CHALLENGES ->
                head.header("WWW-Authenticate")
                        .filter(challenge -> head.status() == 401)
                        .map(challenge -> again(
                                first, first.target(), Stream.of(new HttpHeader("Authorization", "Basic cm9vdDo="))));
            default -> Optional.empty();
        };
    }

    private static TransportRequest again(TransportRequest from, String target, Stream<HttpHeader> more) {
        return new TransportRequest(
                from.endpoint(),
                from.method(),
                target,
                Stream.concat(from.headers().stream(), more).toList(),
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

    private final class Withholding implements ResponseSink {

        private final TransportRequest request;
        private final ResponseSink sink;
        private volatile Optional<TransportRequest> second = Optional.empty();

        Withholding(TransportRequest request, ResponseSink sink) {
            this.request = request;
            this.sink = sink;
        }

        @Override
        public void onHead(ResponseHead head, ResponseFlow flow) {
            second = second(request, head);
            if (second.isEmpty()) {
                sink.onHead(head, flow);
            }
        }

        @Override
        public void onBody(ByteBuffer chunk) {
            if (second.isEmpty()) {
                sink.onBody(chunk);
            }
        }
    }
}
