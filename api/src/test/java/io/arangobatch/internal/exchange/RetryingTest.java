package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.RetryPolicy;
import io.arangobatch.scripted.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When, how often and until when work is done again. Time passes only when a test lets it. */
class RetryingTest {

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final ManualPauses pauses = new ManualPauses();
    private final Hapless work = new Hapless();

    /** Pauses that end when the test says so. */
    private final class ManualPauses implements Pauses {
        private final List<Duration> lengths = new ArrayList<>();
        private CompletableFuture<Void> current = new CompletableFuture<>();
        private boolean closed;

        @Override
        public CompletableFuture<Void> begin(Duration length) {
            lengths.add(length);
            current = new CompletableFuture<>();
            return current;
        }

        void end() {
            time.addAndGet(lengths.get(lengths.size() - 1).toNanos());
            current.complete(null);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Work of which each attempt ends as the test says. */
    private static final class Hapless implements Retrying.Work<String> {
        private final List<CompletableFuture<String>> attempts = new ArrayList<>();
        private Optional<Duration> retryAfter = Optional.empty();

        @Override
        public CompletableFuture<String> attempt() {
            CompletableFuture<String> attempt = new CompletableFuture<>();
            attempts.add(attempt);
            return attempt;
        }

        void fail(String why) {
            attempts.get(attempts.size() - 1).completeExceptionally(new IllegalStateException(why));
        }

        @Override
        public boolean mayRepeat(Throwable failure) {
            return !failure.getMessage().startsWith("final");
        }

        @Override
        public Optional<Duration> retryAfter(Throwable failure) {
            return retryAfter;
        }

        @Override
        public Throwable gaveUp(Throwable last, List<Throwable> earlier, String note) {
            return new IllegalStateException(
                    earlier.stream().map(Throwable::getMessage).toList() + " " + last.getMessage() + "; " + note);
        }
    }

    private Retrying retrying(RetryPolicy policy) {
        return new Retrying(policy, time::get, most -> most, pauses);
    }

    @Test
    void withoutAPolicyThereIsOneAttempt() {
        CompletableFuture<String> result = retrying(RetryPolicy.none()).run(work);
        work.fail("broken");

        assertThat(Await.failure(result)).hasMessage("broken");
        assertThat(work.attempts).hasSize(1);
        assertThat(pauses.lengths).isEmpty();
    }

    @Test
    void whatSucceedsIsNotDoneAgain() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.attempts.get(0).complete("good");

        assertThat(result).isCompletedWithValue("good");
        assertThat(work.attempts).hasSize(1);
    }

    @Test
    void theNextAttemptBeginsAfterThePauseAndNotBefore() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.fail("broken");
        assertThat(work.attempts).hasSize(1);

        pauses.end();
        assertThat(work.attempts).hasSize(2);

        work.attempts.get(1).complete("good");
        assertThat(result).isCompletedWithValue("good");
    }

    @Test
    void theLongestPauseDoublesUpToItsLimit() {
        retrying(RetryPolicy.of(100)
                        .initialDelay(Duration.ofMillis(100))
                        .maxDelay(Duration.ofMillis(700))
                        .budget(Duration.ofHours(1)))
                .run(work);
        for (int i = 0; i < 70; i++) {
            work.fail("broken");
            pauses.end();
        }

        assertThat(pauses.lengths.subList(0, 5))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(700),
                        Duration.ofMillis(700));
        assertThat(pauses.lengths.subList(5, 70)).containsOnly(Duration.ofMillis(700));
    }

    @Test
    void chanceMayMakeThePauseShorter() {
        new Retrying(RetryPolicy.of(3), time::get, most -> most / 4, pauses).run(work);
        work.fail("broken");

        assertThat(pauses.lengths).containsExactly(Duration.ofMillis(25));
    }

    @Test
    void theServersWishMakesThePauseLonger() {
        retrying(RetryPolicy.of(3)).run(work);
        work.retryAfter = Optional.of(Duration.ofSeconds(7));
        work.fail("busy");
        pauses.end();
        work.retryAfter = Optional.of(Duration.ofMillis(1));
        work.fail("busy");

        assertThat(pauses.lengths).containsExactly(Duration.ofSeconds(7), Duration.ofMillis(200));
    }

    @Test
    void theServersWishIsNotFollowedBeyondTheBudget() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.retryAfter = Optional.of(Duration.ofSeconds(31));
        work.fail("busy");

        assertThat(Await.failure(result))
                .hasMessage(
                        "[] busy; given up after 1 attempt, for a pause of PT31S would go beyond the budget of PT30S");
        assertThat(pauses.lengths).isEmpty();
    }

    @Test
    void afterTheLastAttemptAllFailuresAreTold() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(2)).run(work);
        work.fail("one");
        pauses.end();
        work.fail("two");
        pauses.end();
        work.fail("three");

        assertThat(Await.failure(result))
                .hasMessage("[one, two] three; given up after 3 attempts, which is all that the retry policy allows");
        assertThat(work.attempts).hasSize(3);
    }

    @Test
    void theBudgetCountsTheAttemptsToo() {
        CompletableFuture<String> result =
                retrying(RetryPolicy.of(9).budget(Duration.ofSeconds(10))).run(work);
        work.fail("one");
        pauses.end();
        time.addAndGet(Duration.ofSeconds(10).toNanos());
        work.fail("two");

        assertThat(Await.failure(result))
                .hasMessage(
                        "[one] two; given up after 2 attempts, for a pause of PT0.2S would go beyond the budget of PT10S");
    }

    @Test
    void theTimeOfTheFirstAttemptIsNotCounted() {
        retrying(RetryPolicy.of(9).budget(Duration.ofSeconds(10))).run(work);
        time.addAndGet(Duration.ofHours(1).toNanos());
        work.fail("one");

        assertThat(pauses.lengths).hasSize(1);
    }

    @Test
    void whatMustNotBeRepeatedFailsAsItIs() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.fail("final");

        assertThat(Await.failure(result)).hasMessage("final");
        assertThat(pauses.lengths).isEmpty();
    }

    @Test
    void aFailureThatMustNotBeRepeatedEndsTheAttempts() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.fail("one");
        pauses.end();
        work.fail("final");

        assertThat(Await.failure(result))
                .hasMessage("[one] final; given up after 2 attempts, which must not be repeated");
    }

    @Test
    void cancellingEndsTheAttemptUnderWay() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        result.cancel(true);

        assertThat(work.attempts.get(0)).isCancelled();
        assertThat(pauses.lengths).isEmpty();
    }

    @Test
    void cancellingEndsThePause() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.fail("one");
        result.cancel(true);

        assertThat(pauses.current).isCancelled();
        assertThat(work.attempts).hasSize(1);
    }

    @Test
    void closingEndsThePause() {
        Retrying retrying = retrying(RetryPolicy.of(3));
        CompletableFuture<String> result = retrying.run(work);
        work.fail("one");
        retrying.close();

        assertThat(Await.failure(result)).hasMessage("[] one; given up after 1 attempt, for the connection was closed");
        assertThat(pauses.closed).isTrue();
        pauses.end();
        assertThat(work.attempts).hasSize(1);
    }

    @Test
    void afterClosingNothingPauses() {
        Retrying retrying = retrying(RetryPolicy.of(3));
        CompletableFuture<String> result = retrying.run(work);
        retrying.close();
        work.fail("one");

        assertThat(Await.failure(result)).hasMessage("[] one; given up after 1 attempt, for the connection was closed");
    }

    @Test
    void aMistakeInTheWorkLeavesNobodyWaiting() {
        CompletableFuture<String> result = retrying(RetryPolicy.of(3)).run(work);
        work.attempts.get(0).completeExceptionally(new IllegalStateException());

        assertThat(Await.failure(result)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aTimerLetsPausesPassAndMakesItsThreadWithTheFirst() {
        try (PauseTimer timer = new PauseTimer()) {
            CompletableFuture<Thread> thread =
                    timer.begin(Duration.ofMillis(10)).thenApply(nothing -> Thread.currentThread());

            assertThat(Await.value(thread).getName())
                    .isIn("arangobatch-retry", Thread.currentThread().getName());
            assertThat(timer.begin(Duration.ofHours(1))).isNotDone();
        }
    }

    @Test
    void aClosedTimerBeginsNoPause() {
        PauseTimer timer = new PauseTimer();
        timer.close();

        assertThat(Await.failure(timer.begin(Duration.ofMillis(1)))).hasMessage("the connection is closed");
    }
}
