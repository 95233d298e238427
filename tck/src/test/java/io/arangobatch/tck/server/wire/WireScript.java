package io.arangobatch.tck.server.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A recorded script: requests in order with their answers. */
record WireScript(String name, String area, boolean auth, List<Step> steps) {
    static final ObjectMapper MAPPER = new ObjectMapper();

    /** One exchange; {@code save} names values to take out of the answer. */
    record Step(
            String name,
            String method,
            String path,
            List<List<String>> headers,
            String body,
            WireAnswer answer,
            Map<String, String> save) {}

    /** All scripts of a folder, file by file in alphabetical order. */
    static List<WireScript> in(Path folder) throws IOException {
        List<WireScript> scripts = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    scripts.add(of(MAPPER.readTree(line)));
                }
            }
        }
        return scripts;
    }

    private static WireScript of(JsonNode json) {
        List<Step> steps = new ArrayList<>();
        json.path("steps").forEach(step -> steps.add(step(step)));
        return new WireScript(
                json.path("script").asText(),
                json.path("area").asText(),
                json.path("auth").asBoolean(),
                steps);
    }

    private static Step step(JsonNode json) {
        Map<String, String> save = new LinkedHashMap<>();
        json.path("save")
                .properties()
                .forEach(entry -> save.put(entry.getKey(), entry.getValue().asText()));
        WireAnswer answer = new WireAnswer(
                json.path("statusLine").asText(),
                pairs(json.path("responseHeaders")),
                json.path("responseBody").asText(""));
        return new Step(
                json.path("name").asText(),
                json.path("method").asText(),
                json.path("path").asText(),
                pairs(json.path("headers")),
                json.path("body").isNull() ? "" : json.path("body").asText(""),
                answer,
                save);
    }

    private static List<List<String>> pairs(JsonNode json) {
        List<List<String>> pairs = new ArrayList<>();
        json.forEach(
                pair -> pairs.add(List.of(pair.path(0).asText(), pair.path(1).asText())));
        return pairs;
    }

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
