package io.arangobatch.tck.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.tck.benchmark.process.Dialogue;
import java.io.IOException;
import java.util.Optional;

/** Reads many documents in one commit in a JVM of its own, and decodes and drops one after another while the answer arrives. */
final class LargeAnswer {

    private LargeAnswer() {}

    /**
     * What to read.
     *
     * @param port where the server listens on the loopback interface
     * @param transport the name of the transport
     * @param carrier how the requests travel
     * @param documents how many documents; the one at place n is asked for by the key n
     */
    record Request(int port, String transport, BatchCarrier carrier, int documents) {}

    /**
     * What came.
     *
     * @param documents how many documents were decoded
     * @param inPlace how many of them came in their order and hold the key that was asked for
     * @param characters how long their texts are together
     * @param kept how many jobs the session still holds
     * @param received the size of the answers in bytes
     * @param heap what the heap of this JVM may hold at the most, in bytes
     */
    record Tally(int documents, int inPlace, long characters, int kept, long received, long heap) {}

    public static void main(String[] args) throws IOException {
        Dialogue.onStandardStreams(Request.class, LargeAnswer::of);
    }

    private static Tally of(Request request) {
        ConnectionConfig config = ConnectionConfig.builder()
                .endpoint("127.0.0.1", request.port())
                .transport(request.transport())
                .carrier(request.carrier())
                .maxResponseBytes(2L << 30)
                .build();
        try (Connection connection = ArangoDriver.connect(config);
                BatchSession session =
                        connection.beginBatch(BatchOptions.defaults().coalesce(false))) {
            for (int i = 1; i <= request.documents(); i++) {
                session.collection("c").get(Integer.toString(i), ObjectNode.class);
            }
            Counter counter = new Counter();
            BatchResult result = session.commit(counter::take);
            return new Tally(
                    counter.documents,
                    counter.inPlace,
                    counter.characters,
                    result.jobs().size() + session.queuedJobs().size(),
                    result.bytesReceived(),
                    Runtime.getRuntime().maxMemory());
        }
    }

    private static final class Counter {
        private int documents;
        private int inPlace;
        private long characters;

        void take(BatchJob<?> job) {
            ObjectNode document = (ObjectNode) ((Optional<?>) job.result()).orElseThrow();
            documents++;
            boolean inOrder = job.id() == documents;
            boolean itsOwn = document.get("_key").asInt() == job.id();
            inPlace += inOrder && itsOwn ? 1 : 0;
            characters += document.get("text").textValue().length();
        }
    }
}
