package io.arangobatch.internal.session;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchResultException;
import io.arangobatch.JobStatus;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.request.ResponseDecoder;
import io.arangobatch.spi.Endpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A queued request and what became of it. Keeps of the request what decoding and messages need, and not the document.
 *
 * <p>The answer is set on an I/O thread, so what both sides share is volatile: whoever asks for a future either sees the answer or is seen by
 * who sets it.
 */
final class Job<T> implements BatchJob<T> {

    private enum Waiting {
        PENDING
    }

    private record Result(Object value) {}

    private record Failure(RuntimeException exception) {}

    private record NoAnswer(JobStatus status, String why, Optional<Throwable> cause) {}

    private static final VarHandle STATE = stateHandle();

    private final int id;
    private final String request;
    private final ResponseDecoder<T> decoder;
    private final JobContext context;
    /** What is known of the request: one of the above, or an answer that was not decoded, which needs nothing around it. */
    private volatile Object state = Waiting.PENDING;
    /** Who gave the answer; seen by whoever sees that. */
    private @Nullable Endpoint origin;

    private volatile @Nullable CompletableFuture<T> future;

    /**
     * Begins to wait.
     *
     * @param id the position of the request, from 1
     * @param text how the request is shown; neighbours that look alike share it
     * @param decoder reads the answer
     * @param context what all jobs share
     */
    Job(int id, String text, ResponseDecoder<T> decoder, JobContext context) {
        this.id = id;
        this.request = text;
        this.decoder = decoder;
        this.context = context;
    }

    private static VarHandle stateHandle() {
        try {
            return MethodHandles.lookup().findVarHandle(Job.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public JobStatus status() {
        Object now = state;
        if (now instanceof NoAnswer none) {
            return none.status();
        }
        return now == Waiting.PENDING ? JobStatus.PENDING : JobStatus.DONE;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T result() {
        Object now = state instanceof RawAnswer answer ? decode(answer) : state;
        if (now instanceof Result result) {
            return (T) result.value();
        }
        if (now instanceof Failure failure) {
            throw failure.exception();
        }
        throw unavailable(now);
    }

    /** No lock is held while the caller's decoder runs: should two threads decode at once, the first result is everybody's. */
    private Object decode(RawAnswer answer) {
        Object decoded = decoded(answer);
        return STATE.compareAndSet(this, answer, decoded) ? decoded : state;
    }

    private Object decoded(RawAnswer answer) {
        try {
            RequestRunner runner = context.runnerAt(Objects.requireNonNull(origin));
            return new Result(decoder.decode(new ServerResponse(request, answer, context.mapper(), runner)));
        } catch (RuntimeException e) {
            return new Failure(e);
        }
    }

    private BatchResultException unavailable(Object now) {
        if (now instanceof NoAnswer none) {
            return new BatchResultException(
                    "request " + id + " (" + request + ") " + none.why(),
                    none.cause().orElse(null));
        }
        return new BatchResultException(
                "the result of request " + id + " (" + request + ") is not available yet; commit the batch first");
    }

    @Override
    public CompletableFuture<T> toCompletableFuture() {
        CompletableFuture<T> mine = future;
        if (mine == null) {
            mine = new CompletableFuture<>();
            future = mine;
            if (state != Waiting.PENDING) {
                complete(mine);
            }
        }
        return mine;
    }

    private void complete(CompletableFuture<T> promise) {
        Callbacks.complete(promise, context.callbacks(), this::result);
    }

    /** Takes the server's answer; tells whether it is the first. */
    boolean answer(RawAnswer answer, Endpoint from) {
        origin = from;
        return settle(answer);
    }

    /** Takes an answer that cannot be understood; tells whether it is the first. */
    boolean fail(RuntimeException exception) {
        return settle(new Failure(exception));
    }

    /** Learns that there will be no answer; tells whether there is none. */
    boolean giveUp(JobStatus status, String why, Optional<Throwable> cause) {
        return settle(new NoAnswer(status, why, cause));
    }

    private boolean settle(Object settled) {
        boolean first = STATE.compareAndSet(this, Waiting.PENDING, settled);
        CompletableFuture<T> waiting = future;
        if (first && waiting != null) {
            complete(waiting);
        }
        return first;
    }

    @Override
    public String toString() {
        return "job " + id + ": " + request + ", " + status();
    }
}
