package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.benchmark.load.Load;
import io.arangobatch.tck.report.Html;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Writes what was measured into the documentation, between two marks. */
public final class MarkdownResults {

    private static final List<Figure> SHOWN = List.of(
            Figure.OPERATIONS_PER_SECOND,
            Figure.CPU,
            Figure.ALLOCATED,
            Figure.HEAP,
            Figure.SENT,
            Figure.MEDIAN,
            Figure.SLOW,
            Figure.ADD,
            Figure.COMMIT,
            Figure.READ);

    private MarkdownResults() {}

    /**
     * Replaces what stands between the marks of a document, and writes the plots that it shows into the folder beside it that has its name.
     *
     * @throws UncheckedIOException if a file cannot be written
     */
    public static void update(MarkedDocument document, Results results) {
        try {
            document.write(of(results) + plots(document.folder(), results));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the results to " + document.file() + ": " + e.getMessage(), e);
        }
    }

    private static String plots(Path folder, Results results) throws IOException {
        Files.createDirectories(folder);
        StringBuilder text = new StringBuilder();
        for (String server : results.servers()) {
            for (Plots.Plot plot : Plots.of(results, server)) {
                Html image = Html.image();
                plot.drawing().accept(image);
                String name = plot.name() + ".svg";
                Files.writeString(folder.resolve(name), image.toString());
                text.append("![%s, %s server](%s/%s)\n\n".formatted(plot.title(), server, folder.getFileName(), name));
            }
        }
        return text.toString();
    }

    private static String of(Results results) {
        StringBuilder text = new StringBuilder()
                .append("\n%s; Java %s; %s; %d processors; %d rounds of %.1f s.\n\n"
                        .formatted(
                                results.started().substring(0, 10),
                                results.environment().java(),
                                results.environment().os(),
                                results.environment().processors(),
                                results.rounds(),
                                results.roundMillis() / 1000.0));
        List<List<String>> goals = GoalTable.rows(results);
        if (!goals.isEmpty()) {
            table(text, GoalTable.head(results), goals);
        }
        for (String server : results.servers()) {
            for (Load load : results.loads()) {
                load(text, results, server, load);
            }
        }
        return text.append('\n').toString();
    }

    private static void load(StringBuilder text, Results results, String server, Load load) {
        List<Cell> cells = results.cells(server, load.name());
        if (cells.isEmpty()) {
            return;
        }
        text.append("\n### %s, %s server\n\n%s.\n\n"
                .formatted(
                        load.name().substring(0, 1).toUpperCase(Locale.ROOT)
                                + load.name().substring(1),
                        server,
                        load.about()));
        List<String> head = new ArrayList<>(List.of("contender"));
        SHOWN.forEach(figure -> head.add(figure.label()));
        table(text, head, cells.stream().map(MarkdownResults::row).toList());
    }

    private static List<String> row(Cell cell) {
        List<String> row = new ArrayList<>(List.of(cell.contender()));
        if (!cell.failure().isEmpty()) {
            row.add("failed: " + cell.failure());
            row.addAll(Collections.nCopies(SHOWN.size() - 1, ""));
            return row;
        }
        SHOWN.forEach(figure -> row.add(cell.spread(figure).map(Numbers::shown).orElse("–")));
        return row;
    }

    private static void table(StringBuilder text, List<String> head, List<List<String>> rows) {
        line(text, head);
        line(text, Collections.nCopies(head.size(), "---"));
        rows.forEach(row -> line(text, row));
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
