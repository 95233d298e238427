package io.arangobatch;

import java.time.Duration;
import java.util.Objects;

/**
 * How often and how long a request is sent again after it failed. Off by default. Immutable; each setter returns a changed copy.
 *
 * <p>Sent again is only what cannot have run (no connection came about, the request did not leave whole, or the server refused it before it ran any of it),
 * and what the caller declared {@linkplain io.arangobatch.request.ArangoRequest#repeatable() repeatable}.
 *
 * <p>Before each further attempt there is a pause, of a length chosen by chance between nothing and a limit that begins with {@link #initialDelay()} and
 * doubles up to {@link #maxDelay()}, so that many clients do not come back at the same moment. A server that says {@code Retry-After} is not asked earlier. No attempt begins
 * when more than the {@link #budget()} has passed since the first failure; a pause that would end later is not begun.
 */
public final class RetryPolicy {

    private static final int MOST_RETRIES = 100;
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration INITIAL_DELAY = Duration.ofMillis(100);
    private static final Duration MAX_DELAY = Duration.ofSeconds(10);
    private static final Duration BUDGET = Duration.ofSeconds(30);
    private static final RetryPolicy NONE = new RetryPolicy(0, INITIAL_DELAY, MAX_DELAY, BUDGET);

    private final int retries;
    private final Duration initialDelay;
    private final Duration maxDelay;
    private final Duration budget;

    private RetryPolicy(int retries, Duration initialDelay, Duration maxDelay, Duration budget) {
        this.retries = retries;
        this.initialDelay = initialDelay;
        this.maxDelay = maxDelay;
        this.budget = budget;
    }

    /**
     * Returns the policy that sends nothing again.
     *
     * @return the default of a connection
     */
    public static RetryPolicy none() {
        return NONE;
    }

    /**
     * Makes a policy: at first up to 100 ms between attempts, later up to 10 seconds, for at most 30 seconds.
     *
     * @param retries how many times a request may be sent again after its first attempt, 1 to 100
     * @return the policy
     * @throws ArangoConfigurationException if the number is out of range
     */
    public static RetryPolicy of(int retries) {
        if (retries < 1 || retries > MOST_RETRIES) {
            throw new ArangoConfigurationException(
                    "a retry policy with " + retries + " retries; allowed is 1 to " + MOST_RETRIES);
        }
        return new RetryPolicy(retries, INITIAL_DELAY, MAX_DELAY, BUDGET);
    }

    /**
     * Sets the longest pause before the second attempt.
     *
     * @param value 1 millisecond to 24 hours; the default is 100 milliseconds
     * @return the changed policy
     * @throws ArangoConfigurationException if it is out of range
     */
    public RetryPolicy initialDelay(Duration value) {
        return new RetryPolicy(retries, inRange("initialDelay", value), maxDelay, budget);
    }

    /**
     * Sets the longest pause of all.
     *
     * @param value 1 millisecond to 24 hours; the default is 10 seconds
     * @return the changed policy
     * @throws ArangoConfigurationException if it is out of range
     */
    public RetryPolicy maxDelay(Duration value) {
        return new RetryPolicy(retries, initialDelay, inRange("maxDelay", value), budget);
    }

    /**
     * Sets how long after the first failure an attempt may still begin.
     *
     * @param value 1 millisecond to 24 hours; the default is 30 seconds
     * @return the changed policy
     * @throws ArangoConfigurationException if it is out of range
     */
    public RetryPolicy budget(Duration value) {
        return new RetryPolicy(retries, initialDelay, maxDelay, inRange("budget", value));
    }

    private static Duration inRange(String name, Duration value) {
        if (value.compareTo(SHORTEST) < 0 || value.compareTo(LONGEST) > 0) {
            throw new ArangoConfigurationException(
                    "a retry policy with " + name + " " + value + "; allowed is " + SHORTEST + " to " + LONGEST);
        }
        return value;
    }

    /**
     * Returns how many times a request may be sent again after its first attempt.
     *
     * @return 0 for never
     */
    public int retries() {
        return retries;
    }

    /**
     * Returns the longest pause before the second attempt.
     *
     * @return the time
     */
    public Duration initialDelay() {
        return initialDelay;
    }

    /**
     * Returns the longest pause of all.
     *
     * @return the time
     */
    public Duration maxDelay() {
        return maxDelay;
    }

    /**
     * Returns how long after the first failure an attempt may still begin.
     *
     * @return the time
     */
    public Duration budget() {
        return budget;
    }

    /** Tells whether the other object is a policy with the same values. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RetryPolicy policy
                && policy.retries == retries
                && policy.initialDelay.equals(initialDelay)
                && policy.maxDelay.equals(maxDelay)
                && policy.budget.equals(budget);
    }

    /** Returns a hash code of all values. */
    @Override
    public int hashCode() {
        return Objects.hash(retries, initialDelay, maxDelay, budget);
    }

    /** Shows all values. */
    @Override
    public String toString() {
        return "RetryPolicy[retries=" + retries + ", initialDelay=" + initialDelay + ", maxDelay=" + maxDelay
                + ", budget=" + budget + "]";
    }
}
