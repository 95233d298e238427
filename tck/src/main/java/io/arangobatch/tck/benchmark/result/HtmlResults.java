package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.report.Html;
import io.arangobatch.tck.report.HtmlReport;
import java.util.List;
import java.util.Optional;

/** The results for people: goals, plots, and all figures. */
public final class HtmlResults {

    private final Html html = new Html();
    private final Results results;

    private HtmlResults(Results results) {
        this.results = results;
    }

    public static String of(Results results) {
        return new HtmlResults(results).page();
    }

    private String page() {
        html.open("html", "lang", "en");
        html.head("Benchmark of Arangobatch");
        html.open("body").open("header").line();
        html.leaf("p", "Arangobatch " + results.environment().kit(), "class", "kit");
        html.leaf("h1", "Benchmark").close().line();
        html.open("main").line();
        goals();
        results.servers().forEach(this::plots);
        results.servers().forEach(this::tables);
        legend();
        environment();
        html.close().close().close().line();
        return html.toString();
    }

    private void goals() {
        List<List<String>> rows = GoalTable.rows(results);
        if (rows.isEmpty()) {
            return;
        }
        section("Goals", "goals");
        html.leaf(
                "p",
                "Ratios within this run against the null server: the median of the rounds, and their range.",
                "class",
                "note");
        table("Goals", GoalTable.head(results), rows);
        html.close().line();
    }

    private void plots(String server) {
        section("Plots, " + server + " server", "plots-" + server);
        html.leaf("p", "All scales are logarithmic.", "class", "note");
        for (Plots.Plot plot : Plots.of(results, server)) {
            html.leaf("h3", plot.title());
            plot.drawing().accept(html);
        }
        html.close().line();
    }

    private void tables(String server) {
        section("Figures, " + server + " server", "figures-" + server);
        for (Load load : results.loads()) {
            List<Cell> cells = results.cells(server, load.name());
            if (!cells.isEmpty()) {
                html.leaf("h3", load.name() + ": " + load.about());
                figures(load.name(), cells);
            }
        }
        html.close().line();
    }

    private void figures(String label, List<Cell> cells) {
        HtmlReport.scrollable(html, label).open("table").open("thead").open("tr");
        html.leaf("th", "contender", "scope", "col");
        for (Figure figure : Figure.values()) {
            html.leaf("th", figure.label(), "scope", "col");
        }
        html.close().close().open("tbody").line();
        cells.forEach(this::row);
        html.close().close().close().line();
    }

    private void row(Cell cell) {
        html.open("tr").leaf("th", cell.contender(), "scope", "row");
        if (cell.failure().isEmpty()) {
            for (Figure figure : Figure.values()) {
                Optional<Spread> spread = cell.spread(figure);
                html.leaf("td", spread.map(Numbers::shown).orElse("–"));
            }
        } else {
            html.leaf(
                    "td",
                    "failed: " + cell.failure(),
                    "class",
                    "failed",
                    "colspan",
                    String.valueOf(Figure.values().length));
        }
        html.close().line();
    }

    private void table(String label, List<String> head, List<List<String>> rows) {
        HtmlReport.scrollable(html, label).open("table").open("thead").open("tr");
        head.forEach(cell -> html.leaf("th", cell, "scope", "col"));
        html.close().close().open("tbody").line();
        for (List<String> row : rows) {
            html.open("tr").leaf("th", row.get(0), "scope", "row");
            row.stream().skip(1).forEach(cell -> html.leaf("td", cell, "class", colour(cell)));
            html.close().line();
        }
        html.close().close().close().line();
    }

    private static String colour(String cell) {
        return cell.endsWith(" met") ? "passed" : cell.endsWith(" missed") ? "failed" : "skipped";
    }

    private void legend() {
        section("Contenders", "contenders");
        html.open("dl");
        results.contenders().forEach(contender -> pair(contender.name(), contender.about()));
        html.close().leaf("h3", "Figures").open("dl");
        for (Figure figure : Figure.values()) {
            pair(figure.label(), figure.meaning());
        }
        html.close().close().line();
    }

    private void environment() {
        section("Environment", "environment");
        html.open("dl");
        pair("Begun", results.started());
        pair("Rounds", results.rounds() + " of " + results.roundMillis() + " ms each; ± is half of their range");
        pair("Java", results.environment().java());
        pair("System", results.environment().os());
        pair("Processors", String.valueOf(results.environment().processors()));
        html.close().close().line();
    }

    private void section(String title, String id) {
        html.open("section", "aria-labelledby", id).leaf("h2", title, "id", id).line();
    }

    private void pair(String name, String value) {
        html.leaf("dt", name).leaf("dd", value);
    }
}
