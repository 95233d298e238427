package io.arangobatch.tck.report;

import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import java.time.Duration;

/**
 * What one run of one test in one use came to.
 *
 * @param reason why it was skipped or waived, else empty
 * @param came what was expected and what came when it failed, else empty
 * @param trace where it failed, else empty
 */
public record Outcome(
        TckTest test, TckUse use, Status status, Duration took, String reason, String came, String trace) {

    public static Outcome passed(TckTest test, TckUse use, Duration took) {
        return new Outcome(test, use, Status.PASSED, took, "", "", "");
    }

    public static Outcome skipped(TckTest test, TckUse use, Duration took, Status status, String reason) {
        return new Outcome(test, use, status, took, reason, "", "");
    }

    public static Outcome failed(TckTest test, TckUse use, Duration took, String came, Throwable broken) {
        return new Outcome(test, use, Status.FAILED, took, "", came, Trace.of(broken));
    }

    public String topic() {
        return Topics.of(test);
    }

    /** How a run is named: {@code answer.chunked [blocking]}. */
    public String name() {
        return test.id() + " [" + use + "]";
    }
}
