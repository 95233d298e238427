package io.arangobatch.internal.session;

import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.internal.exchange.Backlog;
import io.arangobatch.spi.ResponseFlow;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The way of the jobs that a commit settles to the callback that takes them, one at a time and in the order in which they are settled. While too much waits for the callback, answers
 * are held back. After the callback has failed, whatever else is settled is dropped.
 */
final class Handover {

    /** How much may wait before answers are held back; a single answer may be larger. */
    private static final long MOST_BYTES = 1 << 20;

    /** What a job with its answer takes besides the body, about. */
    private static final int JOB_BYTES = 512;

    private final Consumer<? super BatchJob<?>> callback;
    private final Executor serial;
    private final Backlog backlog = new Backlog(MOST_BYTES);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    /** Who may still bring jobs: the commit itself, and answers that are being taken apart. */
    private final AtomicInteger bringing = new AtomicInteger(1);

    private final CompletableFuture<@Nullable Void> drained = new CompletableFuture<>();

    private Handover(Consumer<? super BatchJob<?>> callback, Executor serial) {
        this.callback = callback;
        this.serial = serial;
    }

    /** A way to a callback that is called on one thread, when that finds the time. */
    static Handover on(CallingThread thread, Consumer<? super BatchJob<?>> callback) {
        return new Handover(callback, thread);
    }

    /** A way to a callback that is called on any threads, one after another. */
    static Handover on(Executor executor, Consumer<? super BatchJob<?>> callback) {
        SerialExecutor serial = new SerialExecutor(executor);
        Handover handover = new Handover(callback, serial);
        serial.whenRefused(handover::stop);
        return handover;
    }

    /** An answer begins to arrive; a source has one after another. */
    void arriving(Object source, ResponseFlow flow) {
        backlog.arriving(source, flow);
    }

    /** Somebody begins to bring jobs: the end waits for the matching {@link #leave}. */
    void enter() {
        bringing.incrementAndGet();
    }

    void leave() {
        if (bringing.decrementAndGet() == 0) {
            serial.execute(() -> drained.complete(null));
        }
    }

    /** Takes a job that is settled. */
    void put(Job<?> job, int bodyBytes) {
        if (drained.isDone()) {
            return; // of a session that is closed, and discards what was not sent
        }
        long bytes = JOB_BYTES + (long) bodyBytes;
        backlog.add(bytes);
        serial.execute(() -> {
            call(job);
            backlog.remove(bytes);
        });
    }

    private void call(Job<?> job) {
        if (failure.get() != null) {
            return;
        }
        try {
            callback.accept(job);
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
        }
    }

    /** Nobody wants the jobs any more. */
    void cancel() {
        stop(new CancellationException("cancelled by the caller"));
    }

    private void stop(Exception why) {
        failure.compareAndSet(null, why);
    }

    /** Ends as a commit does, when its last job has been handed over; its failure then tells of the callback's as well. */
    CompletableFuture<Optional<BatchCommitException>> endOf(CompletableFuture<Optional<BatchCommitException>> commit) {
        commit.thenRun(this::leave);
        return drained.thenCompose(nothing -> commit).whenComplete((broken, never) -> broken.ifPresent(this::attachTo));
    }

    private void attachTo(BatchCommitException broken) {
        Throwable own = failure.get();
        if (own != null && own != broken) {
            broken.addSuppressed(own);
        }
    }

    /** Throws what the callback threw, if it did, just as it was. */
    void requireSuccess() {
        Throwable thrown = failure.get();
        if (thrown != null) {
            Handover.<RuntimeException>raise(thrown);
        }
    }

    /** Callbacks cannot declare checked exceptions, but there are ways to throw them. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
