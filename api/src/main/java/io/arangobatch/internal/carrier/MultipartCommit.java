package io.arangobatch.internal.carrier;

import io.arangobatch.BatchCommitException;
import io.arangobatch.internal.exchange.Deadline;
import io.arangobatch.internal.multipart.MultipartEncoder;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One commit as multipart calls, one after another: each begins when the one before has been answered whole. */
final class MultipartCommit {

    private final MultipartCarrier carrier;
    private final MultipartEncoder batch;
    private final AnswerHandler handler;
    private final long maxBodyBytes;
    private final Deadline deadline;
    private final CompletableFuture<Delivery> delivery = new CompletableFuture<>();
    private volatile Receipt receipt = Receipt.NONE;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable MultipartCall current;
    private boolean aborted;

    MultipartCommit(
            MultipartCarrier carrier,
            MultipartEncoder batch,
            AnswerHandler handler,
            long maxBodyBytes,
            Deadline deadline) {
        this.carrier = carrier;
        this.batch = batch;
        this.handler = handler;
        this.maxBodyBytes = maxBodyBytes;
        this.deadline = deadline;
    }

    CompletableFuture<Delivery> delivery() {
        return delivery;
    }

    void start(int from) {
        lock.lock();
        try {
            if (aborted) {
                notSent(from, new CancellationException("cancelled by the caller"));
            } else if (deadline.isOver()) {
                notSent(from, deadline.passed());
            } else {
                MultipartCall call = new MultipartCall(carrier, batch, from, end(from), handler, deadline);
                current = call;
                call.start(failure -> ended(call, failure));
            }
        } finally {
            lock.unlock();
        }
    }

    private void notSent(int from, Exception why) {
        BatchCommitException failure = new CommitOutcomes("", from == 0).of(why, false);
        delivery.complete(new Delivery(from, from, receipt, Optional.of(failure)));
    }

    /** As many requests as fit, and one at least: if that is too large by itself, the server says so better than a guess. */
    private int end(int from) {
        if (batch.sizeOf(from, batch.count()) <= maxBodyBytes) {
            return batch.count();
        }
        int end = from + 1;
        while (end < batch.count() && batch.sizeOf(from, end + 1) <= maxBodyBytes) {
            end++;
        }
        return end;
    }

    private void ended(MultipartCall call, Optional<BatchCommitException> failure) {
        current = null;
        receipt = receipt.plus(call.receipt());
        if (failure.isPresent()) {
            delivery.complete(call.broken(failure.get(), receipt, batch.count()));
        } else if (call.to() == batch.count()) {
            delivery.complete(Delivery.complete(batch.count(), receipt, call.origin()));
        } else {
            start(call.to());
        }
    }

    /** Between two calls, whoever would begin the next one ends the commit. */
    void abort() {
        MultipartCall call = stop();
        if (call != null) {
            BatchCommitException failure = call.abort();
            delivery.complete(call.broken(failure, receipt.plus(call.receipt()), batch.count()));
        }
    }

    /** No call begins any more. */
    private @Nullable MultipartCall stop() {
        lock.lock();
        try {
            aborted = true;
            return current;
        } finally {
            lock.unlock();
        }
    }
}
