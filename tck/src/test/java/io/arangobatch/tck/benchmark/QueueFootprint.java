package io.arangobatch.tck.benchmark;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.request.RawJson;
import io.arangobatch.spi.ResponseSink;
import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportRequest;
import io.arangobatch.tck.benchmark.process.Dialogue;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;

/** Queues many operations in a JVM of its own and tells what they hold on the heap, and what they will be on the wire. */
final class QueueFootprint {

    private static final RawJson DOCUMENT =
            RawJson.of("{\"_key\":\"1234567\",\"note\":\"%s\"}".formatted("abcdefgh ".repeat(19) + "."));

    private QueueFootprint() {}

    /**
     * What to queue.
     *
     * @param operations how many inserts of 200 bytes
     * @param results whether results are wanted
     * @param coalesced whether operations are put together
     * @param spillThreshold how many bytes of the queue stay in memory
     */
    record Request(int operations, boolean results, boolean coalesced, long spillThreshold) {}

    /**
     * What it took.
     *
     * @param held bytes on the heap
     * @param wire bytes of the body that a commit sends
     */
    record Footprint(long held, long wire) {
        double ratio() {
            return (double) held / wire;
        }
    }

    public static void main(String[] args) throws IOException {
        Dialogue.onStandardStreams(Request.class, QueueFootprint::of);
    }

    private static Footprint of(Request request) {
        Meter meter = new Meter();
        ConnectionConfig config = ConnectionConfig.builder()
                .endpoint("127.0.0.1", 8529)
                .carrier(BatchCarrier.MULTIPART)
                .transport(meter)
                .build();
        try (Connection connection = ArangoDriver.connect(config)) {
            long before = live();
            try (BatchSession session = connection.beginBatch(BatchOptions.defaults()
                    .returnResults(request.results())
                    .coalesce(request.coalesced())
                    .spillThreshold(request.spillThreshold()))) {
                for (int i = 0; i < request.operations(); i++) {
                    session.collection("students").insert(DOCUMENT);
                }
                session.commit();
                throw new IllegalStateException("a batch was committed that went nowhere");
            } catch (BatchCommitException expected) {
                return new Footprint(meter.held - before, meter.length);
            }
        }
    }

    private static long live() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Weighs the heap when the queue is about to be sent, and sends nothing. */
    private static final class Meter implements Transport {
        private volatile long length;
        private volatile long held;

        @Override
        public CompletableFuture<Void> exchange(TransportRequest request, ResponseSink sink) {
            length = request.body().length();
            held = live();
            return CompletableFuture.failedFuture(
                    new TransportException(TransportException.Phase.CONNECT, false, "weighed"));
        }

        @Override
        public boolean isIoThread() {
            return false;
        }

        @Override
        public void close() {}
    }
}
