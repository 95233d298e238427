package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import io.netty.channel.EventLoop;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One exchange from the call to its end. It is held by the queue, then perhaps by a {@link Connector}, then by a {@link Connection}; or, if
 * it follows others of a pipeline, by that, then by their connection. The one atomic field tells by whom, so that an end that comes from
 * any thread undoes exactly what was begun.
 */
final class NettyExchange implements Work {

    /** Who has the exchange; a connector and a connection are holders themselves. */
    sealed interface Holder permits Place, Connector, Connection {}

    private enum Place implements Holder {
        QUEUE,
        BEHIND_OTHERS,
        ENDED
    }

    private final TransportRequest request;
    private final ResponseSink sink;
    private final EndpointPool pool;
    private final EventLoop loop;
    private final Consumer<NettyExchange> onEnd;
    private final @Nullable NettyPipeline pipeline;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    private final AtomicReference<Holder> holder = new AtomicReference<>(Place.QUEUE);
    private final OneShotTimer acquireTimer = new OneShotTimer();
    private final OneShotTimer totalTimer = new OneShotTimer();

    NettyExchange(
            TransportRequest request,
            ResponseSink sink,
            EndpointPool pool,
            EventLoop loop,
            Consumer<NettyExchange> onEnd,
            @Nullable NettyPipeline pipeline) {
        this.request = request;
        this.sink = sink;
        this.pool = pool;
        this.loop = loop;
        this.onEnd = onEnd;
        this.pipeline = pipeline;
    }

    /** Makes the exchange of another request of the same pipeline. */
    NettyExchange follower(TransportRequest next, ResponseSink itsSink) {
        return new NettyExchange(next, itsSink, pool, loop, onEnd, pipeline);
    }

    TransportRequest request() {
        return request;
    }

    ResponseSink sink() {
        return sink;
    }

    Endpoint endpoint() {
        return request.endpoint();
    }

    @Nullable
    NettyPipeline pipeline() {
        return pipeline;
    }

    CompletableFuture<Void> future() {
        return future;
    }

    /** Whether nobody waits for the answer any more. */
    boolean isAbandoned() {
        return future.isDone();
    }

    /** Waits for the connection that an exchange before it has taken. */
    void startBehindOthers() {
        holder.set(Place.BEHIND_OTHERS);
        future.whenComplete((nothing, cancelled) -> fail("the exchange was cancelled", cancelled));
        try {
            totalTimer.start(loop, request.totalTimeout(), this::totalTimedOut);
        } catch (RejectedExecutionException shutDown) {
            fail("the event loops on which the exchange with " + endpoint() + " was to run are shut down", shutDown);
        }
    }

    /** Its turn on that connection has come, unless it has ended meanwhile. */
    void board(Connection connection) {
        boolean ignored = holder.compareAndSet(Place.BEHIND_OTHERS, connection);
    }

    void start() {
        future.whenComplete((nothing, cancelled) -> fail("the exchange was cancelled", cancelled));
        try {
            totalTimer.start(loop, request.totalTimeout(), this::totalTimedOut);
            if (pool.acquire(this)) {
                acquireTimer.start(loop, pool.acquireTimeout(), this::acquireTimedOut);
            }
        } catch (RejectedExecutionException shutDown) {
            fail("the event loops on which the exchange with " + endpoint() + " was to run are shut down", shutDown);
        }
        if (holder.get() == Place.ENDED) {
            pool.leave(this);
        }
    }

    private void totalTimedOut() {
        fail(
                "the exchange with " + endpoint() + " did not end within " + request.totalTimeout()
                        + " (total timeout)",
                null);
    }

    private void acquireTimedOut() {
        pool.leave(this)
                .ifPresent(occupancy -> fail(
                        "no free connection to " + endpoint() + " within " + pool.acquireTimeout() + ": " + occupancy,
                        null));
    }

    /** The pool grants a connection. */
    void take(Connection connection) {
        acquireTimer.cancel();
        if (holder.compareAndSet(Place.QUEUE, connection)) {
            // A server that has closed the connection meanwhile is noticed before anything is written.
            Loops.runAfterReading(connection.loop(), () -> connection.run(this));
        } else {
            Loops.run(connection.loop(), () -> pool.release(connection));
        }
    }

    /** The pool grants leave to open a connection. */
    void connect() {
        acquireTimer.cancel();
        connectInsteadOf(Place.QUEUE);
    }

    /** The connection that was granted has turned out closed before anything was written; its place in the pool is kept. */
    void replace(Connection dead) {
        connectInsteadOf(dead);
    }

    private void connectInsteadOf(Holder before) {
        Connector connector = new Connector(this, pool, loop);
        if (holder.compareAndSet(before, connector)) {
            connector.start();
        } else {
            pool.discard();
        }
    }

    /** The connector is done; false if the exchange has ended meanwhile. */
    boolean connected(Connector connector, Connection connection) {
        return holder.compareAndSet(connector, connection);
    }

    boolean isHeldBy(Connection connection) {
        return holder.get() == connection;
    }

    void fail(String message, @Nullable Throwable cause) {
        Holder now = Objects.requireNonNull(holder.get());
        if (now instanceof Connection connection) {
            Loops.run(connection.loop(), () -> connection.fail(this, message, cause));
        } else if (now != Place.ENDED) {
            if (holder.compareAndSet(now, Place.ENDED)) {
                undo(now);
                Phase phase = now == Place.BEHIND_OTHERS ? Phase.SEND : Phase.CONNECT;
                finish(new TransportException(phase, false, message, cause));
            } else {
                fail(message, cause);
            }
        }
    }

    private void undo(Holder before) {
        if (before instanceof Connector connector) {
            connector.abort();
        } else if (before == Place.QUEUE) {
            pool.leave(this);
        }
    }

    /** Whoever has the exchange is through with it and has let go of it. */
    void end(@Nullable Throwable failure) {
        if (holder.getAndSet(Place.ENDED) != Place.ENDED) {
            finish(failure);
        }
    }

    private void finish(@Nullable Throwable failure) {
        acquireTimer.cancel();
        totalTimer.cancel();
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
        onEnd.accept(this);
    }

    @Override
    public void abort() {
        fail("the transport was closed before " + endpoint() + " had answered", null);
    }

    @Override
    public void awaitEnd(long deadlineNanos) throws InterruptedException {
        try {
            future.get(Math.max(1, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException ended) {
            // Only the waiting matters here: whoever has the future learns how it ended.
        }
    }
}
