package io.arangobatch.tck.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.tck.benchmark.process.Dialogue;
import java.io.IOException;
import java.time.Duration;

/** Commits more than its JVM has memory for. */
final class SpilledCommit {

    private SpilledCommit() {}

    /**
     * What to commit.
     *
     * @param url where to
     * @param operations how many inserts
     * @param note how many characters each document has beside its key
     * @param coalesced whether operations are put together
     */
    record Request(String url, int operations, int note, boolean coalesced) {}

    /**
     * What came of it.
     *
     * @param requests how many operations were committed
     * @param failed how many of them failed
     * @param calls how many calls it took
     * @param bytesSent the size of their bodies
     * @param addMillis how long it took to queue
     * @param commitMillis how long the commit took
     */
    record Outcome(int requests, int failed, int calls, long bytesSent, long addMillis, long commitMillis) {}

    record Student(@JsonProperty("_key") String key, String note) {}

    public static void main(String[] args) throws IOException {
        Dialogue.onStandardStreams(Request.class, SpilledCommit::of);
    }

    private static Outcome of(Request request) {
        String note = "n".repeat(request.note());
        BatchOptions options = BatchOptions.defaults().returnResults(false).coalesce(request.coalesced());
        try (Connection connection = ArangoDriver.connect(request.url());
                BatchSession session = connection.beginBatch(options)) {
            long start = System.nanoTime();
            for (int i = 0; i < request.operations(); i++) {
                session.collection("students").insert(new Student(Integer.toString(i), note));
            }
            long queued = System.nanoTime();
            BatchResult result = session.commit();
            return new Outcome(
                    result.requests(),
                    result.failed(),
                    result.calls(),
                    result.bytesSent(),
                    Duration.ofNanos(queued - start).toMillis(),
                    result.duration().toMillis());
        }
    }
}
