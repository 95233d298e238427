package io.arangobatch.tck.example;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseFlow;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One exchange from the wait for a place to the end of the answer. */
final class JdkExchange {

    /** The JDK's client reads by itself; without the capability BACK_PRESSURE these calls have no effect. */
    private static final ResponseFlow UNHELD = new ResponseFlow() {
        @Override
        public void pause() {}

        @Override
        public void resume() {}
    };

    private final TransportRequest request;
    private final ResponseSink sink;
    private final JdkTransport.Engine engine;
    private final Slots slots;
    private final End end = new End();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean freed = new AtomicBoolean();
    private volatile Phase phase = Phase.CONNECT;
    private volatile boolean sent;
    private volatile @Nullable CompletableFuture<Void> lease;
    private volatile @Nullable CompletableFuture<?> answer;
    private volatile @Nullable Future<?> totalTimer;
    private volatile @Nullable Future<?> silenceTimer;

    JdkExchange(TransportRequest request, ResponseSink sink, JdkTransport.Engine engine, Slots slots) {
        this.request = request;
        this.sink = sink;
        this.engine = engine;
        this.slots = slots;
    }

    CompletableFuture<Void> end() {
        return end;
    }

    void begin(Duration acquireTimeout) {
        totalTimer = after(request.totalTimeout(), "did not end within the total timeout");
        CompletableFuture<Void> place = slots.lease();
        lease = place;
        Future<?> acquireTimer = timer(acquireTimeout, () -> {
            if (!place.isDone()) {
                abort("got no connection within " + acquireTimeout.toMillis() + " ms: " + slots.describe());
            }
        });
        place.thenRun(() -> {
            stop(acquireTimer);
            send();
        });
    }

    private void send() {
        if (ended.get()) {
            free();
            return;
        }
        try {
            HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.endpoint() + request.target()))
                    .method(request.method(), new Body());
            request.headers().forEach(header -> builder.header(header.name(), header.value()));
            CompletableFuture<HttpResponse<Void>> sending = engine.client().sendAsync(builder.build(), this::head);
            answer = sending;
            sending.whenComplete((done, failure) -> finish(failure));
            if (ended.get()) {
                sending.cancel(true);
            }
        } catch (IllegalArgumentException refusedByTheClient) {
            finish(refusedByTheClient);
        }
    }

    private HttpResponse.BodySubscriber<Void> head(HttpResponse.ResponseInfo info) {
        heard();
        List<HttpHeader> headers = info.headers().map().entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(value -> new HttpHeader(entry.getKey(), value)))
                .toList();
        call(() -> sink.onHead(new ResponseHead(info.statusCode(), "", headers), UNHELD));
        return new Chunks();
    }

    private void call(Runnable callback) {
        if (ended.get()) {
            return;
        }
        try {
            callback.run();
        } catch (Throwable thrown) {
            end(thrown);
        }
    }

    /** The server has written: the time of its silence begins anew. */
    private void heard() {
        stop(silenceTimer);
        if (!ended.get()) {
            silenceTimer = after(request.responseTimeout(), "heard nothing within the response timeout");
        }
    }

    private void written() {
        sent = true;
        phase = Phase.RECEIVE;
        heard();
    }

    private void finish(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        end(cause == null ? null : translate(cause));
        free();
    }

    private TransportException translate(Throwable cause) {
        boolean neverConnected = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof SSLHandshakeException && phase == Phase.CONNECT;
        if (neverConnected) {
            return new TransportException(Phase.CONNECT, false, "cannot connect to " + request.endpoint(), cause);
        }
        return new TransportException(phase, sent, request + " broke: " + cause.getMessage(), cause);
    }

    void abort(String reason) {
        end(new TransportException(phase, sent, request + ": " + reason));
    }

    private void end(@Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        release();
        if (failure == null) {
            end.complete(null);
        } else {
            end.completeExceptionally(failure);
        }
    }

    /** Stops whatever is under way; cancelling the client's future closes its connection. */
    private void release() {
        stop(totalTimer);
        stop(silenceTimer);
        CompletableFuture<Void> place = lease;
        if (place != null && !place.isDone() && slots.giveUp(place)) {
            freed.set(true);
        }
        CompletableFuture<?> sending = answer;
        if (sending != null) {
            sending.cancel(true);
            free();
        }
    }

    private void free() {
        if (freed.compareAndSet(false, true)) {
            slots.free();
        }
    }

    private @Nullable Future<?> after(Duration timeout, String what) {
        return timer(timeout, () -> abort(what + " of " + timeout.toMillis() + " ms"));
    }

    private @Nullable Future<?> timer(Duration timeout, Runnable action) {
        try {
            return timeout.isZero()
                    ? null
                    : engine.timers().schedule(action, timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            abort("the transport was closed");
            return null;
        }
    }

    private static void stop(@Nullable Future<?> timer) {
        if (timer != null) {
            timer.cancel(false);
        }
    }

    /** Cancelling it aborts the exchange. */
    private final class End extends CompletableFuture<Void> {

        @Override
        public boolean cancel(boolean mayInterrupt) {
            if (ended.compareAndSet(false, true)) {
                release();
            }
            return super.cancel(mayInterrupt);
        }
    }

    /** Tells by what the client asks for how far the exchange has come. */
    private final class Body implements HttpRequest.BodyPublisher {

        @Override
        public long contentLength() {
            phase = Phase.SEND;
            if (request.body().length() == 0) {
                written();
            }
            return request.body().length();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            HttpRequest.BodyPublishers.ofByteArrays(this::arrays).subscribe(subscriber);
        }

        private java.util.Iterator<byte[]> arrays() {
            java.util.Iterator<ByteBuffer> buffers = request.body().buffers();
            return new java.util.Iterator<>() {
                @Override
                public boolean hasNext() {
                    boolean more = buffers.hasNext();
                    if (!more && !sent) {
                        written();
                    }
                    return more;
                }

                @Override
                public byte[] next() {
                    ByteBuffer buffer = buffers.next();
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    return bytes;
                }
            };
        }
    }

    /** Hands the body on as it comes. */
    private final class Chunks implements HttpResponse.BodySubscriber<Void> {

        private final CompletableFuture<Void> whole = new CompletableFuture<>();

        @Override
        public CompletionStage<Void> getBody() {
            return whole;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> chunks) {
            heard();
            chunks.stream().filter(ByteBuffer::hasRemaining).forEach(chunk -> call(() -> sink.onBody(chunk)));
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure instanceof IOException ? failure : new IOException(failure));
        }

        @Override
        public void onComplete() {
            whole.complete(null);
        }
    }
}
