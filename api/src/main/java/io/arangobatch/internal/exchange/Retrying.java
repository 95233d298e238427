package io.arangobatch.internal.exchange;

import io.arangobatch.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Does work again that failed, as a policy allows. What may be done again is the work's own knowledge; when, how often and until when is decided here.
 * Thread-safe; no thread waits.
 */
public final class Retrying implements AutoCloseable {

    /**
     * Work that may take several attempts. Its methods are called one after another, on any threads, and do not block.
     *
     * @param <T> what it gives
     */
    public interface Work<T> {

        /**
         * Begins an attempt.
         *
         * @return its end; cancelling it aborts the attempt
         */
        CompletableFuture<T> attempt();

        /**
         * Tells whether another attempt can do no harm.
         *
         * @param failure what an attempt failed with
         * @return whether the work may be done again
         */
        boolean mayRepeat(Throwable failure);

        /**
         * Tells how long the server wants to be left alone.
         *
         * @param failure what an attempt failed with
         * @return the shortest pause before the next one, or empty
         */
        Optional<Duration> retryAfter(Throwable failure);

        /**
         * Makes the failure of the whole work.
         *
         * @param last what the last attempt failed with
         * @param earlier what the attempts before it failed with, in order; perhaps none
         * @param note how many attempts there were and why there is no other, to follow the message of the last failure
         * @return the failure
         */
        Throwable gaveUp(Throwable last, List<Throwable> earlier, String note);
    }

    private final RetryPolicy policy;
    private final LongSupplier nanoTime;
    private final LongUnaryOperator chance;
    private final Pauses pauses;
    private final Set<Run<?>> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Follows a policy.
     *
     * @param policy how often and how long
     */
    public Retrying(RetryPolicy policy) {
        this(policy, System::nanoTime, most -> ThreadLocalRandom.current().nextLong(most + 1), new PauseTimer());
    }

    Retrying(RetryPolicy policy, LongSupplier nanoTime, LongUnaryOperator chance, Pauses pauses) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.chance = chance;
        this.pauses = pauses;
    }

    /**
     * Does work. Returns at once.
     *
     * @param work what to do
     * @param <T> what it gives
     * @return its end, after whichever attempt was the last; cancelling it aborts the attempt or the pause under way
     */
    public <T> CompletableFuture<T> run(Work<T> work) {
        if (policy.retries() == 0) {
            return work.attempt();
        }
        Run<T> run = new Run<>(work);
        run.attempt();
        return run.result;
    }

    /**
     * Ends the pause of some work, if it is in one: there is no further attempt.
     *
     * @param work the work
     */
    public void endPause(Work<?> work) {
        waiting.stream().filter(run -> run.work == work).forEach(Run::stopped);
    }

    /** Ends at once whatever pauses; what failed until now is its failure. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(Run::closed);
        pauses.close();
    }

    /** One piece of work on its way through its attempts. */
    private final class Run<T> {

        private final Work<T> work;
        private final CompletableFuture<T> result = new CompletableFuture<>();
        private final List<Throwable> failures = new ArrayList<>();
        private long firstFailure;

        Run(Work<T> work) {
            this.work = work;
        }

        void attempt() {
            CompletableFuture<T> attempt = work.attempt();
            Cancellation.passOn(result, attempt);
            attempt.whenComplete((value, failure) -> {
                if (failure == null) {
                    result.complete(value);
                } else if (!result.isDone()) {
                    guarded(() -> failed(Waiting.causeOf(failure)));
                }
            });
        }

        private void failed(Throwable failure) {
            failures.add(failure);
            int attempts = failures.size();
            if (attempts == 1) {
                firstFailure = nanoTime.getAsLong();
            }
            if (!work.mayRepeat(failure)) {
                if (attempts == 1) {
                    result.completeExceptionally(failure);
                } else {
                    giveUp("which must not be repeated");
                }
            } else if (attempts > policy.retries()) {
                giveUp("which is all that the retry policy allows");
            } else {
                pauseWithinBudget(pauseAfter(failure));
            }
        }

        private Duration pauseAfter(Throwable failure) {
            double limit = policy.initialDelay().toNanos() * Math.pow(2, failures.size() - 1);
            long most = (long) Math.min(limit, policy.maxDelay().toNanos());
            Duration chosen = Duration.ofNanos(chance.applyAsLong(most));
            Duration asked = work.retryAfter(failure).orElse(Duration.ZERO);
            return asked.compareTo(chosen) > 0 ? asked : chosen;
        }

        private void pauseWithinBudget(Duration pause) {
            Duration spent = Duration.ofNanos(nanoTime.getAsLong() - firstFailure);
            if (spent.plus(pause).compareTo(policy.budget()) > 0) {
                giveUp("for a pause of " + pause + " would go beyond the budget of " + policy.budget());
                return;
            }
            waiting.add(this);
            if (closed) {
                closed();
                return;
            }
            CompletableFuture<Void> end = pauses.begin(pause);
            Cancellation.passOn(result, end);
            end.whenComplete((nothing, refused) -> {
                // Whoever takes it out goes on with it, so that nothing is sent after the end that a close has told.
                if (waiting.remove(this) && !result.isDone()) {
                    guarded(refused == null ? this::attempt : () -> result.completeExceptionally(refused));
                }
            });
        }

        void closed() {
            if (waiting.remove(this)) {
                giveUp("for the connection was closed");
            }
        }

        void stopped() {
            if (waiting.remove(this)) {
                giveUp("for it was cancelled");
            }
        }

        private void giveUp(String why) {
            int attempts = failures.size();
            String note = "given up after " + attempts + (attempts == 1 ? " attempt, " : " attempts, ") + why;
            result.completeExceptionally(
                    work.gaveUp(failures.get(attempts - 1), List.copyOf(failures.subList(0, attempts - 1)), note));
        }

        /** Nobody must wait for ever because of a mistake here or in the work. */
        private void guarded(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        }
    }
}
