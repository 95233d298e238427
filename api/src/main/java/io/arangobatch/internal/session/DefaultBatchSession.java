package io.arangobatch.internal.session;

import io.arangobatch.ArangoContext;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.ExecutionContext;
import io.arangobatch.JobStatus;
import io.arangobatch.internal.carrier.Receipt;
import io.arangobatch.internal.exchange.Waiting;
import io.arangobatch.request.ArangoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A queue of requests, and its one way from open over committing to committed. */
public final class DefaultBatchSession implements BatchSession {

    /** Where a session stands. The commit's end moves it on an I/O thread, everything else happens on the user's. */
    private enum State {
        OPEN,
        COMMITTING,
        COMMITTED,
        CLOSED
    }

    private final ArangoContext connection;
    private final SessionHost host;
    private final boolean returnResults;
    private final Queue queue;
    private final Confinement confinement = new Confinement();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final UnreturnedJob<Object> unreturned = new UnreturnedJob<>(this::unreturnedStatus);
    private volatile JobStatus unreturnedStatus = JobStatus.PENDING;
    private volatile @Nullable Attempts attempts;
    /** Whether every request so far was declared repeatable. */
    private boolean repeatable = true;

    private String lastMethod = "";
    private String lastTarget = "";
    private String lastText = "";

    private volatile @Nullable BatchResult committed;

    /**
     * Begins a session.
     *
     * @param connection tells database and user
     * @param host carries the commit
     * @param options results or none; limits above zero
     */
    public DefaultBatchSession(ArangoContext connection, SessionHost host, BatchOptions options) {
        this.connection = connection;
        this.host = host;
        this.returnResults = options.returnResults();
        this.queue = new Queue(options, host.mapper(), host.spillFolder());
    }

    @Override
    public ExecutionContext context() {
        return ExecutionContext.BATCH;
    }

    @Override
    public String database() {
        return connection.database();
    }

    @Override
    public Optional<String> user() {
        return connection.user();
    }

    @Override
    public <T> BatchJob<T> add(ArangoRequest<T> request) {
        return alone(() -> {
            requireOpen("take a request");
            BatchJob<T> job = returnResults ? addKept(request) : addUnreturned(request);
            repeatable = repeatable && request.isRepeatable();
            return job;
        });
    }

    private <T> BatchJob<T> addKept(ArangoRequest<T> request) {
        Job<T> job = new Job<>(queue.count() + 1, text(request), request.decoder(), host);
        queue.add(request, job);
        return job;
    }

    /** Most inserts look like the one before, and a text for each would cost more than the rest of their jobs. */
    private String text(ArangoRequest<?> request) {
        if (!request.target().equals(lastTarget) || !request.method().equals(lastMethod)) {
            lastTarget = request.target();
            lastMethod = request.method();
            lastText = request.toString();
        }
        return lastText;
    }

    /** One object for all requests: it never has a result, so it may stand for any type. */
    @SuppressWarnings("unchecked")
    private <T> BatchJob<T> addUnreturned(ArangoRequest<T> request) {
        queue.add(request, null);
        return (BatchJob<T>) unreturned;
    }

    private JobStatus unreturnedStatus() {
        return unreturnedStatus;
    }

    @Override
    public List<BatchJob<?>> queuedJobs() {
        return alone(() -> List.copyOf(queue.jobs()));
    }

    @Override
    public int pendingRequests() {
        return alone(() -> state.get() == State.CLOSED ? 0 : pending());
    }

    @Override
    public BatchResult commit() {
        return alone(() -> {
            requireOpen("be committed");
            host.requireMayBlock("BatchSession.commit()");
            return Waiting.forEndOf(begin(null), this::abort);
        });
    }

    @Override
    public BatchResult commit(Consumer<? super BatchJob<?>> callback) {
        Objects.requireNonNull(callback, "callback");
        return alone(() -> {
            requireOpen("be committed");
            requireResults();
            host.requireMayBlock("BatchSession.commit(callback)");
            CallingThread here = new CallingThread();
            Handover handover = Handover.on(here, callback);
            CompletableFuture<BatchResult> end = begin(handover);
            here.runUntil(end, this::abort);
            BatchResult result = Waiting.forEndOf(end, this::abort);
            handover.requireSuccess();
            return result;
        });
    }

    @Override
    public CompletableFuture<BatchResult> commitAsync() {
        return alone(() -> {
            requireOpen("be committed");
            return promise(begin(null), () -> {}, this::abort);
        });
    }

    @Override
    public CompletableFuture<BatchResult> commitAsync(Consumer<? super BatchJob<?>> callback) {
        Objects.requireNonNull(callback, "callback");
        return alone(() -> {
            requireOpen("be committed");
            requireResults();
            Handover handover = Handover.on(host.callbacks(), callback);
            return promise(begin(handover), handover::requireSuccess, () -> {
                handover.cancel();
                abort();
            });
        });
    }

    /** What users wait for and may cancel. */
    private CompletableFuture<BatchResult> promise(
            CompletableFuture<BatchResult> end, Runnable check, Runnable cancellation) {
        CompletableFuture<BatchResult> promise = new CompletableFuture<>();
        end.whenComplete((result, failure) -> Callbacks.complete(promise, host.callbacks(), () -> {
            BatchResult value = Waiting.valueOf(result, failure);
            check.run();
            return value;
        }));
        promise.whenComplete((result, failure) -> {
            if (promise.isCancelled()) {
                cancellation.run();
            }
        });
        return promise;
    }

    private void requireResults() {
        if (!returnResults) {
            throw new BatchStateException(
                    "the batch session was told to return no results (returnResults is false), so there is"
                            + " nothing to hand to a callback; commit it without one, or begin another one with results");
        }
    }

    private int pending() {
        return queue.lanes().stream().mapToInt(Lane::pending).sum();
    }

    /** Starts the commit; the future ends on an I/O thread or after the last call of the callback, when jobs and state have been settled. */
    private CompletableFuture<BatchResult> begin(@Nullable Handover handover) {
        host.requireOpen();
        state.set(State.COMMITTING);
        long start = System.nanoTime();
        List<Lane> lanes = queue.lanes();
        lanes.forEach(lane -> lane.jobs().handTo(handover));
        Attempts begun = new Attempts(lanes, host.carrier(), repeatable);
        attempts = begun;
        begun.start(host.retrying());
        return (handover == null ? begun.end() : handover.endOf(begun.end())).thenApply(failure -> {
            settle(lanes, failure);
            if (failure.isPresent()) {
                throw failure.get();
            }
            BatchResult result = result(lanes, start);
            committed = result;
            return result;
        });
    }

    private BatchResult result(List<Lane> lanes, long start) {
        Receipt receipt = lanes.stream().map(Lane::receipt).reduce(Receipt.NONE, Receipt::plus);
        return new BatchResult(
                List.copyOf(queue.jobs()),
                queue.count(),
                lanes.stream().mapToInt(Lane::failed).sum(),
                lanes.stream().mapToInt(lane -> lane.plan().wires()).sum(),
                receipt.calls(),
                receipt.bytesSent(),
                receipt.bytesReceived(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void settle(List<Lane> lanes, Optional<BatchCommitException> failure) {
        if (lanes.stream().allMatch(Lane::isSettled)) {
            queue.release();
            state.compareAndSet(State.COMMITTING, State.COMMITTED);
            unreturnedStatus =
                    failure.map(broken -> Lane.statusAfter(broken.outcome())).orElse(JobStatus.DONE);
        } else {
            reopen();
        }
    }

    /** What was not sent is still queued; but if the session was closed meanwhile, nobody will commit it again. */
    private void reopen() {
        if (!state.compareAndSet(State.COMMITTING, State.OPEN)) {
            discard();
        }
    }

    private void discard() {
        unreturnedStatus = JobStatus.NOT_RUN;
        queue.lanes().forEach(Lane::discard);
        queue.release();
    }

    private void abort() {
        Attempts begun = attempts;
        if (begun != null) {
            begun.abort(host.retrying());
        }
    }

    @Override
    public void close() {
        alone(() -> {
            State before = state.getAndSet(State.CLOSED);
            if (before == State.OPEN) {
                discard();
            } else if (before == State.COMMITTING) {
                abort();
            }
            return before;
        });
    }

    private <R> R alone(Supplier<R> action) {
        boolean outermost = confinement.enter();
        try {
            return action.get();
        } finally {
            confinement.leave(outermost);
        }
    }

    private void requireOpen(String what) {
        switch (Objects.requireNonNull(state.get())) {
            case OPEN -> host.requireOpen();
            case COMMITTING ->
                throw new BatchStateException(
                        "the batch is being committed and cannot " + what + "; begin another one");
            case COMMITTED ->
                throw new BatchStateException(
                        "the batch is already committed and cannot " + what + "; begin another one");
            case CLOSED ->
                throw new BatchStateException("the batch session is closed and cannot " + what + "; begin another one");
        }
    }

    /**
     * Commits, unless the caller's code has done so already.
     *
     * @return what came of the commit
     */
    public BatchResult commitOnce() {
        BatchResult before = committed;
        return before == null ? commit() : before;
    }
}
