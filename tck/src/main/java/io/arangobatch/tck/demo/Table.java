package io.arangobatch.tck.demo;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** A table of text, as wide as its contents. */
final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        rows.add(List.of(head));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    void print(PrintStream out) {
        int[] widths = widths();
        for (int i = 0; i < rows.size(); i++) {
            out.println(line(rows.get(i), widths));
            if (i == 0) {
                out.println(rule(widths));
            }
        }
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder(" ");
        for (int i = 0; i < widths.length; i++) {
            line.append(' ')
                    .append(row.get(i))
                    .append(" ".repeat(widths[i] - row.get(i).length()))
                    .append(' ');
        }
        return line.toString().stripTrailing();
    }

    private static String rule(int[] widths) {
        StringBuilder rule = new StringBuilder(" ");
        for (int width : widths) {
            rule.append(' ').append("-".repeat(width)).append(' ');
        }
        return rule.toString().stripTrailing();
    }
}
