package io.arangobatch.internal.session;

import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.internal.carrier.Carrier;
import io.arangobatch.internal.carrier.Delivery;
import io.arangobatch.internal.exchange.Retrying;
import io.arangobatch.internal.exchange.Waiting;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A commit in as many attempts as the retry policy allows. Each sends only what the one before did not send, or, where every request was declared repeatable, what it
 * got no answer to.
 */
final class Attempts implements Retrying.Work<List<Delivery>> {

    private final List<Lane> lanes;
    private final Carrier carrier;
    private final boolean repeatable;
    private final CompletableFuture<Optional<BatchCommitException>> end = new CompletableFuture<>();
    private volatile List<Delivery> last = List.of();
    private volatile @Nullable Journey journey;
    private volatile boolean aborted;

    /**
     * Prepares a commit.
     *
     * @param lanes what to send
     * @param carrier how
     * @param repeatable whether every request may run twice
     */
    Attempts(List<Lane> lanes, Carrier carrier, boolean repeatable) {
        this.lanes = lanes;
        this.carrier = carrier;
        this.repeatable = repeatable;
    }

    void start(Retrying retrying) {
        run(retrying).whenComplete((deliveries, failure) -> {
            for (int i = 0; i < last.size(); i++) {
                lanes.get(i).settle(last.get(i));
            }
            end.complete(Optional.ofNullable(failure).map(this::told));
        });
    }

    private CompletableFuture<List<Delivery>> run(Retrying retrying) {
        try {
            return retrying.run(this);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A fault on the way must not leave the session committing for ever. What is then known of the requests is the least there is. */
    private BatchCommitException told(Throwable failure) {
        Throwable cause = Waiting.causeOf(failure);
        if (cause instanceof BatchCommitException broken) {
            return broken;
        }
        Optional<BatchCommitException> before = Journey.failure(last);
        if (before.isPresent()) {
            before.get().addSuppressed(cause);
            return before.get();
        }
        BatchCommitException unknown = new BatchCommitException(
                CommitOutcome.UNKNOWN, "the commit broke, and its requests may have run: " + cause, cause);
        lanes.forEach(lane -> lane.lose(unknown));
        return unknown;
    }

    /** How the commit ended; the lanes are settled by then. */
    CompletableFuture<Optional<BatchCommitException>> end() {
        return end;
    }

    @Override
    public CompletableFuture<List<Delivery>> attempt() {
        if (aborted) {
            return CompletableFuture.failedFuture(Journey.failure(last).orElseThrow());
        }
        for (int i = 0; i < last.size(); i++) {
            lanes.get(i).rewind(last.get(i));
        }
        last = List.of();
        Journey begun = new Journey(lanes, carrier);
        journey = begun;
        return begun.end().thenApply(this::arrived);
    }

    private List<Delivery> arrived(List<Delivery> deliveries) {
        last = deliveries;
        Journey.failure(deliveries).ifPresent(failure -> {
            throw failure;
        });
        return deliveries;
    }

    @Override
    public boolean mayRepeat(Throwable failure) {
        return !aborted
                && failure instanceof BatchCommitException broken
                && (broken.outcome() == CommitOutcome.NOT_SENT
                        || broken.outcome() == CommitOutcome.UNKNOWN && repeatable);
    }

    @Override
    public Optional<Duration> retryAfter(Throwable failure) {
        return last.stream().flatMap(delivery -> delivery.retryAfter().stream()).max(Comparator.naturalOrder());
    }

    @Override
    public Throwable gaveUp(Throwable lastFailure, List<Throwable> earlier, String note) {
        if (!(lastFailure instanceof BatchCommitException broken)) {
            return lastFailure;
        }
        BatchCommitException failure =
                new BatchCommitException(broken.outcome(), broken.getMessage() + "; " + note, broken.getCause());
        earlier.forEach(failure::addSuppressed);
        return failure;
    }

    void abort(Retrying retrying) {
        aborted = true;
        Journey begun = journey;
        if (begun != null) {
            begun.abort();
        }
        retrying.endPause(this);
    }
}
