package io.arangobatch.tck.bench;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import io.arangobatch.tck.TckUse;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One exchange under way: how it ends, in either use, and what its sink got. */
public final class Call {

    private final CompletableFuture<Void> future;
    private final CompletableFuture<Outcome> called = new CompletableFuture<>();
    private final Recorder recorder;
    private final TckUse use;
    private final Duration patience;
    private final long begun;

    Call(CompletableFuture<Void> future, Recorder recorder, TckUse use, Duration patience, long begun) {
        this.future = future;
        this.recorder = recorder;
        this.use = use;
        this.patience = patience;
        this.begun = begun;
    }

    /** Begins to listen, which must not happen in the constructor. */
    Call listening() {
        future.whenComplete((nothing, thrown) -> called.complete(Outcome.of(thrown, recorder.calls(), begun)));
        return this;
    }

    /** The future that the transport returned. */
    public CompletableFuture<Void> future() {
        return future;
    }

    /** What the sink got. */
    public Recorder recorder() {
        return recorder;
    }

    /** Waits for the end, which must be a whole answer. */
    public Answer answer() {
        Throwable thrown = await();
        if (thrown != null) {
            throw new AssertionError(
                    "expected: the exchange ends with a whole answer; came: " + describe(thrown), thrown);
        }
        return new Answer(
                recorder.head()
                        .orElseThrow(
                                () -> new AssertionError("expected: onHead was called before the end; came: no call")),
                recorder.body(),
                recorder.bytes(),
                recorder.checksum());
    }

    /** Waits for the end, which must be an exception of any kind. */
    public Throwable thrown() {
        Throwable thrown = await();
        if (thrown == null) {
            throw new AssertionError("expected: the exchange ends with an exception; came: an answer with status "
                    + recorder.head().map(head -> head.status()).orElse(0) + " and " + recorder.bytes() + " bytes");
        }
        return thrown;
    }

    /** Waits for the end, which must be a transport exception. */
    public TransportException failure() {
        Throwable thrown = thrown();
        if (thrown instanceof TransportException failure) {
            return failure;
        }
        throw new AssertionError(
                "expected: the exchange ends with a TransportException; came: " + describe(thrown), thrown);
    }

    /** Waits for the end, which must be a transport exception of that phase. */
    public TransportException failure(Phase phase, boolean requestSent) {
        TransportException failure = failure();
        if (failure.phase() != phase || failure.requestSent() != requestSent) {
            throw new AssertionError(
                    "expected: a TransportException with phase " + phase + " and requestSent " + requestSent
                            + "; came: " + describe(failure),
                    failure);
        }
        return failure;
    }

    /** Waits for the end, whatever it is; null stands for a whole answer. */
    public @Nullable Throwable await() {
        return use == TckUse.BLOCKING ? awaitBlocking() : outcome().thrown();
    }

    /** Waits until the transport's future has completed and tells what was known at that moment. */
    public Outcome outcome() {
        return unlessNever(called.completeOnTimeout(Outcome.NEVER, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join());
    }

    private @Nullable Throwable awaitBlocking() {
        try {
            future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (ExecutionException failed) {
            return failed.getCause();
        } catch (CancellationException cancelled) {
            return cancelled;
        } catch (TimeoutException never) {
            throw stillOpen();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", interrupted);
        }
    }

    private static Outcome unlessNever(Outcome outcome) {
        if (outcome == Outcome.NEVER) {
            throw stillOpen();
        }
        return outcome;
    }

    private static AssertionError stillOpen() {
        return new AssertionError(
                "expected: the exchange ends; came: its future is still open after the kit's patience");
    }

    private static String describe(Throwable thrown) {
        String phase = thrown instanceof TransportException failure
                ? " with phase " + failure.phase() + " and requestSent " + failure.requestSent()
                : "";
        return thrown.getClass().getName() + phase + ": " + thrown.getMessage();
    }

    /** What was known when the future completed: its exception, the calls of the sink until then, and the time it took. */
    public record Outcome(@Nullable Throwable thrown, int calls, Duration took) {

        static final Outcome NEVER = new Outcome(null, 0, Duration.ZERO);

        static Outcome of(@Nullable Throwable thrown, int calls, long begun) {
            Throwable cause = thrown instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : thrown;
            return new Outcome(cause, calls, Duration.ofNanos(System.nanoTime() - begun));
        }
    }
}
