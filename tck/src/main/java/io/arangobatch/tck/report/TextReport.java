package io.arangobatch.tck.report;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The summary at the end of a run. */
public final class TextReport {

    private static final String ROW = "  %-14s %7s %7s %8s %7s%n";

    private final StringBuilder text = new StringBuilder();

    private TextReport() {}

    public static String of(Report report) {
        TextReport summary = new TextReport();
        report.transports().forEach(result -> summary.transport(report.environment(), result));
        return summary.text.toString();
    }

    private void transport(Environment environment, TransportResult result) {
        line("Arangobatch compatibility kit %s: transport %s %s (%s)"
                .formatted(
                        environment.kit(),
                        result.subject().name(),
                        result.subject().version(),
                        result.subject().provider()));
        result.server().ifPresent(server -> line("Against the server at " + server));
        counts("topic", result.byTopic());
        counts("level", result.byLevel());
        counts("all", Map.of("runs of tests", result.counts()));
        reasons("Skipped", result.reasons(Status.SKIPPED));
        reasons("Waived", result.reasons(Status.WAIVED));
        result.with(Status.FAILED).forEach(this::failure);
        line(verdict(result));
    }

    private void counts(String title, Map<String, Counts> counts) {
        text.append(ROW.formatted(title, "passed", "failed", "skipped", "waived"));
        counts.forEach((name, count) -> text.append(ROW.formatted(
                name,
                count.of(Status.PASSED),
                count.of(Status.FAILED),
                count.of(Status.SKIPPED),
                count.of(Status.WAIVED))));
    }

    private void reasons(String title, Map<String, List<String>> reasons) {
        reasons.forEach((reason, tests) -> {
            line(title + ": " + reason);
            line("  " + String.join(", ", tests));
        });
    }

    private void failure(Outcome outcome) {
        line("Failed: " + outcome.name());
        line("  Contract: " + outcome.test().contract());
        line(outcome.came().indent(2).stripTrailing());
        line("  Check in the transport: " + outcome.test().check());
    }

    private static String verdict(TransportResult result) {
        StringJoiner words = new StringJoiner(" ");
        words.add(result.passed() ? "Passed:" : "FAILED:");
        words.add(result.subject().name()).add("with").add(result.counts().toString());
        return words.toString();
    }

    private void line(String line) {
        text.append(line).append(System.lineSeparator());
    }
}
