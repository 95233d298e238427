package io.arangobatch.tck.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The report for machines; its fields are described in {@code docs/tck.md}. */
public final class JsonReport {

    /** Goes up when a field changes its meaning or goes away; new fields may come without that. */
    private static final int FORMAT = 1;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonReport() {}

    public static String of(Report report) {
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("passed", report.passed());
        environment(root.putObject("environment"), report.environment());
        report.transports()
                .forEach(result -> transport(root.withArray("transports").addObject(), result));
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON can always be written", e);
        }
    }

    private static void environment(ObjectNode node, Environment environment) {
        node.put("kit", environment.kit())
                .put("java", environment.java())
                .put("os", environment.os())
                .put("processors", environment.processors())
                .put("maxHeapMebibytes", environment.maxHeapMebibytes());
    }

    private static void transport(ObjectNode node, TransportResult result) {
        Subject subject = result.subject();
        node.put("name", subject.name()).put("provider", subject.provider()).put("version", subject.version());
        subject.capabilities().forEach(node.putArray("capabilities")::add);
        node.put("server", result.server().orElse("embedded"))
                .put("started", result.started().toString())
                .put("millis", result.took().toMillis())
                .put("passed", result.passed());
        counts(node.putObject("counts"), result.counts());
        ObjectNode topics = node.putObject("topics");
        result.byTopic().forEach((topic, counts) -> counts(topics.putObject(topic), counts));
        ObjectNode levels = node.putObject("levels");
        result.byLevel().forEach((level, counts) -> counts(levels.putObject(level), counts));
        node.putArray("results");
        result.outcomes().forEach(outcome -> outcome(node.withArray("results").addObject(), outcome));
    }

    private static void counts(ObjectNode node, Counts counts) {
        node.put("passed", counts.of(Status.PASSED))
                .put("failed", counts.of(Status.FAILED))
                .put("skipped", counts.of(Status.SKIPPED))
                .put("waived", counts.of(Status.WAIVED));
    }

    private static void outcome(ObjectNode node, Outcome outcome) {
        node.put("test", outcome.test().id())
                .put("topic", outcome.topic())
                .put("level", outcome.test().level().name().toLowerCase(Locale.ROOT))
                .put("use", outcome.use().toString())
                .put("status", outcome.status().toString())
                .put("millis", outcome.took().toMillis())
                .put("contract", outcome.test().contract());
        if (!outcome.reason().isEmpty()) {
            node.put("reason", outcome.reason());
        }
        if (outcome.status() == Status.FAILED) {
            node.put("came", outcome.came())
                    .put("check", outcome.test().check())
                    .put("trace", outcome.trace());
        }
    }
}
