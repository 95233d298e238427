package io.arangobatch.tck.report;

import io.arangobatch.tck.TckCatalog;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The report for people: one page that needs nothing else, neither scripts nor the network. */
public final class HtmlReport {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final Html html = new Html();
    private final Report report;

    private HtmlReport(Report report) {
        this.report = report;
    }

    public static String of(Report report) {
        return new HtmlReport(report).page();
    }

    private String page() {
        html.open("html", "lang", "en");
        html.head("Compatibility kit: " + names() + (report.passed() ? " passed" : " failed"));
        html.open("body");
        header();
        html.open("main").line();
        transports();
        failures();
        topics();
        absent();
        new HtmlMatrix(html, report.transports()).write();
        environment();
        html.close().close().close().line();
        return html.toString();
    }

    private String names() {
        return report.transports().stream()
                .map(result -> result.subject().name())
                .collect(Collectors.joining(", "));
    }

    private void header() {
        html.open("header").line();
        html.leaf("p", "Arangobatch compatibility kit " + report.environment().kit(), "class", "kit");
        html.leaf("h1", names());
        Status verdict = report.passed() ? Status.PASSED : Status.FAILED;
        html.open("p", "class", "verdict " + verdict)
                .text(verdict.sign() + " ")
                .text(
                        report.passed()
                                ? "Every test that is demanded passed"
                                : "Failed: " + failed() + " of " + runs() + " runs")
                .close();
        html.close().line();
    }

    private int runs() {
        return report.transports().stream()
                .mapToInt(result -> result.counts().total())
                .sum();
    }

    private int failed() {
        return report.transports().stream()
                .mapToInt(result -> result.counts().of(Status.FAILED))
                .sum();
    }

    private void transports() {
        section("Transports", "transports");
        for (TransportResult result : report.transports()) {
            transport(result);
        }
        html.leaf(
                "p",
                "A test runs in blocking and in asynchronous use where both make sense; every run counts.",
                "class",
                "note");
        html.close().line();
    }

    private void transport(TransportResult result) {
        Subject subject = result.subject();
        html.open("article", "class", "transport").open("h3").text(subject.name() + " ");
        html.leaf("small", subject.version()).close();
        bar(result.counts());
        html.leaf("p", result.counts() + " of " + result.counts().total() + " runs", "class", "counts");
        html.open("dl");
        pair("Provider", subject.provider());
        pair(
                "Capabilities",
                subject.capabilities().isEmpty() ? "none declared" : String.join(", ", subject.capabilities()));
        pair("Server", result.server().orElse("the kit's own, on this machine"));
        pair("Begun", TIME.format(result.started()) + ", " + result.took().toSeconds() + " s");
        html.close().close().line();
    }

    /** The shares at a glance; the numbers stand below it. */
    private void bar(Counts counts) {
        html.open("div", "class", "bar", "aria-hidden", "true");
        for (Status status : List.of(Status.PASSED, Status.FAILED, Status.SKIPPED, Status.WAIVED)) {
            if (counts.of(status) > 0) {
                html.leaf("span", "", "class", status.toString(), "style", "flex-grow: " + counts.of(status));
            }
        }
        html.close();
    }

    private void failures() {
        if (report.passed()) {
            return;
        }
        section("Failures", "failures");
        for (TransportResult result : report.transports()) {
            result.with(Status.FAILED).forEach(outcome -> failure(result.subject(), outcome));
        }
        html.close().line();
    }

    private void failure(Subject subject, Outcome outcome) {
        html.open("article", "class", "failure", "id", anchor(subject, outcome));
        html.open("h3").text(subject.name() + ": ").leaf("code", outcome.test().id());
        html.text(" in " + outcome.use() + " use").close();
        html.open("dl");
        pair("Contract", outcome.test().contract());
        html.leaf("dt", "Expected, and what came").open("dd").leaf("pre", outcome.came());
        html.close();
        pair("Check in the transport", outcome.test().check());
        html.close();
        html.open("details").leaf("summary", "Where it failed").leaf("pre", outcome.trace());
        html.close().close().line();
    }

    static String anchor(Subject subject, Outcome outcome) {
        return "failed-" + subject.name() + "-" + outcome.test().id() + "-" + outcome.use();
    }

    private void topics() {
        section("Results by topic", "topics");
        table("Results by topic", "Topic", catalogTopics(), TransportResult::byTopic);
        table("Results by level", "Level", levels(), TransportResult::byLevel);
        html.close().line();
    }

    private static List<String> catalogTopics() {
        return TckCatalog.tests().stream().map(Topics::of).distinct().toList();
    }

    private List<String> levels() {
        return List.copyOf(report.transports().stream()
                .flatMap(result -> result.byLevel().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    private void table(String label, String title, List<String> rows, CountsOf countsOf) {
        scrollable(html, label).open("table").open("thead").open("tr");
        html.leaf("th", title, "scope", "col");
        report.transports().forEach(result -> html.leaf("th", result.subject().name(), "scope", "col"));
        html.close().close().open("tbody").line();
        for (String row : rows) {
            html.open("tr").leaf("th", row, "scope", "row");
            report.transports().forEach(result -> counts(countsOf.in(result).get(row)));
            html.close().line();
        }
        html.close().close().close().line();
    }

    private void counts(@Nullable Counts counts) {
        if (counts == null) {
            html.leaf("td", "not run", "class", "skipped");
            return;
        }
        html.leaf("td", counts.toString(), "class", colour(counts).toString());
    }

    private static Status colour(Counts counts) {
        if (counts.of(Status.FAILED) > 0) {
            return Status.FAILED;
        }
        return counts.of(Status.PASSED) > 0 ? Status.PASSED : Status.SKIPPED;
    }

    private void absent() {
        section("Skipped and waived", "absent");
        boolean any = false;
        for (TransportResult result : report.transports()) {
            for (Status status : List.of(Status.SKIPPED, Status.WAIVED)) {
                any |= reasons(result, status);
            }
        }
        if (!any) {
            html.leaf("p", "Nothing: every test ran.");
        }
        html.close().line();
    }

    private boolean reasons(TransportResult result, Status status) {
        Map<String, List<String>> reasons = result.reasons(status);
        if (reasons.isEmpty()) {
            return false;
        }
        html.leaf("h3", result.subject().name() + ": " + status).open("dl", "class", "reasons");
        reasons.forEach((reason, tests) -> {
            html.leaf("dt", reason).open("dd");
            tests.forEach(test -> html.leaf("code", test).text(" "));
            html.close();
        });
        html.close().line();
        return true;
    }

    private void environment() {
        Environment environment = report.environment();
        section("Environment", "environment");
        html.open("dl");
        pair("Kit", environment.kit() + ", " + TckCatalog.ids().size() + " tests");
        pair("Java", environment.java());
        pair("System", environment.os());
        pair("Processors", String.valueOf(environment.processors()));
        pair("Heap", "at most " + environment.maxHeapMebibytes() + " MiB");
        html.close().close().line();
    }

    private void section(String title, String id) {
        html.open("section", "aria-labelledby", id).leaf("h2", title, "id", id).line();
    }

    /** Wide tables scroll by themselves, with the keyboard too, and not the page. */
    public static Html scrollable(Html html, String label) {
        return html.open("div", "class", "scrollable", "role", "region", "tabindex", "0", "aria-label", label);
    }

    private void pair(String name, String value) {
        html.leaf("dt", name).leaf("dd", value);
    }

    /** Which of the counts of a transport a table shows. */
    private interface CountsOf {
        Map<String, Counts> in(TransportResult result);
    }
}
