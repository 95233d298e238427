package io.arangobatch.tck.report;

import io.arangobatch.tck.TckTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/**
 * What a run of the kit over one transport came to.
 *
 * @param server the address of the real server that was used, or empty if servers were the kit's own
 * @param outcomes of every run of every test, sorted by id and use
 */
public record TransportResult(Subject subject, Optional<String> server, Instant started, List<Outcome> outcomes) {

    public TransportResult {
        outcomes = outcomes.stream()
                .sorted(Comparator.comparing((Outcome outcome) -> outcome.test().id())
                        .thenComparing(Outcome::use))
                .toList();
    }

    public boolean passed() {
        return counts().of(Status.FAILED) == 0;
    }

    public Counts counts() {
        return Counts.of(outcomes);
    }

    public Duration took() {
        return outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
    }

    public Map<String, Counts> byTopic() {
        return counted(Collectors.groupingBy(Outcome::topic, TreeMap::new, Collectors.toList()));
    }

    public Map<String, Counts> byLevel() {
        return counted(Collectors.groupingBy(
                outcome -> outcome.test().level().name().toLowerCase(Locale.ROOT), TreeMap::new, Collectors.toList()));
    }

    private Map<String, Counts> counted(Collector<Outcome, ?, TreeMap<String, List<Outcome>>> grouping) {
        Map<String, Counts> counts = new TreeMap<>();
        outcomes.stream().collect(grouping).forEach((key, some) -> counts.put(key, Counts.of(some)));
        return counts;
    }

    public List<Outcome> with(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
    }

    List<Outcome> of(TckTest test) {
        return outcomes.stream()
                .filter(outcome -> outcome.test().id().equals(test.id()))
                .toList();
    }

    /** The names of tests by the reason for which they did not run. */
    public Map<String, List<String>> reasons(Status status) {
        return with(status).stream()
                .collect(Collectors.groupingBy(
                        Outcome::reason,
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.mapping(outcome -> outcome.test().id(), Collectors.toList()),
                                ids -> ids.stream().distinct().toList())));
    }
}
