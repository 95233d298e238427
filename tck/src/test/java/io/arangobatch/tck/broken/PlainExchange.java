package io.arangobatch.tck.broken;

import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One exchange from the wait for a connection to the end of the answer, on one thread. */
final class PlainExchange implements PlainPool.Waiter {

    private final TransportRequest request;
    private final TransportConfig config;
    private final Engine engine;
    private final PlainPool pool;
    private final Fault fault;
    private final Delivery delivery;
    private final End end = new End();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CountDownLatch written = new CountDownLatch(1);
    private volatile Phase phase = Phase.CONNECT;
    private volatile @Nullable PlainConnection connection;
    private volatile @Nullable Future<?> totalTimer;
    private volatile @Nullable Future<?> acquireTimer;

    PlainExchange(TransportRequest request, ResponseSink sink, TransportConfig config, Engine engine, PlainPool pool) {
        this.request = request;
        this.config = config;
        this.engine = engine;
        this.pool = pool;
        this.fault = engine.fault();
        this.delivery = new Delivery(sink, request.responseTimeout(), engine, ended::get);
    }

    CompletableFuture<Void> end() {
        return end;
    }

    void begin() {
        if (fault != Fault.IGNORES_TOTAL_TIMEOUT) {
            totalTimer =
                    engine.after(request.totalTimeout(), () -> fail(ranOut("totalTimeout", request.totalTimeout())));
        }
        Duration wait = config.acquireTimeout();
        if (fault != Fault.IGNORES_ACQUIRE_TIMEOUT) {
            acquireTimer = engine.after(
                    fault == Fault.TAKES_ZERO_FOR_NO_TIME && wait.isZero() ? Duration.ofNanos(1) : wait,
                    () -> pool.giveUp(this).ifPresent(state -> fail(ranOut("acquireTimeout", wait) + ": " + state)));
        }
        pool.acquire(this);
        if (fault == Fault.WRITES_ON_THE_CALLER) {
            awaitWritten();
        }
    }

    private void awaitWritten() {
        try {
            written.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run(@Nullable PlainConnection pooled) {
        Engine.stop(acquireTimer);
        if (ended.get() && fault != Fault.SENDS_WHAT_WAS_CANCELLED) {
            pool.release(pooled);
            return;
        }
        boolean reusable = false;
        Throwable failure = null;
        try {
            reusable = attempt(pooled);
        } catch (IOException broken) {
            failure = translated(broken);
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
        }
        finish(reusable, failure);
    }

    private boolean attempt(@Nullable PlainConnection pooled) throws IOException {
        try {
            return once(pooled);
        } catch (IOException broken) {
            boolean again = fault == Fault.REPEATS_REQUESTS || fault == Fault.REPEATS_ON_STALE && pooled != null;
            boolean possible =
                    phase == Phase.RECEIVE && !(broken instanceof SocketTimeoutException) && !delivery.begun();
            if (!again || !possible || ended.get()) {
                throw broken;
            }
            phase = Phase.CONNECT;
            return once(null);
        }
    }

    private boolean once(@Nullable PlainConnection pooled) throws IOException {
        PlainConnection used = connect(pooled);
        phase = Phase.SEND;
        new RequestWriter(request, fault, used.out(), () -> phase = Phase.RECEIVE).write();
        written.countDown();
        if (fault != Fault.IGNORES_RESPONSE_TIMEOUT) {
            used.silentAtMost(request.responseTimeout());
        } else {
            used.silentAtMost(Duration.ZERO);
        }
        return new AnswerReader(used, request.method(), delivery, this::completeEarly, fault).read();
    }

    private PlainConnection connect(@Nullable PlainConnection pooled) throws IOException {
        if (pooled != null && pooled.endpoint().equals(request.endpoint()) && pooled.fresh()) {
            return use(pooled);
        }
        if (pooled != null) {
            pooled.abort();
        }
        PlainConnection made = use(new PlainConnection(request.endpoint(), fault));
        Duration limit = config.connectTimeout();
        Future<?> timer = fault == Fault.IGNORES_CONNECT_TIMEOUT
                ? null
                : engine.after(limit, () -> fail(ranOut("connectTimeout", limit)));
        try {
            made.connect(Tls.context(config, fault));
        } finally {
            Engine.stop(timer);
        }
        return made;
    }

    /** Those who end the exchange close its connection, so they must see it before it is connected. */
    private PlainConnection use(PlainConnection used) throws IOException {
        connection = used;
        used.silentAtMost(Duration.ZERO);
        if (ended.get() && fault != Fault.SENDS_WHAT_WAS_CANCELLED) {
            throw new IOException("the exchange has ended");
        }
        return used;
    }

    private void completeEarly() {
        end.complete(null);
    }

    private void finish(boolean reusable, @Nullable Throwable failure) {
        written.countDown();
        boolean first = ended.compareAndSet(false, true);
        stopTimers();
        giveBack(first && reusable && failure == null, failure != null, first);
        if (!first) {
            if (fault == Fault.CALLS_THE_SINK_AFTER_CANCEL && end.isCancelled()) {
                delivery.tellOfCancellation();
            }
        } else if (failure == null) {
            end.complete(null);
        } else if (!(failure instanceof Error && fault == Fault.CATCHES_NO_ERRORS)) {
            end.completeExceptionally(failure);
        }
    }

    private void giveBack(boolean whole, boolean failed, boolean first) {
        PlainConnection used = connection;
        if (used != null && failed && first && phase == Phase.RECEIVE && fault == Fault.REUSES_BROKEN_CONNECTIONS) {
            pool.release(used);
            return;
        }
        if (!whole && used != null && !(failed && fault == Fault.LEAKS_CONNECTIONS)) {
            used.abort();
        }
        if (failed && first && fault == Fault.LEAKS_PLACES
                || end.isCancelled() && fault == Fault.CANCEL_KEEPS_THE_PLACE) {
            return;
        }
        pool.release(whole ? used : null);
        if (fault == Fault.GIVES_PLACES_BACK_TWICE) {
            pool.release(null);
        }
    }

    /** Ends the exchange from another thread. */
    void fail(String reason) {
        if (ended.compareAndSet(false, true)) {
            TransportException failure = failure(reason, null);
            quit();
            end.completeExceptionally(failure);
        } else if (fault == Fault.LEAKS_TIMERS) {
            abortConnection();
        }
    }

    private void quit() {
        stopTimers();
        if (fault != Fault.SENDS_WHAT_WAS_CANCELLED) {
            boolean ignored = pool.giveUp(this).isPresent();
        }
        if (!(fault == Fault.CANCEL_KEEPS_THE_CONNECTION && end.cancelling)) {
            abortConnection();
        }
        delivery.wake();
        written.countDown();
    }

    private void abortConnection() {
        PlainConnection used = connection;
        if (used != null) {
            used.abort();
        }
    }

    private void stopTimers() {
        if (fault != Fault.LEAKS_TIMERS) {
            Engine.stop(totalTimer);
        }
        Engine.stop(acquireTimer);
    }

    private TransportException translated(IOException broken) {
        return broken instanceof SocketTimeoutException
                ? failure(ranOut("responseTimeout", request.responseTimeout()), broken)
                : failure(broken.getMessage() == null ? "the connection broke" : broken.getMessage(), broken);
    }

    private TransportException failure(String reason, @Nullable Throwable cause) {
        String where = fault == Fault.HIDES_THE_ENDPOINT
                ? "the server"
                : request.endpoint().toString();
        String what = fault == Fault.TELLS_SECRETS
                ? " " + request.headers().stream().map(header -> header.value()).toList()
                : "";
        return new TransportException(told(phase), sent(), where + what + ": " + reason, cause);
    }

    private Phase told(Phase real) {
        if (fault == Fault.TELLS_THE_WRONG_PHASE) {
            return real == Phase.RECEIVE ? Phase.SEND : Phase.RECEIVE;
        }
        return real;
    }

    private boolean sent() {
        return switch (fault) {
            case SAYS_UNSENT_AFTER_SENDING -> false;
            case SAYS_SENT_BEFORE_SENDING -> true;
            default -> phase == Phase.RECEIVE;
        };
    }

    private static String ranOut(String name, Duration time) {
        return name + " of " + time.toMillis() + " ms ran out";
    }

    /** Cancelling it aborts the exchange. */
    private final class End extends CompletableFuture<Void> {

        private volatile boolean cancelling;

        @Override
        public boolean cancel(boolean mayInterrupt) {
            if (fault == Fault.SWALLOWS_CANCEL) {
                return false;
            }
            if (fault == Fault.CANCEL_REACHES_BEYOND_THE_END && isDone()) {
                abortConnection();
            }
            cancelling = true;
            boolean cancelled = super.cancel(mayInterrupt);
            if (ended.compareAndSet(false, true)) {
                quit();
            }
            return cancelled;
        }
    }
}
