package io.arangobatch.tck.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/** What tests queue, and how they read the answers of {@link BatchAnswer}. */
public final class Batches {

    /** How many requests {@link #large} queues. */
    public static final int LARGE_PARTS = 24;

    private Batches() {}

    /** Queues so many small requests without a body. */
    public static List<BatchJob<JsonNode>> reads(BatchSession session, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> session.add(ArangoRequest.of("GET", "/_api/version")))
                .toList();
    }

    /** Queues documents of 24 MiB in all: more than the buffers of two sockets hold, so that a server can keep them from leaving. */
    public static List<BatchJob<DocumentMetadata>> large(BatchSession session) {
        String text = "x".repeat(Bodies.MIB);
        return IntStream.rangeClosed(1, LARGE_PARTS)
                .mapToObj(key -> "{\"_key\":\"" + key + "\",\"text\":\"" + text + "\"}")
                .map(json -> session.collection(Students.COLLECTION)
                        .insert(RawJson.of(json.getBytes(StandardCharsets.US_ASCII))))
                .toList();
    }

    /** The id that stands in the answer of a job. */
    public static int idOf(BatchJob<?> job) {
        return ((JsonNode) job.result()).path("id").asInt();
    }
}
