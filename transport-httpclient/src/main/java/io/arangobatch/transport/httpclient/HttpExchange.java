package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.pool.PoolEntry;
import org.jspecify.annotations.Nullable;

/**
 * One exchange from the call to its end: waits for a place in the pool, has it filled with a connection, and puts the request on it.
 * Whatever ends it (answer, failure, time, cancellation, close) comes through {@link #end}, and only the first counts.
 */
final class HttpExchange {

    private static final int LAST_STATUS = 599;

    private final Engine engine;
    private final TransportRequest request;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final Progress progress = new Progress();
    private final Cleanup cleanup = new Cleanup();
    private final AtomicBoolean over = new AtomicBoolean();
    private final SilenceWatch silence;
    private final AnswerFlow flow;
    private final Answer answer;
    private volatile @Nullable Lease lease;
    private volatile boolean connectedAfresh;

    HttpExchange(Engine engine, TransportRequest request, ResponseSink sink) {
        this.engine = engine;
        this.request = request;
        silence = new SilenceWatch(engine.timers(), request.responseTimeout(), this::silenceLastedTooLong);
        flow = new AnswerFlow(silence, this::connectionBroke);
        answer = new Answer(sink, future, this::fail);
    }

    CompletableFuture<Void> start() {
        future.whenComplete((nothing, failure) -> abortIfCompletedByCaller());
        cleanup.add(silence::stop);
        cleanup.add(engine.timers().after(request.totalTimeout(), this::totalTimeRanOut));
        engine.add(this);
        if (!isOver()) {
            waitForPlace();
        }
        return future;
    }

    TransportRequest request() {
        return request;
    }

    Progress progress() {
        return progress;
    }

    SilenceWatch silence() {
        return silence;
    }

    AnswerFlow flow() {
        return flow;
    }

    boolean isOver() {
        return over.get();
    }

    // The way to a connection

    private void waitForPlace() {
        Future<PoolEntry<Endpoint, Connection>> place = engine.pool().lease(endpoint(), new Place());
        if (!place.isDone()) {
            cleanup.add(() -> engine.pool().giveUp(place));
            cleanup.add(engine.timers().after(acquireTimeout(), this::acquireTimeRanOut));
        }
    }

    private void placeIsFree(Lease granted) {
        lease = granted;
        if (isOver()) {
            granted.abort();
            return;
        }
        if (engine.isStopped()) {
            // The place of an exchange that close has just ended; whoever waited for it is next to end.
            abortByClose();
            return;
        }
        Connection kept = granted.keptConnection();
        if (kept != null) {
            send(kept);
        } else {
            connect(granted);
        }
    }

    private void connect(Lease place) {
        place.connectWith(engine.connector().connect(endpoint(), new ConnectAttempt.Listener() {
            @Override
            public void connected(Connection connection) {
                place.assign(connection);
                connectedAfresh = true;
                send(connection);
            }

            @Override
            public void failed(TransportException failure) {
                fail(failure);
            }
        }));
    }

    private void send(Connection connection) {
        connection.execute(new ExchangeHandler(this, connection));
    }

    /** Nothing of the request was written, so this is no repetition: a kept connection had died unnoticed. */
    void connectionLostUnused(Exception cause) {
        // The library may hold a lock of the connection here.
        engine.timers().run(() -> {
            Lease place = lease;
            if (connectedAfresh || place == null) {
                fail(Failures.neverUsed(endpoint(), cause));
            } else {
                connect(place);
            }
        });
    }

    // The answer

    void answerBegins(HttpResponse response) throws ProtocolException {
        if (response.getCode() > LAST_STATUS) {
            throw new ProtocolException(response.getCode() + " is no status of HTTP");
        }
        progress.answering();
        silence.start();
        answer.head(headOf(response), flow);
    }

    void answerGoesOn(ByteBuffer chunk) {
        answer.body(chunk);
    }

    private static ResponseHead headOf(HttpResponse response) {
        List<HttpHeader> headers = Arrays.stream(response.getHeaders())
                .map(header -> new HttpHeader(header.getName(), header.getValue()))
                .toList();
        return new ResponseHead(response.getCode(), response.getReasonPhrase(), headers);
    }

    // The end

    void succeed(boolean connectionReusable) {
        end(null, connectionReusable);
    }

    void fail(Throwable failure) {
        end(failure, false);
    }

    void connectionBroke(Exception cause) {
        fail(Failures.broken(endpoint(), progress, cause));
    }

    void abortByClose() {
        fail(progress.broken("the transport was closed during the exchange with " + endpoint()));
    }

    private void abortIfCompletedByCaller() {
        if (!isOver()) {
            fail(new CancellationException());
        }
    }

    private void totalTimeRanOut() {
        fail(progress.broken(Failures.totalTimeout(endpoint(), request.totalTimeout())));
    }

    private void acquireTimeRanOut() {
        if (lease == null) {
            fail(Failures.acquireTimeout(
                    endpoint(), acquireTimeout(), engine.pool().describe(endpoint())));
        }
    }

    private void silenceLastedTooLong() {
        String message = Failures.silence(endpoint(), request.responseTimeout(), progress.isAnswering());
        fail(progress.broken(message));
    }

    /** The place goes back before the future completes, so that whoever waits for the future finds it free. */
    private void end(@Nullable Throwable failure, boolean connectionReusable) {
        if (over.compareAndSet(false, true)) {
            cleanup.run();
            Lease place = lease;
            if (place != null && failure == null) {
                place.release(connectionReusable);
            } else if (place != null) {
                place.abort();
            }
            engine.remove(this);
            answer.end(failure);
        }
    }

    private Endpoint endpoint() {
        return request.endpoint();
    }

    private Duration acquireTimeout() {
        return engine.config().acquireTimeout();
    }

    /** What the pool has to say; it says it without holding its lock. */
    private final class Place implements FutureCallback<PoolEntry<Endpoint, Connection>> {

        @Override
        public void completed(PoolEntry<Endpoint, Connection> entry) {
            placeIsFree(new Lease(engine.pool(), entry));
        }

        @Override
        public void failed(Exception cause) {
            fail(Failures.notConnected(endpoint(), cause));
        }

        @Override
        public void cancelled() {
            fail(progress.broken(
                    Phase.CONNECT, "waiting for a connection to " + endpoint() + " was interrupted", null));
        }
    }
}
