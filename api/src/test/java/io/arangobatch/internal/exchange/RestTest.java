package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.LoadBalancing;
import io.arangobatch.internal.exchange.Endpoints.Choice;
import io.arangobatch.spi.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long a server that failed is left alone, and what happens then. */
class RestTest {

    private static final Endpoint ONE = new Endpoint("one.test", 8529, false);
    private static final Endpoint TWO = new Endpoint("two.test", 8529, false);
    private static final Endpoint THREE = new Endpoint("three.test", 8529, false);

    private static final Endpoint FOUR = new Endpoint("four.test", 8529, false);

    // Near the overflow, which System.nanoTime() may be at too.
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);

    private Endpoints endpoints(LoadBalancing balancing) {
        return new Endpoints(List.of(ONE, TWO, THREE), balancing, time::get, bound -> bound - 1);
    }

    private static Choice choose(Endpoints endpoints, Endpoint... tried) {
        return endpoints.choose(List.of(tried)).orElseThrow();
    }

    private static List<Endpoint> chosen(Endpoints endpoints, int times) {
        List<Endpoint> chosen = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            chosen.add(choose(endpoints).endpoint());
        }
        return chosen;
    }

    private void fail(Endpoints endpoints, Endpoint endpoint) {
        endpoints.failed(endpoints.at(endpoint));
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    @Test
    void withoutBalancingAllCallsGoToOneServer() {
        assertThat(chosen(endpoints(LoadBalancing.NONE), 3)).containsExactly(ONE, ONE, ONE);
    }

    @Test
    void withoutBalancingTheServerThatTookOverKeepsTheCalls() {
        Endpoints endpoints = endpoints(LoadBalancing.NONE);
        fail(endpoints, ONE);
        assertThat(chosen(endpoints, 2)).containsExactly(TWO, TWO);

        pass(Duration.ofHours(1));

        assertThat(chosen(endpoints, 2)).containsExactly(TWO, TWO);
    }

    @Test
    void withoutBalancingTheNextInTheListTakesOver() {
        Endpoints endpoints = endpoints(LoadBalancing.NONE);
        fail(endpoints, ONE);
        choose(endpoints);
        pass(Duration.ofHours(1));
        fail(endpoints, TWO);

        assertThat(chosen(endpoints, 1)).containsExactly(THREE);
    }

    @Test
    void inTurnEachServerGetsAsManyCalls() {
        assertThat(chosen(endpoints(LoadBalancing.ROUND_ROBIN), 6)).containsExactly(ONE, TWO, THREE, ONE, TWO, THREE);
    }

    @Test
    void theServersThatDoNotRestShareTheCallsEvenly() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        fail(endpoints, ONE);

        assertThat(chosen(endpoints, 4)).containsExactly(TWO, THREE, TWO, THREE);
    }

    @Test
    void aCallThatGoesOnToAnotherServerTakesNoFurtherTurn() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        assertThat(choose(endpoints).endpoint()).isEqualTo(ONE);
        assertThat(choose(endpoints, ONE).endpoint()).isEqualTo(TWO);
        assertThat(choose(endpoints, ONE, TWO).endpoint()).isEqualTo(THREE);

        assertThat(choose(endpoints).endpoint()).isEqualTo(TWO);
        assertThat(choose(endpoints).endpoint()).isEqualTo(THREE);
        assertThat(choose(endpoints, THREE).endpoint()).isEqualTo(ONE);
    }

    @Test
    void byChanceAnyServerThatDoesNotRestIsChosen() {
        Endpoints endpoints = endpoints(LoadBalancing.RANDOM);
        assertThat(chosen(endpoints, 1)).containsExactly(THREE);
        fail(endpoints, THREE);

        assertThat(chosen(endpoints, 1)).containsExactly(TWO);
    }

    @ParameterizedTest
    @EnumSource
    void noServerIsTriedTwiceByOneCall(LoadBalancing balancing) {
        Endpoints endpoints = endpoints(balancing);

        assertThat(choose(endpoints, ONE, THREE).endpoint()).isEqualTo(TWO);
        assertThat(endpoints.choose(List.of(ONE, TWO, THREE))).isEmpty();
    }

    @Test
    void aFailedServerIsTriedAgainAfterASecond() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        fail(endpoints, ONE);

        pass(Endpoints.FIRST_REST.minusNanos(1));
        assertThat(chosen(endpoints, 3)).doesNotContain(ONE);

        pass(Duration.ofNanos(1));
        assertThat(chosen(endpoints, 3)).contains(ONE);
    }

    @Test
    void theRestDoublesWithEachFailureUpToAMinute() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            fail(endpoints, ONE);
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(chosen(endpoints, 3)).as("before %d s", seconds).doesNotContain(ONE);
            pass(Duration.ofNanos(1));
            assertThat(chosen(endpoints, 3)).as("after %d s", seconds).contains(ONE);
        }
    }

    @Test
    void manyFailuresDoNotMakeTheRestShort() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        for (int i = 0; i < 100; i++) {
            fail(endpoints, ONE);
        }
        pass(Endpoints.LONGEST_REST.minusNanos(1));

        assertThat(chosen(endpoints, 3)).doesNotContain(ONE);
    }

    @Test
    void afterItsRestAServerGetsOneCallToProveItself() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        fail(endpoints, ONE);
        pass(Endpoints.FIRST_REST);

        assertThat(chosen(endpoints, 6)).containsOnlyOnce(ONE);

        endpoints.answered(ONE);
        assertThat(chosen(endpoints, 6).stream().filter(ONE::equals)).hasSize(2);
    }

    @Test
    void aServerThatProvesItselfBeginsWithAShortRestAgain() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        fail(endpoints, ONE);
        fail(endpoints, ONE);
        endpoints.answered(ONE);
        fail(endpoints, ONE);
        pass(Endpoints.FIRST_REST);

        assertThat(chosen(endpoints, 3)).contains(ONE);
    }

    @Test
    void failuresOfCallsThatWereUnderWayTogetherCountOnce() {
        Endpoints endpoints = endpoints(LoadBalancing.NONE);
        Choice mine = choose(endpoints);
        Choice yours = choose(endpoints);
        endpoints.failed(mine);
        endpoints.failed(yours);
        pass(Endpoints.FIRST_REST);
        fail(endpoints, TWO);
        fail(endpoints, THREE);

        assertThat(chosen(endpoints, 1)).containsExactly(ONE);
    }

    @Test
    void ifAllRestTheOneWhoseRestEndsFirstIsTried() {
        Endpoints endpoints = endpoints(LoadBalancing.NONE);
        fail(endpoints, ONE);
        fail(endpoints, ONE);
        fail(endpoints, TWO);
        pass(Duration.ofMillis(1));
        fail(endpoints, THREE);

        assertThat(choose(endpoints).endpoint()).isEqualTo(TWO);
        assertThat(choose(endpoints, TWO).endpoint()).isEqualTo(THREE);
        assertThat(choose(endpoints, TWO, THREE).endpoint()).isEqualTo(ONE);
    }

    @Test
    void callsAreSpreadOverTheServersThatWereFound() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        endpoints.balanceOver(List.of(FOUR, TWO));

        assertThat(chosen(endpoints, 4)).containsExactly(FOUR, TWO, FOUR, TWO);
    }

    @Test
    void whenAllThatWereFoundFailTheConfiguredOnesAreAsked() {
        Endpoints endpoints = endpoints(LoadBalancing.ROUND_ROBIN);
        endpoints.balanceOver(List.of(FOUR));
        fail(endpoints, FOUR);

        assertThat(choose(endpoints).endpoint()).isEqualTo(ONE);
        assertThat(choose(endpoints, ONE, TWO, THREE).endpoint()).isEqualTo(FOUR);
    }

    @Test
    void withoutBalancingTheServerInUseStaysThoughOthersWereFound() {
        Endpoints endpoints = endpoints(LoadBalancing.NONE);
        endpoints.balanceOver(List.of(FOUR, THREE));
        assertThat(chosen(endpoints, 2)).containsExactly(ONE, ONE);

        fail(endpoints, ONE);
        assertThat(chosen(endpoints, 2)).containsExactly(FOUR, FOUR);
    }

    @Test
    void aServerThatIsNoLongerThereIsLeft() {
        Endpoints endpoints = endpoints(LoadBalancing.NONE);
        endpoints.balanceOver(List.of(FOUR));
        fail(endpoints, ONE);
        choose(endpoints);
        endpoints.balanceOver(List.of(TWO));

        assertThat(chosen(endpoints, 2)).containsExactly(TWO, TWO);
    }
}
