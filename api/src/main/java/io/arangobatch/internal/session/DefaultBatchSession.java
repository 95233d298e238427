package io.arangobatch.internal.session;

import io.arangobatch.ArangoContext;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.ExecutionContext;
import io.arangobatch.JobStatus;
import io.arangobatch.internal.carrier.Carriage;
import io.arangobatch.internal.carrier.Delivery;
import io.arangobatch.internal.carrier.Receipt;
import io.arangobatch.internal.exchange.Waiting;
import io.arangobatch.internal.plan.Plan;
import io.arangobatch.request.ArangoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
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
    private final List<Job<?>> jobs = new ArrayList<>();
    private final Confinement confinement = new Confinement();
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final UnreturnedJob<Object> unreturned = new UnreturnedJob<>(this::unreturnedStatus);
    private volatile JobStatus unreturnedStatus = JobStatus.PENDING;
    private final Dealer dealer;
    private volatile @Nullable Carriage carriage;
    /** What came of the commits so far; written when one ends, read when the next begins or a result is made. */
    private volatile Receipt receipt = Receipt.NONE;

    /** How many wire requests no commit needs to send any more. */
    private volatile int settled;

    private volatile int unknown;
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
        this.queue = new Queue(options, host.mapper());
        this.dealer = new Dealer(queue.plan(), jobs, returnResults);
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
            queue.add(request);
            return returnResults ? kept(request) : unreturned();
        });
    }

    private <T> BatchJob<T> kept(ArangoRequest<T> request) {
        Job<T> job = new Job<>(queue.count(), request, host);
        jobs.add(job);
        return job;
    }

    /** One object for all requests: it never has a result, so it may stand for any type. */
    @SuppressWarnings("unchecked")
    private <T> BatchJob<T> unreturned() {
        return (BatchJob<T>) unreturned;
    }

    private JobStatus unreturnedStatus() {
        return unreturnedStatus;
    }

    @Override
    public List<BatchJob<?>> queuedJobs() {
        return alone(() -> List.copyOf(jobs));
    }

    @Override
    public int pendingRequests() {
        return alone(() -> state.get() == State.CLOSED ? 0 : queue.count() - settled);
    }

    @Override
    public BatchResult commit() {
        return alone(() -> {
            requireOpen("be committed");
            host.requireMayBlock("BatchSession.commit()");
            CompletableFuture<BatchResult> end = begin();
            return Waiting.forEndOf(end, this::abort);
        });
    }

    @Override
    public CompletableFuture<BatchResult> commitAsync() {
        return alone(() -> {
            requireOpen("be committed");
            CompletableFuture<BatchResult> end = begin();
            CompletableFuture<BatchResult> promise = new CompletableFuture<>();
            end.whenComplete((result, failure) ->
                    Callbacks.complete(promise, host.callbacks(), () -> Waiting.valueOf(result, failure)));
            promise.whenComplete((result, failure) -> {
                if (promise.isCancelled()) {
                    abort();
                }
            });
            return promise;
        });
    }

    /** Starts the commit; the future ends on an I/O thread, when jobs and state have been settled. */
    private CompletableFuture<BatchResult> begin() {
        host.requireOpen();
        state.set(State.COMMITTING);
        long start = System.nanoTime();
        Carriage started = carry();
        carriage = started;
        return started.delivery().thenApply(delivery -> {
            settle(delivery);
            if (delivery.failure().isPresent()) {
                throw delivery.failure().get();
            }
            BatchResult result = result(start);
            committed = result;
            return result;
        });
    }

    private Carriage carry() {
        Plan plan = queue.plan();
        plan.close();
        if (settled == plan.wires()) {
            Delivery nothing = new Delivery(settled, settled, Receipt.NONE, Optional.empty());
            return new Carriage(CompletableFuture.completedFuture(nothing), () -> {});
        }
        return host.carrier().carry(plan.encoder(), settled, dealer);
    }

    private BatchResult result(long start) {
        return new BatchResult(
                List.copyOf(jobs),
                queue.count(),
                dealer.failed() + unknown,
                queue.plan().wires(),
                receipt.calls(),
                receipt.bytesSent(),
                receipt.bytesReceived(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private void settle(Delivery delivery) {
        receipt = receipt.plus(delivery.receipt());
        delivery.failure().ifPresent(failure -> giveUp(delivery, failure));
        settled = delivery.settled();
        if (settled == queue.plan().wires()) {
            state.compareAndSet(State.COMMITTING, State.COMMITTED);
            unreturnedStatus = delivery.failure()
                    .map(failure -> statusAfter(failure.outcome()))
                    .orElse(JobStatus.DONE);
        } else {
            reopen();
        }
    }

    /** Jobs that were answered keep their results. */
    private void giveUp(Delivery delivery, BatchCommitException failure) {
        JobStatus status = statusAfter(failure.outcome());
        String why = (status == JobStatus.NOT_RUN ? "was not run: " : "has no answer and may have run: ")
                + failure.getMessage();
        int lost = giveUp(delivery.answered(), delivery.settled(), status, why, Optional.of(failure));
        unknown += status == JobStatus.UNKNOWN ? lost : 0;
    }

    private static JobStatus statusAfter(CommitOutcome outcome) {
        return outcome == CommitOutcome.REJECTED ? JobStatus.NOT_RUN : JobStatus.UNKNOWN;
    }

    /** What was not sent is still queued; but if the session was closed meanwhile, nobody will commit it again. */
    private void reopen() {
        if (!state.compareAndSet(State.COMMITTING, State.OPEN)) {
            discard();
        }
    }

    private void discard() {
        unreturnedStatus = JobStatus.NOT_RUN;
        giveUp(settled, queue.count(), JobStatus.NOT_RUN, "was not run: its batch was discarded", Optional.empty());
    }

    /** Settles the jobs of some wire requests and tells how many of them had no answer. */
    private int giveUp(int fromWire, int toWire, JobStatus status, String why, Optional<Throwable> cause) {
        int from = queue.plan().firstJob(fromWire);
        int to = queue.plan().firstJob(toWire);
        if (!returnResults) {
            return to - from;
        }
        int lost = 0;
        for (Job<?> job : jobs.subList(from, to)) {
            lost += job.giveUp(status, why, cause) ? 1 : 0;
        }
        return lost;
    }

    private void abort() {
        Carriage started = carriage;
        if (started != null) {
            started.abort().run();
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
