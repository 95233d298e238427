package io.arangobatch.internal.exchange;

import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;

/** When something that takes several steps must be over. */
public final class Deadline {

    /** A transport takes zero for no limit, so what is left is never told as less than this. */
    private static final Duration LEAST = Duration.ofMillis(1);

    private final Duration limit;
    private final long start = System.nanoTime();

    private Deadline(Duration limit) {
        this.limit = limit;
    }

    /**
     * Begins to count.
     *
     * @param limit how long all steps may take together; zero for no limit
     * @return the deadline
     */
    public static Deadline in(Duration limit) {
        return new Deadline(limit);
    }

    /**
     * Tells whether nothing more may begin.
     *
     * @return whether the time is over
     */
    public boolean isOver() {
        return !limit.isZero() && left().compareTo(Duration.ZERO) <= 0;
    }

    /**
     * Returns how long the next step may take.
     *
     * @return what is left, at least a millisecond; zero for no limit
     */
    public Duration timeLeft() {
        Duration left = left();
        if (limit.isZero()) {
            return Duration.ZERO;
        }
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private Duration left() {
        return limit.minusNanos(System.nanoTime() - start);
    }

    /**
     * Tells of a step that did not begin any more.
     *
     * @return what to fail with
     */
    public TransportException passed() {
        return new TransportException(
                Phase.SEND,
                false,
                "the commit took longer than the " + limit.toMillis() + " ms that the option commitTimeout allows");
    }
}
