package io.arangobatch.tck.report;

import io.arangobatch.tck.TckCatalog;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of all tests by all transports, a group of rows for each topic. */
final class HtmlMatrix {

    private final Html html;
    private final List<TransportResult> transports;

    HtmlMatrix(Html html, List<TransportResult> transports) {
        this.html = html;
        this.transports = transports;
    }

    void write() {
        html.open("section", "aria-labelledby", "tests").leaf("h2", "All tests", "id", "tests");
        HtmlReport.scrollable(html, "All tests by transport")
                .open("table", "class", "matrix")
                .open("thead")
                .open("tr");
        html.leaf("th", "Test", "scope", "col");
        transports.forEach(result -> html.leaf("th", result.subject().name(), "scope", "col"));
        html.close().close().line();
        TckCatalog.tests().stream().collect(Collectors.groupingBy(Topics::of)).entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(topic -> topic(topic.getKey(), topic.getValue()));
        html.close().close().close().line();
    }

    private void topic(String name, List<TckTest> tests) {
        html.open("tbody").open("tr", "class", "topic");
        html.leaf("th", name, "scope", "rowgroup", "colspan", String.valueOf(transports.size() + 1));
        html.close().line();
        tests.forEach(this::row);
        html.close().line();
    }

    private void row(TckTest test) {
        html.open("tr").open("th", "scope", "row").leaf("code", test.id());
        html.leaf("span", test.contract(), "class", "contract");
        if (test.level() != TckLevel.REQUIRED) {
            html.leaf("span", test.level().name().toLowerCase(Locale.ROOT), "class", "level");
        }
        html.close();
        transports.forEach(result -> cell(result.subject(), result.of(test)));
        html.close().line();
    }

    private void cell(Subject subject, List<Outcome> outcomes) {
        if (outcomes.isEmpty()) {
            html.leaf("td", Status.SKIPPED.sign() + " not run", "class", Status.SKIPPED.toString());
            return;
        }
        List<Outcome> worst = worst(outcomes);
        Outcome first = worst.get(0);
        String words = first.status().sign() + " " + first.status()
                + (worst.size() == outcomes.size() ? "" : " (" + first.use() + ")");
        html.open("td", "class", first.status().toString());
        if (first.status() == Status.FAILED) {
            html.leaf("a", words, "href", "#" + HtmlReport.anchor(subject, first));
        } else {
            html.text(words);
        }
        html.close();
    }

    private static List<Outcome> worst(List<Outcome> outcomes) {
        Status status = outcomes.stream()
                .map(Outcome::status)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return outcomes.stream().filter(outcome -> outcome.status() == status).toList();
    }
}
