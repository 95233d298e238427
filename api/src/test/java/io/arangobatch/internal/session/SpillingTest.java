package io.arangobatch.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchLimitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchSpillException;
import io.arangobatch.Connection;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that continue in a file, or cannot. */
class SpillingTest {

    private static final String NOTE = "x".repeat(500);

    @TempDir
    private Path temporary;

    private final ScriptedTransport transport = ScriptedTransport.byHand();
    private final List<Connection> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Connection::close);
        transport.close();
    }

    private Connection connect(Path folder) {
        Connection connection = ArangoDriver.connect(Probe.over(transport)
                .carrier(BatchCarrier.MULTIPART)
                .spillThreshold(1024)
                .spillFolder(folder)
                .build());
        open.add(connection);
        return connection;
    }

    private static void insert(BatchSession batch, int number) {
        batch.collection("c").insert(Map.of("n", number, "note", NOTE));
    }

    /** Adds until it fails, and tells how many were added before. */
    private static int insertUntilRefused(BatchSession batch) {
        for (int added = 0; added < 1_000; added++) {
            int number = added;
            BatchSpillException refused = catchThrowableOfType(BatchSpillException.class, () -> insert(batch, number));
            if (refused != null) {
                return added;
            }
        }
        throw new AssertionError("nothing was refused");
    }

    private List<Integer> sentNumbers() {
        return transport.nextExchange().send().sentParts().stream()
                .map(part -> Integer.valueOf(part.replaceFirst("(?s).*\"n\":(\\d+).*", "$1")))
                .toList();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void aFolderThatIsMissingIsToldWhenItIsNeeded() {
        Path missing = temporary.resolve("missing");
        try (BatchSession batch = connect(missing).beginBatch()) {
            int added = insertUntilRefused(batch);

            assertThat(added).as("requests within the threshold").isGreaterThan(1);
            assertThatThrownBy(() -> insert(batch, 0))
                    .isInstanceOf(BatchSpillException.class)
                    .message()
                    .matches(
                            "POST /_api/document/c was not queued: the batch holds more than the 1024 bytes that the limit spillThreshold keeps in memory, and "
                                    + "a temporary file in .*missing cannot be made: there is no such folder; mend that and add it again \\(option spillFolder names another"
                                    + " folder\\), or commit what is queued \\(\\d+ bytes\\)")
                    .contains(" in " + missing + " cannot");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsQueuedIsSentWholeThoughMoreWasRefused(boolean ordered) {
        BatchOptions options = BatchOptions.defaults().ordered(ordered).connections(1);
        try (BatchSession batch = connect(temporary.resolve("missing")).beginBatch(options)) {
            int added = insertUntilRefused(batch);
            assertThat(batch.queuedJobs()).hasSize(added);
            assertThat(batch.pendingRequests()).isEqualTo(added);

            batch.commitAsync();

            assertThat(sentNumbers()).isEqualTo(upTo(added));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatWasRefusedCanBeAddedAgainWhenTheFolderIsThere(boolean ordered) throws IOException {
        Path folder = temporary.resolve("later");
        BatchOptions options = BatchOptions.defaults().ordered(ordered).connections(1);
        try (BatchSession batch = connect(folder).beginBatch(options)) {
            int added = insertUntilRefused(batch);
            Files.createDirectory(folder);
            for (int number = added; number < 1_000; number++) {
                insert(batch, number);
            }

            batch.commitAsync();

            assertThat(sentNumbers()).isEqualTo(upTo(1_000));
        }
    }

    @Test
    void theLimitsHoldForWhatIsInTheFileToo() {
        BatchOptions options = BatchOptions.defaults().maxBytes(300_000);
        try (BatchSession batch = connect(temporary).beginBatch(options)) {
            assertThatThrownBy(() -> IntStream.range(0, 1_000).forEach(number -> insert(batch, number)))
                    .isInstanceOf(BatchLimitException.class);
            int added = batch.pendingRequests();

            batch.commitAsync();

            assertThat(sentNumbers()).isEqualTo(upTo(added)).hasSizeGreaterThan(400);
        }
    }

    @Test
    void aSessionMayKeepMoreInMemoryThanItsConnection() {
        BatchOptions options = BatchOptions.defaults().spillThreshold(Long.MAX_VALUE);
        try (BatchSession batch = connect(temporary.resolve("missing")).beginBatch(options)) {
            for (int number = 0; number < 1_000; number++) {
                insert(batch, number);
            }

            assertThat(batch.pendingRequests()).isEqualTo(1_000);
        }
    }
}
