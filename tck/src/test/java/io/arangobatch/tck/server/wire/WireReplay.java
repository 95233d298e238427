package io.arangobatch.tck.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.EmbeddedArango;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Plays scripts and counts what is equal. */
final class WireReplay {
    private final Map<String, Count> areas = new TreeMap<>();
    private final List<String> differences = new ArrayList<>();

    /** Exchanges and equal ones of an area. */
    static final class Count {
        private int exchanges;
        private int equal;

        double share() {
            return exchanges == 0 ? 1 : (double) equal / exchanges;
        }
    }

    Map<String, Count> areas() {
        return areas;
    }

    List<String> differences() {
        return differences;
    }

    double share() {
        Count all = new Count();
        areas.values().forEach(area -> {
            all.exchanges += area.exchanges;
            all.equal += area.equal;
        });
        return all.share();
    }

    void play(WireScript script, EmbeddedArango server) throws IOException {
        Map<String, String> saved = new HashMap<>();
        for (WireScript.Step step : script.steps()) {
            List<List<String>> headers = step.headers().stream()
                    .map(header -> List.of(header.get(0), filled(header.get(1), saved)))
                    .toList();
            WireAnswer answer = WireAnswer.parse(WireClient.send(
                    server.port(), step.method(), filled(step.path(), saved), headers, filled(step.body(), saved)));
            step.save().forEach((name, pointer) -> saved.put(name, value(answer.body(), pointer)));
            count(script, step, answer);
        }
    }

    private void count(WireScript script, WireScript.Step step, WireAnswer answer) {
        Count count = areas.computeIfAbsent(script.area(), area -> new Count());
        count.exchanges++;
        JsonNode want = step.answer().normal();
        JsonNode got = answer.normal();
        if (want.equals(got)) {
            count.equal++;
        } else {
            differences.add(script.area() + " | " + script.name() + " | " + step.name() + ": " + step.method() + " "
                    + step.path() + "\n   want " + want + "\n   got  " + got);
        }
    }

    String table() {
        StringBuilder table = new StringBuilder("area         exchanges  equal  different\n");
        areas.forEach((area, count) -> table.append(String.format(
                "%-12s %9d %6d %10d%n", area, count.exchanges, count.equal, count.exchanges - count.equal)));
        return table.append(String.format("%.1f %% equal%n", 100 * share())).toString();
    }

    private static String filled(String text, Map<String, String> saved) {
        String filled = text;
        for (Map.Entry<String, String> variable : saved.entrySet()) {
            filled = filled.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        return filled;
    }

    private static String value(String body, String pointer) {
        JsonNode value = WireScript.parse(body).at(pointer);
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
