package io.arangobatch.tck.server.aql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Evaluates the queries that were recorded with a 3.2.2 server and compares rows, figures, warnings and errors. */
class AqlRecordingsTest {
    private final AqlEngine engine = new AqlEngine();

    @TestFactory
    Stream<DynamicTest> everyRecordedQueryAnswersAsTheServerDid() throws IOException {
        String directory = System.getProperty("arangobatch.wire", "");
        assumeTrue(
                !directory.isEmpty() && !directory.startsWith("${"),
                "skipped: -Darangobatch.wire names no directory of recordings");
        List<DynamicTest> tests = new ArrayList<>();
        for (String file : List.of("aql.jsonl", "cursor.jsonl")) {
            for (String line : Files.readAllLines(Path.of(directory, file))) {
                JsonNode script = TestJson.read(line);
                tests.add(DynamicTest.dynamicTest(script.get("script").asText(), () -> replay(script)));
            }
        }
        return tests.stream();
    }

    private void replay(JsonNode script) {
        MemoryAqlStore store = new MemoryAqlStore();
        List<String> differences = new ArrayList<>();
        for (JsonNode step : script.get("steps")) {
            String path = step.get("path").asText();
            String method = step.get("method").asText();
            JsonNode body = bodyOf(step);
            if (path.equals("/_api/collection") && method.equals("POST")) {
                store.create(body.get("name").asText(), body.path("type").asInt(2) == 3);
            } else if (path.startsWith("/_api/collection/") && method.equals("DELETE")) {
                store.drop(path.substring("/_api/collection/".length()));
            } else if (path.startsWith("/_api/document/")) {
                body.forEach(document -> store.add(path.substring("/_api/document/".length()), document.toString()));
            } else if (isQuery(path)
                    && method.equals("POST")
                    && body.path("query").isTextual()
                    && isEnginesError(step)) {
                compare(path, body, TestJson.read(step.get("responseBody").asText()), store, differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static boolean isQuery(String path) {
        return path.equals("/_api/cursor") || path.equals("/_api/query") || path.equals("/_api/explain");
    }

    /** Type errors about the request are the server's, not the engine's. */
    private static boolean isEnginesError(JsonNode step) {
        return TestJson.read(step.get("responseBody").asText()).path("errorNum").asInt() != 17;
    }

    private static JsonNode bodyOf(JsonNode step) {
        String text = step.get("body").isNull() ? "" : step.get("body").asText();
        return text.startsWith("{\"") || text.startsWith("[{")
                ? TestJson.read(text)
                : JsonNodeFactory.instance.objectNode();
    }

    private void compare(String path, JsonNode body, JsonNode recorded, AqlStore store, List<String> differences) {
        JsonNode expected = expected(path, body, recorded);
        JsonNode actual = actual(path, body, store);
        if (!TestJson.read(actual.toString()).equals(TestJson.read(expected.toString()))) {
            differences.add(body.get("query") + "\n expected " + expected + "\n but was  " + actual);
        }
    }

    private static JsonNode expected(String path, JsonNode body, JsonNode recorded) {
        ObjectNode expected = JsonNodeFactory.instance.objectNode();
        if (recorded.has("errorNum")) {
            return expected.put("errorNum", recorded.get("errorNum").asInt())
                    .put("message", recorded.get("errorMessage").asText());
        }
        if (path.equals("/_api/query")) {
            expected.set("ast", recorded.get("ast"));
            expected.set("collections", recorded.get("collections"));
            expected.set("bindVars", recorded.get("bindVars"));
            return expected;
        }
        if (path.equals("/_api/explain")) {
            for (String member : List.of("plan", "cacheable", "warnings")) {
                expected.set(member, recorded.get(member));
            }
            return expected;
        }
        ArrayNode rows = expected.putArray("rows");
        int limit = body.path("batchSize").asInt(1000);
        recorded.get("result").forEach(rows::add);
        expected.put("limit", limit);
        ObjectNode stats = ((ObjectNode) recorded.get("extra").get("stats")).deepCopy();
        stats.remove(List.of("httpRequests", "executionTime"));
        expected.set("stats", stats);
        expected.set("warnings", recorded.get("extra").get("warnings"));
        return expected;
    }

    private JsonNode actual(String path, JsonNode body, AqlStore store) {
        ObjectNode actual = JsonNodeFactory.instance.objectNode();
        String query = body.get("query").asText();
        ObjectNode bindVars =
                body.path("bindVars") instanceof ObjectNode vars ? vars : JsonNodeFactory.instance.objectNode();
        try {
            if (path.equals("/_api/query")) {
                ParsedQuery parsed = engine.parse(query);
                actual.set("ast", parsed.ast());
                ArrayNode collections = actual.putArray("collections");
                parsed.collections().forEach(collections::add);
                ArrayNode names = actual.putArray("bindVars");
                parsed.bindVars().forEach(names::add);
                return actual;
            }
            if (path.equals("/_api/explain")) {
                ObjectNode explained = engine.explain(query, bindVars, AqlOptions.DEFAULT, store);
                explained.remove("stats");
                return explained;
            }
            return result(engine.execute(query, bindVars, AqlOptions.of(body.path("options")), store), body, actual);
        } catch (AqlException failure) {
            return actual.put("errorNum", failure.errorNum()).put("message", failure.getMessage());
        }
    }

    private static JsonNode result(AqlResult result, JsonNode body, ObjectNode actual) {
        int limit = body.path("batchSize").asInt(1000);
        ArrayNode rows = actual.putArray("rows");
        result.rows().stream().limit(limit).forEach(rows::add);
        actual.put("limit", limit);
        AqlResult.Stats stats = result.stats();
        ObjectNode figures = actual.putObject("stats")
                .put("writesExecuted", stats.writesExecuted())
                .put("writesIgnored", stats.writesIgnored())
                .put("scannedFull", stats.scannedFull())
                .put("scannedIndex", stats.scannedIndex())
                .put("filtered", stats.filtered());
        result.fullCount().ifPresent(count -> figures.put("fullCount", count));
        ArrayNode warnings = actual.putArray("warnings");
        result.warnings()
                .forEach(w -> warnings.addObject().put("code", w.code()).put("message", w.message()));
        return actual;
    }
}
