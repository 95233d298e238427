package io.arangobatch.tck.bench;

import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.tck.TckUse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One commit under way: {@code commit()} on a thread of its own in blocking use, {@code commitAsync()} in the other. */
public final class Commit {

    private final CompletableFuture<BatchResult> end;
    private final Runnable abort;
    private final TckUse use;
    private final Duration patience;
    private final CompletableFuture<Duration> took;

    private Commit(CompletableFuture<BatchResult> end, Runnable abort, TckUse use, Duration patience, long begun) {
        this.end = end;
        this.abort = abort;
        this.use = use;
        this.patience = patience;
        this.took = end.handle((result, thrown) -> Duration.ofNanos(System.nanoTime() - begun));
    }

    static Commit begin(BatchSession session, TckUse use, Duration patience) {
        long begun = System.nanoTime();
        if (use == TckUse.ASYNCHRONOUS) {
            CompletableFuture<BatchResult> future = future(session);
            return new Commit(future, () -> future.cancel(true), use, patience, begun);
        }
        CompletableFuture<BatchResult> end = new CompletableFuture<>();
        Thread thread = new Thread(() -> commit(session, end), "tck-commit");
        thread.setDaemon(true);
        thread.start();
        return new Commit(end, thread::interrupt, use, patience, begun);
    }

    /** A commit that the state of the session forbids throws at once; tests see that as they see it from {@code commit()}. */
    private static CompletableFuture<BatchResult> future(BatchSession session) {
        try {
            return session.commitAsync();
        } catch (RuntimeException refused) {
            return CompletableFuture.failedFuture(refused);
        }
    }

    private static void commit(BatchSession session, CompletableFuture<BatchResult> end) {
        try {
            end.complete(session.commit());
        } catch (Throwable thrown) {
            end.completeExceptionally(thrown);
        }
    }

    /** Ends the commit from outside: by an interruption in blocking use, by cancelling its future in the other. */
    public Commit abort() {
        abort.run();
        return this;
    }

    /** Whether the commit has ended. */
    public boolean ended() {
        return end.isDone();
    }

    /** Waits for the end, whatever it is, and tells whether it is a result. */
    public boolean endedWell() {
        return await() == null;
    }

    /** Waits for the end, which must be a result. */
    public BatchResult result() {
        Throwable thrown = await();
        if (thrown != null) {
            throw new AssertionError("expected: the commit ends with a result; came: " + describe(thrown), thrown);
        }
        return end.join();
    }

    /** Waits for the end, which must be an exception of any kind. */
    public Throwable thrown() {
        Throwable thrown = await();
        if (thrown == null) {
            throw new AssertionError("expected: the commit fails; came: " + end.join());
        }
        return thrown;
    }

    /** Waits for the end, which must be a failed commit of that outcome. */
    public BatchCommitException failure(CommitOutcome outcome) {
        Throwable thrown = thrown();
        if (thrown instanceof BatchCommitException failure && failure.outcome() == outcome) {
            return failure;
        }
        throw new AssertionError(
                "expected: the commit fails with the outcome " + outcome + "; came: " + describe(thrown), thrown);
    }

    /** Waits for the end after {@link #abort}. A cancelled future cannot tell the outcome; that of the jobs is another matter. */
    public void aborted(CommitOutcome outcome) {
        if (use == TckUse.BLOCKING) {
            failure(outcome);
        } else if (!(thrown() instanceof CancellationException)) {
            throw new AssertionError("expected: the future is cancelled; came: " + describe(thrown()), thrown());
        }
    }

    /** The time from the call to the end, which must have come. */
    public Duration took() {
        return took.join();
    }

    private @Nullable Throwable await() {
        try {
            end.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (CancellationException cancelled) {
            return cancelled;
        } catch (TimeoutException never) {
            throw new AssertionError(
                    "expected: the commit ends; came: it is still under way after the kit's patience", never);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }

    private static String describe(Throwable thrown) {
        String outcome = thrown instanceof BatchCommitException failure ? " with the outcome " + failure.outcome() : "";
        return thrown.getClass().getName() + outcome + ": " + thrown.getMessage();
    }
}
