package io.arangobatch.tck.benchmark.result;

import java.util.ArrayList;
import java.util.List;

/** The table of goals: one row for each that was measured, one column for each of our transports. */
final class GoalTable {

    private GoalTable() {}

    static List<String> head(Results results) {
        List<String> head = new ArrayList<>(List.of("figure", "goal"));
        head.addAll(results.transports());
        return head;
    }

    static List<List<String>> rows(Results results) {
        return Goal.ALL.stream()
                .filter(goal -> results.transports().stream()
                        .anyMatch(transport -> goal.ratio(results, transport).isPresent()))
                .map(goal -> row(goal, results))
                .toList();
    }

    private static List<String> row(Goal goal, Results results) {
        List<String> row = new ArrayList<>(List.of(goal.title(), goal.wanted()));
        for (String transport : results.transports()) {
            row.add(goal.ratio(results, transport)
                    .map(ratio -> "%s (%s to %s) %s"
                            .formatted(
                                    Numbers.shown(ratio.median()),
                                    Numbers.shown(ratio.least()),
                                    Numbers.shown(ratio.most()),
                                    goal.met(ratio) ? "met" : "missed"))
                    .orElse("not measured"));
        }
        return row;
    }
}
