package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Call;
import java.time.Duration;

/** The bounds within which a timeout takes effect. */
final class Within {

    /** Timers of the JVM and of libraries tick; so much too early is no fault. */
    private static final Duration TICK = Duration.ofMillis(100);

    private Within() {}

    static void assertTook(Bench bench, Call call, Duration timeout) {
        assertTook(bench, call.outcome().took(), timeout);
    }

    static void assertTook(Bench bench, Duration took, Duration timeout) {
        assertThat(took)
                .as("time after which it ended, with a timeout of %d ms", timeout.toMillis())
                .isBetween(
                        timeout.minus(TICK).isNegative() ? Duration.ZERO : timeout.minus(TICK),
                        timeout.plus(bench.options().slack()));
    }
}
