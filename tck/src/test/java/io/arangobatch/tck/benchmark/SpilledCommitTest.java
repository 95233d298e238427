package io.arangobatch.tck.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.tck.benchmark.process.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A queue of about a gigabyte, in a heap of an eighth of that. */
class SpilledCommitTest {

    private static final int OPERATIONS = 4_000_000;

    @TempDir
    private Path folder;

    /** With about 250 bytes for each operation on the wire. */
    @ParameterizedTest
    @CsvSource({"netty, true, 220", "netty, false, 70", "httpclient, true, 220", "httpclient, false, 70"})
    void fourMillionOperationsAreCommittedUnderASmallHeap(String transport, boolean coalesced, int note)
            throws Exception {
        try (DroppingServer server = new DroppingServer();
                ChildJvm jvm = ChildJvm.start(SpilledCommit.class, List.of(), List.of("-Xmx128m"), List.of())) {
            String url = "arangodb://127.0.0.1:" + server.port() + "/school?carrier=multipart&transport=" + transport
                    + "&maxRequests=4000000&maxBytes=2g&spillThreshold=32m&spillFolder=" + folder;
            SpilledCommit.Outcome outcome =
                    jvm.ask(new SpilledCommit.Request(url, OPERATIONS, note, coalesced), SpilledCommit.Outcome.class);

            DroppingServer.Received received = server.received();
            assertThat(received.keys()).isEqualTo(OPERATIONS);
            assertThat(received.parts()).isEqualTo(coalesced ? OPERATIONS / 1_000 : OPERATIONS);
            assertThat(received.bytes()).isBetween(950_000_000L, 1L << 30);
            assertThat(outcome.requests()).isEqualTo(OPERATIONS);
            assertThat(outcome.failed()).isZero();
            assertThat(outcome.calls()).isEqualTo(1);
            assertThat(outcome.bytesSent()).isEqualTo(received.bytes());
            assertThat(folder).isEmptyDirectory();
        }
    }
}
