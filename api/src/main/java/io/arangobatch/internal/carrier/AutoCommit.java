package io.arangobatch.internal.carrier;

import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.ConnectionMetadata;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.exchange.Waiting;
import io.arangobatch.internal.multipart.MultipartEncoder;
import io.arangobatch.spi.Endpoint;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One commit whose way is found on the way: where the batch endpoint turns out to be missing, nothing was run, and the same commit goes on without it. */
final class AutoCommit {

    /** Up to this size, sending a batch in vain costs no more than asking first. */
    private static final long SMALL = 64 * 1024;

    private final AutoCarrier carrier;
    private final MultipartEncoder batch;
    private final int from;
    private final AnswerHandler handler;
    private final Deadline deadline;
    private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Receipt receipt = Receipt.NONE;
    private @Nullable Carriage carriage;
    private boolean aborted;

    AutoCommit(AutoCarrier carrier, MultipartEncoder batch, int from, AnswerHandler handler, Deadline deadline) {
        this.carrier = carrier;
        this.batch = batch;
        this.from = from;
        this.handler = handler;
        this.deadline = deadline;
    }

    CompletableFuture<Delivery> delivery() {
        return delivery;
    }

    void start() {
        long size = batch.sizeOf(from, batch.count());
        Optional<ConnectionMetadata> known = carrier.choices().known().filter(choice -> suffices(choice, size));
        if (known.isPresent() || size <= SMALL) {
            carry(known.orElseGet(carrier.choices()::attempt), from);
        } else {
            ask();
        }
    }

    /** What is too large for some versions needs the version to be known. */
    private static boolean suffices(ConnectionMetadata choice, long size) {
        return size <= BatchEndpoint.FORMER_LIMIT
                || choice.carrier() == BatchCarrier.PIPELINE
                || choice.serverVersion().isPresent();
    }

    private void ask() {
        CompletableFuture<ConnectionMetadata> asked = carrier.choices().current(deadline.timeLeft());
        delivery.whenComplete((done, never) -> asked.cancel(true));
        asked.whenComplete((choice, failure) -> {
            if (failure == null) {
                carry(choice, from);
            } else {
                notSent(from, Waiting.causeOf(failure));
            }
        });
    }

    private void carry(ConnectionMetadata choice, int next) {
        lock.lock();
        try {
            if (aborted) {
                notSent(next, cancelled());
                return;
            }
            Carriage begun = carrier.of(choice.carrier()).carry(batch, next, handler, deadline);
            carriage = begun;
            begun.delivery().thenAccept(ended -> ended(choice, ended));
        } finally {
            lock.unlock();
        }
    }

    private void ended(ConnectionMetadata choice, Delivery ended) {
        receipt = receipt.plus(ended.receipt());
        Endpoint origin = ended.origin().orElse(choice.endpoint());
        Optional<ArangoServerException> missing = choice.carrier() == BatchCarrier.MULTIPART
                ? ended.failure().flatMap(AutoCommit::missingEndpoint)
                : Optional.empty();
        if (missing.isPresent()) {
            carry(carrier.choices().withoutEndpoint(origin, missing.get()), ended.answered());
            return;
        }
        if (ended.failure().isPresent()) {
            carrier.choices().forget(origin);
        } else {
            carrier.choices().confirm(choice, origin);
        }
        delivery.complete(new Delivery(
                ended.answered(), ended.settled(), receipt, ended.failure(), ended.origin(), ended.retryAfter()));
    }

    private static Optional<ArangoServerException> missingEndpoint(BatchCommitException failure) {
        return failure.outcome() == CommitOutcome.REJECTED
                        && failure.getCause() instanceof ArangoServerException refusal
                        && CommitOutcomes.refusesBatches(refusal)
                ? Optional.of(refusal)
                : Optional.empty();
    }

    private void notSent(int next, Throwable failure) {
        BatchCommitException broken = new CommitOutcomes("", next == 0).of(failure, false);
        int settled = broken.outcome() == CommitOutcome.REJECTED ? batch.count() : next;
        delivery.complete(new Delivery(next, settled, receipt, Optional.of(broken)));
    }

    /** Between two carriages, whoever would begin the second ends the commit. */
    void abort() {
        Carriage begun = stop();
        if (begun != null) {
            begun.abort().run();
        } else {
            notSent(from, cancelled());
        }
    }

    private static CancellationException cancelled() {
        return new CancellationException("cancelled by the caller");
    }

    /** Nothing begins any more. */
    private @Nullable Carriage stop() {
        lock.lock();
        try {
            aborted = true;
            return carriage;
        } finally {
            lock.unlock();
        }
    }
}
