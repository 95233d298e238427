package io.arangobatch.tck.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.benchmark.process.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a long queue holds in memory, in a heap that leaves room for little more. */
class QueueFootprintTest {

    private static final int MILLION = 1_000_000;
    private static final long NEVER = Long.MAX_VALUE;

    @Test
    void aQueueWithoutResultsHoldsLittleMoreThanItsBytes() {
        QueueFootprint.Footprint footprint = measured(new QueueFootprint.Request(MILLION, false, false, NEVER));
        assertThat(footprint.ratio()).as(footprint.toString()).isBetween(1.0, 1.05);
    }

    @Test
    void aQueueWithResultsHoldsItsBytesAndLittleForEachJob() {
        QueueFootprint.Footprint footprint = measured(new QueueFootprint.Request(MILLION, true, false, NEVER));
        assertThat(footprint.ratio()).as(footprint.toString()).isBetween(1.0, 1.3);
    }

    @Test
    void aSpilledQueueHoldsItsThresholdAndAFewBytesForEachRequest() {
        long threshold = 16 << 20;
        QueueFootprint.Footprint footprint = measured(new QueueFootprint.Request(MILLION, false, false, threshold));
        assertThat(footprint.held()).as(footprint.toString()).isBetween(threshold, threshold + 8L * MILLION);
    }

    private static QueueFootprint.Footprint measured(QueueFootprint.Request request) {
        try (ChildJvm jvm = ChildJvm.start(QueueFootprint.class, List.of(), List.of("-Xmx768m"), List.of())) {
            return jvm.ask(request, QueueFootprint.Footprint.class);
        }
    }
}
