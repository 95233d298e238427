package io.arangobatch.spi;

import io.arangobatch.spi.TransportException.Phase;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The pipeline of a transport that cannot pipeline: each request waits for the answer before it. */
final class SequentialPipeline implements Pipeline {

    private static final String AFTER_FAILURE = "an exchange before it broke";

    private final Transport transport;
    private final Endpoint endpoint;

    /** Guards the fields beneath; held for moments only, never while anything is called back. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Deque<Step> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private @Nullable Throwable broken;
    private @Nullable CompletableFuture<Void> running;

    /** An exchange that was called for, with the future that the caller has. */
    private record Step(TransportRequest request, ResponseSink sink, CompletableFuture<Void> end) {}

    SequentialPipeline(Transport transport, Endpoint endpoint) {
        this.transport = Objects.requireNonNull(transport, "transport");
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
    }

    @Override
    public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
        if (!request.endpoint().equals(endpoint)) {
            throw new IllegalArgumentException("the pipeline goes to " + endpoint + ", not to " + request.endpoint());
        }
        Step step = new Step(request, Objects.requireNonNull(sink, "sink"), new CompletableFuture<>());
        step.end().whenComplete((nothing, failure) -> noteFailure(failure));
        if (queue(step)) {
            return step.end();
        }
        CompletableFuture<Void> exchange;
        try {
            exchange = transport.exchange(request, sink);
        } catch (IllegalStateException transportClosed) {
            close();
            endWaiting("the transport was closed", transportClosed);
            throw transportClosed;
        }
        if (settle(step, exchange)) {
            proceed();
        }
        return step.end();
    }

    /** Whether others are before it, or have broken; else its turn is now. */
    private boolean queue(Step step) {
        Throwable before;
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the pipeline to " + endpoint + " is closed");
            }
            before = broken;
            if (before == null && busy) {
                waiting.addLast(step);
                return true;
            }
            busy |= before == null;
        } finally {
            lock.unlock();
        }
        return before != null && step.end().completeExceptionally(notSent(step.request(), AFTER_FAILURE, before));
    }

    private void noteFailure(@Nullable Throwable failure) {
        lock.lock();
        try {
            if (broken == null) {
                broken = failure;
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends one after the other; a loop, for answers may be there at once, and the queue may be long. */
    private void proceed() {
        for (Step next = next(); next != null; next = next()) {
            CompletableFuture<Void> exchange = send(next);
            if (exchange == null || !settle(next, exchange)) {
                return;
            }
        }
    }

    private @Nullable Step next() {
        lock.lock();
        try {
            running = null;
            Step next = waiting.pollFirst();
            busy = next != null;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable CompletableFuture<Void> send(Step step) {
        if (step.end().isDone()) {
            endWaiting(AFTER_FAILURE, null);
            return null;
        }
        try {
            return transport.exchange(step.request(), step.sink());
        } catch (IllegalStateException transportClosed) {
            String why = "the transport was closed";
            step.end().completeExceptionally(notSent(step.request(), why, transportClosed));
            endWaiting(why, transportClosed);
            return null;
        }
    }

    /** Ends the step when its exchange ends; whether that was well, and at once. */
    private boolean settle(Step step, CompletableFuture<Void> exchange) {
        watch(step, exchange);
        if (exchange.isDone()) {
            return end(step, exchange);
        }
        exchange.whenComplete((nothing, failure) -> {
            if (end(step, exchange)) {
                proceed();
            }
        });
        return false;
    }

    /** The caller may cancel the step, or close the pipeline. */
    private void watch(Step step, CompletableFuture<Void> exchange) {
        boolean closedMeanwhile;
        lock.lock();
        try {
            running = exchange;
            closedMeanwhile = closed;
        } finally {
            lock.unlock();
        }
        step.end().whenComplete((nothing, failure) -> {
            if (step.end().isCancelled()) {
                exchange.cancel(true);
            }
        });
        if (closedMeanwhile) {
            exchange.cancel(true);
        }
    }

    private boolean end(Step step, CompletableFuture<Void> exchange) {
        Throwable failure =
                exchange.handle((nothing, thrown) -> unwrapped(thrown)).join();
        if (failure == null) {
            step.end().complete(null);
            if (!step.end().isCompletedExceptionally()) {
                return true;
            }
        }
        boolean aborted = failure == null || exchange.isCancelled();
        Throwable told = aborted ? aborted(step.request()) : failure;
        // Not left to what depends on the future: whoever waits for that may be about to run it.
        noteFailure(told);
        step.end().completeExceptionally(told);
        return giveUp(failure);
    }

    private boolean giveUp(@Nullable Throwable failure) {
        endWaiting(isClosed() ? "its pipeline was closed" : AFTER_FAILURE, failure);
        return false;
    }

    private void endWaiting(String why, @Nullable Throwable cause) {
        for (Step next = next(); next != null; next = next()) {
            next.end().completeExceptionally(notSent(next.request(), why, cause));
        }
    }

    private static TransportException aborted(TransportRequest request) {
        return new TransportException(Phase.RECEIVE, true, request + " was aborted: its pipeline was closed");
    }

    private static TransportException notSent(TransportRequest request, String why, @Nullable Throwable cause) {
        return new TransportException(Phase.SEND, false, request + " was not sent: " + why, cause);
    }

    private static @Nullable Throwable unwrapped(@Nullable Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        CompletableFuture<Void> underWay;
        lock.lock();
        try {
            closed = true;
            underWay = running;
        } finally {
            lock.unlock();
        }
        if (underWay != null) {
            underWay.cancel(true);
        }
    }
}
