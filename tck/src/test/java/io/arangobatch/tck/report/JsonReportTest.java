package io.arangobatch.tck.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void theReportTellsWhatEachRunCameTo() throws JsonProcessingException {
        ObjectNode failed =
                (ObjectNode) MAPPER.readTree(JsonReport.of(Samples.both())).at("/transports/1/results/1");
        assertThat(failed.remove("trace").asText()).startsWith("  at io.arangobatch.tck.report.Samples.broken(");
        assertThat((JsonNode) failed)
                .isEqualTo(MAPPER.createObjectNode()
                        .put("test", "answer.chunked")
                        .put("topic", "answer")
                        .put("level", "required")
                        .put("use", "asynchronous")
                        .put("status", "failed")
                        .put("millis", 12)
                        .put("contract", "Chunks are joined, and nothing of the coding is handed on.")
                        .put("came", "expected: ok\ncame: " + Samples.HARMFUL)
                        .put("check", Samples.test("answer.chunked").check()));
    }

    @Test
    void theReportCountsByTransportTopicAndLevel() throws JsonProcessingException {
        JsonNode root = MAPPER.readTree(JsonReport.of(Samples.both()));
        assertThat(root.path("passed").asBoolean()).isFalse();
        assertThat(root.at("/transports/0/passed").asBoolean()).isTrue();
        JsonNode counts = MAPPER.readTree("{\"passed\":1,\"failed\":1,\"skipped\":0,\"waived\":1}");
        assertThat(root.at("/transports/1/counts")).isEqualTo(counts);
        assertThat(root.at("/transports/1/topics/answer")).isEqualTo(counts);
        assertThat(root.at("/transports/1/levels/required")).isEqualTo(counts);
    }

    @Test
    void everyFieldIsDocumented() throws IOException {
        String document = Files.readString(Path.of(System.getProperty("project.root"), "docs", "tck.md"));
        TreeSet<String> fields = new TreeSet<>();
        JsonNode root = MAPPER.readTree(JsonReport.of(Samples.both()));
        root.fieldNames().forEachRemaining(fields::add);
        root.path("environment").fieldNames().forEachRemaining(fields::add);
        root.at("/transports/0").fieldNames().forEachRemaining(fields::add);
        root.at("/transports")
                .findParents("use")
                .forEach(run -> run.fieldNames().forEachRemaining(fields::add));
        assertThat(fields)
                .contains("reason", "trace")
                .allSatisfy(field -> assertThat(document).contains("| `" + field + "` |"));
    }
}
