package io.arangobatch.tck.topic;

import java.time.Duration;

/**
 * What has to come before a timeout of the test runs out. On a busy machine it may be late, which says nothing of the transport: then the
 * test is tried again with twice the time.
 */
final class InTime {

    private static final int TRIES = 4;

    private InTime() {}

    /** One try. */
    interface Try {

        /** Tells whether what the test needs came before the timeout ran out; throws if the transport broke its promise. */
        boolean with(Duration timeout);
    }

    /** Tries with longer and longer timeouts, and fails if what is needed never comes in time. */
    static void test(Duration shortest, String needed, Try attempt) {
        Duration timeout = shortest;
        for (int i = 0; i < TRIES; i++) {
            if (attempt.with(timeout)) {
                return;
            }
            timeout = timeout.multipliedBy(2);
        }
        throw new AssertionError(
                "expected: " + needed + " before the timeout runs out; came: it did not, with timeouts of "
                        + shortest.toMillis() + " ms to " + timeout.dividedBy(2).toMillis() + " ms");
    }
}
