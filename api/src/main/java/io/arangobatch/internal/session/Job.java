package io.arangobatch.internal.session;

import io.arangobatch.BatchJob;
import io.arangobatch.BatchResultException;
import io.arangobatch.JobStatus;
import io.arangobatch.internal.multipart.PartAnswer;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.request.ResponseDecoder;
import io.arangobatch.spi.Endpoint;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

    /** What is known of the request. */
    private sealed interface State {}

    private enum Waiting implements State {
        PENDING
    }

    private record Answered(PartAnswer answer, Endpoint origin) implements State {}

    private record Result(Object value) implements State {}

    private record Failure(RuntimeException exception) implements State {}

    private record NoAnswer(JobStatus status, String why, Optional<Throwable> cause) implements State {}

    private static final VarHandle STATE = stateHandle();

    private final int id;
    private final String request;
    private final ResponseDecoder<T> decoder;
    private final JobContext context;
    private volatile State state = Waiting.PENDING;
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
            return MethodHandles.lookup().findVarHandle(Job.class, "state", State.class);
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
        State now = state;
        if (now instanceof NoAnswer none) {
            return none.status();
        }
        return now == Waiting.PENDING ? JobStatus.PENDING : JobStatus.DONE;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T result() {
        State now = state instanceof Answered answered ? decode(answered) : state;
        if (now instanceof Result result) {
            return (T) result.value();
        }
        if (now instanceof Failure failure) {
            throw failure.exception();
        }
        throw unavailable(now);
    }

    /** No lock is held while the caller's decoder runs: should two threads decode at once, the first result is everybody's. */
    private State decode(Answered answered) {
        State decoded = decoded(answered);
        return STATE.compareAndSet(this, answered, decoded) ? decoded : state;
    }

    private State decoded(Answered answered) {
        PartAnswer answer = answered.answer();
        try {
            return new Result(decoder.decode(new ServerResponse(
                    request, answer.head(), answer.body(), context.mapper(), context.runnerAt(answered.origin()))));
        } catch (RuntimeException e) {
            return new Failure(e);
        }
    }

    private BatchResultException unavailable(State now) {
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
    boolean answer(PartAnswer answer, Endpoint origin) {
        return settle(new Answered(answer, origin));
    }

    /** Takes an answer that cannot be understood; tells whether it is the first. */
    boolean fail(RuntimeException exception) {
        return settle(new Failure(exception));
    }

    /** Learns that there will be no answer; tells whether there is none. */
    boolean giveUp(JobStatus status, String why, Optional<Throwable> cause) {
        return settle(new NoAnswer(status, why, cause));
    }

    private boolean settle(State settled) {
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
