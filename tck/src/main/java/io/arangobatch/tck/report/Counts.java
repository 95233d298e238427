package io.arangobatch.tck.report;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;

/** How many runs of tests came to what. */
public record Counts(Map<Status, Integer> byStatus) {

    public Counts {
        byStatus = Map.copyOf(byStatus);
    }

    public static Counts of(Collection<Outcome> outcomes) {
        Map<Status, Integer> counts = new EnumMap<>(Status.class);
        outcomes.forEach(outcome -> counts.merge(outcome.status(), 1, Integer::sum));
        return new Counts(counts);
    }

    public int of(Status status) {
        return byStatus.getOrDefault(status, 0);
    }

    public int total() {
        return byStatus.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** For a line: {@code 70 passed, 1 failed}. */
    @Override
    public String toString() {
        StringBuilder words = new StringBuilder().append(of(Status.PASSED)).append(" passed");
        for (Status status : new Status[] {Status.FAILED, Status.SKIPPED, Status.WAIVED}) {
            if (of(status) > 0) {
                words.append(", ").append(of(status)).append(' ').append(status);
            }
        }
        return words.toString();
    }
}
