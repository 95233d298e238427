package io.arangobatch.tck.broken;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.Pipeline;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.spi.TransportRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Requests ahead of their answers over one blocking socket: a thread writes, another one reads. */
final class PlainPipeline implements Pipeline, PlainPool.Waiter {

    private static final Duration LOOK = Duration.ofMillis(20);

    private final Endpoint endpoint;
    private final TransportConfig config;
    private final Engine engine;
    private final PlainPool pool;
    private final Fault fault;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** Those that have not ended in their turn, in the order of their answers. */
    private final List<Step> line = new ArrayList<>();
    /** Those of them that are not written. */
    private final List<Step> unwritten = new ArrayList<>();

    private @Nullable PlainConnection connection;
    private @Nullable Throwable ended;
    private @Nullable Step heldBack;
    private boolean begun;
    private boolean writing;
    private boolean closed;
    private boolean gone;

    PlainPipeline(Endpoint endpoint, TransportConfig config, Engine engine, PlainPool pool) {
        this.endpoint = endpoint;
        this.config = config;
        this.engine = engine;
        this.pool = pool;
        this.fault = engine.fault();
    }

    /** An exchange in line. */
    private final class Step {
        private final TransportRequest request;
        private final Delivery delivery;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private @Nullable Future<?> timer;
        private volatile boolean sent;
        private long silentSince;

        Step(TransportRequest request, ResponseSink sink) {
            this.request = request;
            this.delivery = new Delivery(sink, request.responseTimeout(), engine, end::isDone);
        }

        boolean isSmall() {
            return request.body().length() == 0;
        }

        void fail(@Nullable Throwable cause, String reason) {
            Phase phase = sent ? Phase.RECEIVE : begunToConnect() ? Phase.CONNECT : Phase.SEND;
            end.completeExceptionally(new TransportException(phase, sent, endpoint + ": " + reason, cause));
        }
    }

    private boolean begunToConnect() {
        return connection == null;
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        Step step = new Step(request, sink);
        boolean first;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("this pipeline is closed");
            }
            if (!request.endpoint().equals(endpoint)) {
                throw new IllegalArgumentException("this pipeline goes to " + endpoint);
            }
            if (ended != null) {
                return CompletableFuture.failedFuture(
                        new TransportException(Phase.SEND, false, endpoint + ": the pipeline has ended", ended));
            }
            line.add(step);
            unwritten.add(step);
            first = !begun;
            begun = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        step.timer = engine.after(
                request.totalTimeout(),
                () -> step.fail(
                        null, "totalTimeout of " + request.totalTimeout().toMillis() + " ms ran out"));
        step.end.whenComplete((nothing, failure) -> completed(step, failure));
        if (first) {
            Future<?> ignored = engine.after(config.acquireTimeout(), this::acquireTimeRanOut);
            pool.acquire(this);
        }
        return step.end;
    }

    private void acquireTimeRanOut() {
        pool.giveUp(this).ifPresent(state -> end(new IOException("acquireTimeout ran out: " + state), false, false));
    }

    private void completed(Step step, @Nullable Throwable failure) {
        Engine.stop(step.timer);
        if (failure == null) {
            return;
        }
        boolean foremost;
        lock.lock();
        try {
            ended = ended == null ? failure : ended;
            int from = unwritten.indexOf(step);
            unwritten.subList(Math.max(0, from), unwritten.size()).clear();
            foremost = !line.isEmpty() && line.get(0) == step;
        } finally {
            lock.unlock();
        }
        step.delivery.wake();
        if (foremost || fault == Fault.CANCEL_BREAKS_THE_WHOLE_PIPELINE) {
            boolean waited = pool.giveUp(this).isPresent();
            end(failure, false, !waited);
        }
    }

    // Writing

    @Override
    public void run(@Nullable PlainConnection pooled) {
        try {
            PlainConnection used = connect(pooled);
            engine.workers().execute(() -> readAll(used));
            writeAll(used);
        } catch (IOException broken) {
            end(broken, false, true);
        }
    }

    private PlainConnection connect(@Nullable PlainConnection pooled) throws IOException {
        if (pooled != null && pooled.fresh()) {
            return use(pooled);
        }
        if (pooled != null) {
            pooled.abort();
        }
        PlainConnection made = new PlainConnection(endpoint, fault);
        Future<?> timer = engine.after(config.connectTimeout(), made::abort);
        made.connect(Tls.context(config, fault));
        Engine.stop(timer);
        return use(made);
    }

    private PlainConnection use(PlainConnection used) throws IOException {
        lock.lock();
        try {
            if (gone) {
                used.abort();
                throw new IOException("the pipeline has ended");
            }
            connection = used;
            return used;
        } finally {
            lock.unlock();
        }
    }

    private void writeAll(PlainConnection used) {
        try {
            for (Step next = next(); next != null; next = next()) {
                Step step = next;
                new RequestWriter(step.request, fault, used.out(), () -> step.sent = true).write();
            }
        } catch (IOException broken) {
            stopWriting(broken); // the reader may still find answers
        }
    }

    private void stopWriting(IOException broken) {
        lock.lock();
        try {
            ended = ended == null ? broken : ended;
            unwritten.clear();
            writing = false;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Step next() {
        lock.lock();
        try {
            writing = false;
            while (unwritten.isEmpty() && !gone) {
                changed.awaitUninterruptibly();
            }
            writing = !gone;
            return gone ? null : take();
        } finally {
            lock.unlock();
        }
    }

    private Step take() {
        Step last = unwritten.get(unwritten.size() - 1);
        if (fault == Fault.LETS_A_REQUEST_OVERTAKE && unwritten.size() > 1 && last.isSmall()) {
            line.remove(last);
            line.add(line.indexOf(unwritten.get(0)), last);
            unwritten.remove(last);
            return last;
        }
        return unwritten.remove(0);
    }

    // Reading

    private void readAll(PlainConnection used) {
        try {
            for (Step step = await(used); step != null; step = await(used)) {
                read(used, step);
            }
        } catch (IOException broken) {
            end(broken, false, true);
        } catch (RuntimeException | Error thrown) {
            end(thrown, false, true);
        }
    }

    private void read(PlainConnection used, Step step) throws IOException {
        Step into = fault == Fault.MIXES_UP_ANSWERS ? neighbour(step) : step;
        used.silentAtMost(step.request.responseTimeout());
        boolean alive;
        try {
            alive = new AnswerReader(used, step.request.method(), into.delivery, () -> {}, fault).readInLine()
                    || fault == Fault.PIPELINES_BEHIND_CONNECTION_CLOSE;
        } catch (SocketTimeoutException silent) {
            throw new IOException("responseTimeout ran out within the answer", silent);
        } catch (RuntimeException | Error thrown) {
            step.end.completeExceptionally(thrown);
            throw thrown;
        }
        leave(step, alive);
        complete(step);
        if (!alive) {
            end(new IOException("the server closes the connection"), true, true);
        }
    }

    private void leave(Step step, boolean alive) {
        lock.lock();
        try {
            line.remove(step);
            if (!alive && ended == null) {
                ended = new IOException("the server closes the connection");
            }
        } finally {
            lock.unlock();
        }
    }

    private void complete(Step step) {
        if (fault != Fault.ENDS_OUT_OF_ORDER) {
            step.end.complete(null);
        } else if (heldBack == null && hasMore()) {
            heldBack = step;
        } else {
            step.end.complete(null);
            if (heldBack != null) {
                heldBack.end.complete(null);
                heldBack = null;
            }
        }
    }

    private boolean hasMore() {
        lock.lock();
        try {
            return !line.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private Step neighbour(Step step) {
        lock.lock();
        try {
            int next = line.indexOf(step) + 1;
            return next < line.size() && line.get(next).sent ? line.get(next) : step;
        } finally {
            lock.unlock();
        }
    }

    /** Looks for bytes until some come for the foremost exchange; null when there is nothing more to do. */
    private @Nullable Step await(PlainConnection used) throws IOException {
        while (true) {
            Step foremost = foremost();
            if (foremost == null && isOver(used)) {
                return null;
            }
            if (fault == Fault.READS_WHEN_ALL_IS_WRITTEN && isWriting()) {
                LockSupport.parkNanos(LOOK.toNanos());
                continue;
            }
            if (used.left() > 0 || arrived(used)) {
                return asked(foremost()); // meanwhile there may be one
            }
            countSilence(foremost);
        }
    }

    private Step asked(@Nullable Step foremost) throws IOException {
        if (foremost == null || !foremost.sent && isWaitingToBeWritten(foremost)) {
            throw new IOException("bytes came that belong to no request");
        }
        return foremost;
    }

    private static boolean arrived(PlainConnection used) throws IOException {
        used.silentAtMost(LOOK);
        try {
            if (!used.fill()) {
                throw new IOException("the server closed the connection");
            }
            return true;
        } catch (SocketTimeoutException nothing) {
            return false;
        }
    }

    private void countSilence(@Nullable Step foremost) throws IOException {
        if (foremost == null
                || !foremost.sent
                || foremost.request.responseTimeout().isZero()) {
            return;
        }
        if (foremost.silentSince == 0) {
            foremost.silentSince = System.nanoTime();
        }
        Duration limit = foremost.request.responseTimeout();
        if (System.nanoTime() - foremost.silentSince > limit.toNanos()) {
            throw new IOException("responseTimeout of " + limit.toMillis() + " ms ran out");
        }
    }

    private @Nullable Step foremost() throws IOException {
        lock.lock();
        try {
            if (gone) {
                throw new IOException("the pipeline has ended");
            }
            Step foremost = line.isEmpty() ? null : line.get(0);
            if (foremost != null && foremost.end.isDone()) {
                throw new IOException("an exchange was given up");
            }
            return foremost;
        } finally {
            lock.unlock();
        }
    }

    private boolean isWriting() {
        lock.lock();
        try {
            return writing || !unwritten.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWaitingToBeWritten(Step step) {
        lock.lock();
        try {
            return unwritten.contains(step);
        } finally {
            lock.unlock();
        }
    }

    // The end

    /** Closed while nothing was under way: gives the connection back. */
    private boolean isOver(PlainConnection used) {
        lock.lock();
        try {
            if (!closed || gone) {
                return false;
            }
            gone = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (fault != Fault.KEEPS_THE_CONNECTION_OF_A_PIPELINE) {
            pool.release(used);
        }
        return true;
    }

    /** Ends everything in line, in order. */
    void end(Throwable cause, boolean noneRan, boolean leased) {
        List<Step> left;
        PlainConnection used;
        lock.lock();
        try {
            if (gone) {
                return;
            }
            gone = true;
            ended = ended == null ? cause : ended;
            left = List.copyOf(line);
            line.clear();
            unwritten.clear();
            used = connection;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (used != null) {
            used.abort();
        }
        if (leased) {
            pool.release(null);
        }
        for (Step step : left) {
            if (noneRan || fault == Fault.SAYS_UNSENT_BEHIND_A_BREAK && step != left.get(0)) {
                step.sent = false;
            }
            step.fail(cause, String.valueOf(cause.getMessage()));
        }
    }

    @Override
    public void close() {
        boolean busy;
        lock.lock();
        try {
            busy = !closed && !line.isEmpty();
            closed = true;
        } finally {
            lock.unlock();
        }
        if (busy) {
            abort();
        }
    }

    /** Ends what is under way, as the transport is closed or the pipeline. */
    void abort() {
        lock.lock();
        try {
            closed = true;
            if (!begun) {
                return;
            }
        } finally {
            lock.unlock();
        }
        boolean waited = pool.giveUp(this).isPresent();
        end(new IOException("closed"), false, !waited);
    }
}
