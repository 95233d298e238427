package io.arangobatch.tck.broken;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which tests of the kit run for which fault: those that must fail, the rest of their topics, and a cross-section of all others. What may
 * fail or not proves nothing, and is left out.
 */
final class Selection {

    /** Faults that show at once, so that running the whole kit costs little. */
    private static final Set<Fault> WHOLE =
            EnumSet.of(Fault.NONE, Fault.ADDS_A_USER_AGENT, Fault.SERVES_THE_LAST_FIRST);

    private static final Set<String> CROSS_SECTION = Set.of(
            "request.headers-order",
            "request.target-query",
            "request.headers-none-added",
            "request.content-length-zero",
            "body.bytes-untouched",
            "body.array-with-offset",
            "answer.chunked",
            "answer.statuses",
            "answer.headers-duplicates",
            "answer.close-delimited",
            "answer.head-no-body",
            "sink.order",
            "sink.throws-in-body",
            "memory.first-bytes-at-once",
            "connections.reuse",
            "connections.close",
            "connections.stale",
            "pool.fair",
            "pool.acquire-timeout",
            "time.response-before-head",
            "time.total-while-waiting",
            "faults.refused",
            "faults.reset-after-request",
            "faults.cut-within-body",
            "faults.garbage",
            "cancel.before-head",
            "cancel.waiting",
            "lifecycle.close-while-receiving",
            "lifecycle.use-after-close",
            "lifecycle.io-thread-in-sink",
            "flow.response-timeout-stands",
            "tls.valid-name",
            "tls.other-host",
            "discovery.one-of-that-name",
            "discovery.stable",
            "batch.one-call",
            "batch.order");

    /** Topics over the whole driver: what a fault does to a commit is looked at where it was made to show. */
    private static final Set<String> DRIVER =
            Set.of("abort", "batch", "content", "deadline", "outcome", "parallel", "refusal");

    /** They count the threads of the JVM, so nothing may run beside them. */
    private static final Set<String> ALONE = Set.of(
            "cancel.leaves-nothing",
            "discovery.constructor-works-not",
            "lifecycle.open-makes-nothing",
            "lifecycle.threads-daemon",
            "lifecycle.threads-gone",
            "lifecycle.threads-named",
            "time.leaves-nothing");

    /** Many megabytes or exchanges, for which the patience with broken transports would be too short on a busy machine: for the good one only. */
    private static final Set<String> HEAVY = Set.of(
            "abort.sending-then-whole",
            "answer.large",
            "body.large",
            "content.10000-parts",
            "content.large-answer",
            "memory.answer-streamed",
            "memory.chunk-streamed",
            "pipeline.paused",
            "memory.small-heap",
            "outcome.cut-then-whole",
            "pool.many-at-once",
            "pool.many-threads",
            "pool.many-virtual-threads",
            "tls.large");

    private Selection() {}

    static boolean isWhole(Fault fault) {
        return WHOLE.contains(fault);
    }

    /** What runs beside the runs for other faults. */
    static boolean together(Fault fault, String id) {
        return !ALONE.contains(id) && wanted(fault, id);
    }

    /** What runs when nothing else does. */
    static boolean alone(Fault fault, String id) {
        return ALONE.contains(id)
                && (isWhole(fault) || fault.caughtBy().stream().anyMatch(ALONE::contains))
                && wanted(fault, id);
    }

    private static boolean wanted(Fault fault, String id) {
        if (fault.caughtBy().contains(id)) {
            return true;
        }
        boolean proves = !fault.mayShowIn(id) && (fault == Fault.NONE || !HEAVY.contains(id));
        boolean driver = DRIVER.contains(id.substring(0, id.indexOf('.')));
        boolean whole = isWhole(fault) && (!driver || fault == Fault.NONE);
        return proves && (whole || fault.concerns(id) || CROSS_SECTION.contains(id));
    }
}
