package io.arangobatch.internal.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The servers here are models: how long the next answer takes with so many requests ahead, in nanoseconds. */
class WindowTest {

    private static final long MILLISECOND = 1_000_000;
    private static final long FAST = MILLISECOND / 7;

    /** As a 3.2.2 server was measured: 7,000 answers per second, but 150 with 16 and more ahead. */
    private static final IntToLongFunction CLIFF = ahead -> ahead >= 16 ? 1_000 * MILLISECOND / 150 : FAST;

    private static Window window(int largest) {
        return new Window(largest, 1 << 20);
    }

    /** Lets answers come and tells how long they took together. */
    private static long play(Window window, int answers, IntToLongFunction server) {
        long time = 0;
        for (int i = 0; i < answers; i++) {
            long took = server.applyAsLong(window.limit());
            window.answered(took);
            time += took;
        }
        return time;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "4, 4", "8, 4", "1024, 4"})
    void aWindowBeginsSmall(int largest, int first) {
        assertThat(window(largest).limit()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 8, 100})
    void aWindowGrowsToTheLargestWhileAnswersComeFast(int largest) {
        Window window = window(largest);
        play(window, 500, ahead -> FAST);
        assertThat(window.limit()).isEqualTo(largest);
    }

    @Test
    void theLargestIsReachedAfterAFewAnswers() {
        Window window = window(8);
        play(window, 8, ahead -> FAST);
        assertThat(window.limit()).isEqualTo(8);
    }

    @Test
    void aWindowHalvesWhenAnswersComeMuchSlower() {
        Window window = window(8);
        play(window, 100, ahead -> FAST);
        play(window, 8, ahead -> 10 * MILLISECOND);
        assertThat(window.limit()).isLessThanOrEqualTo(4);
    }

    @Test
    void aWindowGrowsBackToTheLargest() {
        Window window = window(8);
        play(window, 100, ahead -> FAST);
        play(window, 100, ahead -> 10 * MILLISECOND);
        assertThat(window.limit()).isLessThan(8);
        play(window, 400, ahead -> FAST);
        assertThat(window.limit()).isEqualTo(8);
    }

    @Test
    void aWindowNeverShrinksToNothing() {
        Window window = window(8);
        long slower = FAST;
        for (int i = 0; i < 1_000; i++) {
            slower = Math.min(slower * 2, 1_000_000_000_000L);
            window.answered(slower);
            assertThat(window.limit()).isPositive();
        }
    }

    @Test
    void aSingleSlowRequestDoesNotKeepTheWindowSmall() {
        Window window = window(8);
        play(window, 100, ahead -> FAST);
        window.answered(60_000 * MILLISECOND);
        assertThat(window.limit()).isEqualTo(4);
        play(window, 200, ahead -> FAST);
        assertThat(window.limit()).isEqualTo(8);
    }

    @Test
    void aServerThatStaysSlowGetsAWholeWindowAgain() {
        Window window = window(8);
        play(window, 100, ahead -> FAST);
        play(window, 1_000, ahead -> 50 * MILLISECOND);
        assertThat(window.limit()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 64, 1024})
    void aServerThatCollapsesUnderManyRequestsIsServedAlmostAsFastAsWithFew(int largest) {
        long few = play(window(8), 10_000, CLIFF);
        long many = play(window(largest), 10_000, CLIFF);
        assertThat(many).isLessThan(few * 3);
    }

    /** Over a long way all answers of a window come at once, a whole round trip after those before. */
    @ParameterizedTest
    @CsvSource({"8, 10", "8, 100", "64, 10", "64, 100", "256, 300"})
    void aLongWayIsNotTakenForASlowServer(int largest, long roundTripMillis) {
        Window window = window(largest);
        int left = 0;
        for (int i = 0; i < 20_000; i++) {
            boolean first = left == 0;
            left = first ? window.limit() - 1 : left - 1;
            window.answered(first ? roundTripMillis * MILLISECOND : MILLISECOND / 50);
        }
        assertThat(window.limit()).isEqualTo(largest);
    }

    @Test
    void whatIsQuickIsNeverSlowHoweverMuchQuickerItWas() {
        Window window = window(8);
        play(window, 100, ahead -> 1_000);
        play(window, 1_000, ahead -> MILLISECOND);
        assertThat(window.limit()).isEqualTo(8);
    }

    @Test
    void thereIsRoomForAsManyAsTheLimit() {
        Window window = window(2);
        assertThat(window.hasRoom(1, 0, 10)).isTrue();
        assertThat(window.hasRoom(2, 0, 10)).isFalse();
    }

    @Test
    void bytesAreBoundedToo() {
        Window window = new Window(8, 1_000);
        assertThat(window.hasRoom(1, 600, 400)).isTrue();
        assertThat(window.hasRoom(1, 600, 401)).isFalse();
    }

    @Test
    void aSingleRequestMayBeLargerThanAllBytes() {
        Window window = new Window(8, 1_000);
        assertThat(window.hasRoom(0, 0, 1_000_000)).isTrue();
        assertThat(window.hasRoom(1, 1_000_000, 1)).isFalse();
    }
}
