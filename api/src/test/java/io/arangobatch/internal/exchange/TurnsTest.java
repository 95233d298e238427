package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.scripted.Background;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final Turns turns = new Turns();

    @Test
    void anActionRunsAtOnceOnTheThreadThatFindsNobodyAtIt() {
        List<Thread> on = new ArrayList<>();
        turns.take(() -> on.add(Thread.currentThread()));
        assertThat(on).containsExactly(Thread.currentThread());
    }

    @Test
    void anActionWithinAnotherWaitsForItsEnd() {
        List<String> order = new ArrayList<>();
        turns.take(() -> {
            turns.take(() -> order.add("inner"));
            order.add("outer");
        });
        assertThat(order).containsExactly("outer", "inner");
    }

    @Test
    void whoFindsSomebodyAtItDoesNotWait() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        List<String> order = new ArrayList<>();
        Background<String> first = Background.call("first", () -> {
            turns.take(() -> {
                begun.countDown();
                awaitQuietly(goOn);
                order.add("first");
            });
            return "done";
        });
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        turns.take(() -> order.add("second"));

        assertThat(order).isEmpty();
        goOn.countDown();
        first.value();
        assertThat(order).containsExactly("first", "second");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void actionsOfManyThreadsShareDataWithoutALock() {
        int[] count = new int[1];
        List<Background<Boolean>> threads = IntStream.range(0, 8)
                .mapToObj(i -> Background.call("turns-" + i, () -> {
                    for (int n = 0; n < 10_000; n++) {
                        turns.take(() -> count[0]++);
                    }
                    return true;
                }))
                .toList();
        threads.forEach(Background::value);
        // One more turn, so that this thread sees what the others wrote.
        turns.take(() -> {});
        assertThat(count[0]).isEqualTo(80_000);
    }

    @Test
    void manyActionsWithinOneNeedNoDeepStack() {
        int[] count = new int[1];
        turns.take(() -> chain(count));
        assertThat(count[0]).isEqualTo(100_000);
    }

    private void chain(int[] count) {
        if (++count[0] < 100_000) {
            turns.take(() -> chain(count));
        }
    }
}
