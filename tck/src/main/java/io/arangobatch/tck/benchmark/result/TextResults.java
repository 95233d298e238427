package io.arangobatch.tck.benchmark.result;

import io.arangobatch.tck.benchmark.load.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The results for the terminal. */
public final class TextResults {

    private static final List<Figure> SHOWN = List.of(
            Figure.OPERATIONS_PER_SECOND,
            Figure.CPU,
            Figure.ALLOCATED,
            Figure.HEAP,
            Figure.SENT,
            Figure.RECEIVED,
            Figure.MEDIAN,
            Figure.SLOW,
            Figure.ADD,
            Figure.COMMIT,
            Figure.READ);

    private TextResults() {}

    public static String of(Results results) {
        StringBuilder text = new StringBuilder();
        for (String server : results.servers()) {
            for (Load load : results.loads()) {
                List<Cell> cells = results.cells(server, load.name());
                if (!cells.isEmpty()) {
                    text.append("%n%s, %s server: %s%n".formatted(load.name(), server, load.about()));
                    text.append(
                            table(head(), cells.stream().map(TextResults::row).toList()));
                }
            }
        }
        List<List<String>> goals = GoalTable.rows(results);
        if (!goals.isEmpty()) {
            text.append("%nGoals, against the null server:%n".formatted());
            text.append(table(GoalTable.head(results), goals));
        }
        return text.toString();
    }

    private static List<String> head() {
        List<String> head = new ArrayList<>(List.of("contender"));
        SHOWN.forEach(figure -> head.add(figure.label()));
        return head;
    }

    private static List<String> row(Cell cell) {
        List<String> row = new ArrayList<>(List.of(cell.contender()));
        if (!cell.failure().isEmpty()) {
            row.add("failed: " + cell.failure());
            return row;
        }
        for (Figure figure : SHOWN) {
            Optional<Spread> spread = cell.spread(figure);
            row.add(spread.map(Numbers::shown).orElse("-"));
        }
        return row;
    }

    private static String table(List<String> head, List<List<String>> rows) {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        int[] widths = new int[head.size()];
        for (List<String> row : all) {
            for (int i = 0; i < row.size() && row.size() == head.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return all.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(i == 0 ? "" : "  ").append(("%-" + Math.max(1, widths[i]) + "s").formatted(row.get(i)));
        }
        return line.toString().stripTrailing() + System.lineSeparator();
    }
}
