package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.Fault;
import io.arangobatch.tck.server.RecordedRequest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sessions whose queues continue in a temporary file. */
class SpilledSessionTest extends ThroughEachTransport {

    private static final String STUDENTS = "students";
    private static final int DOCUMENTS = 3_000;
    private static final int THRESHOLD = 20_000;

    @TempDir
    private Path folder;

    private EmbeddedArango arango;

    @BeforeEach
    void start() {
        arango = EmbeddedArango.start();
    }

    @AfterEach
    void stop() {
        arango.close();
    }

    private ConnectionConfig.Builder config() {
        return via.config(arango).spillThreshold(THRESHOLD).spillFolder(folder);
    }

    private Connection connect() {
        Connection db = ArangoDriver.connect(config().build());
        db.collection(STUDENTS).create(CollectionOptions.none());
        arango.journal().clear();
        return db;
    }

    private static void fill(BatchSession batch) {
        for (int i = 0; i < DOCUMENTS; i++) {
            batch.collection(STUDENTS).insert(Map.of("_key", "k" + i, "note", "n".repeat(i % 300)));
        }
    }

    private int openFiles() {
        return descriptors().size();
    }

    /** The files of the folder that this process has open, most of which have no name any more. */
    private List<Path> descriptors() {
        Path open = Path.of("/proc/self/fd");
        assumeThat(open).exists();
        try (Stream<Path> all = Files.list(open)) {
            return all.filter(each -> target(each).startsWith(folder + "/")).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @ParameterizedTest
    @CsvSource({"MULTIPART, true", "MULTIPART, false", "PIPELINE, true", "PIPELINE, false"})
    void theSameBytesAreSentFromTheFileAsFromMemory(BatchCarrier carrier, boolean coalesced) {
        BatchOptions options = BatchOptions.defaults().coalesce(coalesced).maxCoalesced(100);
        try (Connection db = ArangoDriver.connect(config().carrier(carrier).build())) {
            List<String> fromFile = sent(db, options);
            List<String> fromMemory = sent(db, options.spillThreshold(Long.MAX_VALUE));

            assertThat(fromFile).isEqualTo(fromMemory);
        }
    }

    private List<String> sent(Connection db, BatchOptions options) {
        db.collection(STUDENTS).create(CollectionOptions.none());
        arango.journal().clear();
        BatchResult result = db.batch(options, SpilledSessionTest::fill);
        List<String> sent = arango.journal().requests().stream()
                .map(SpilledSessionTest::withoutBoundary)
                .toList();

        assertThat(result.failed()).isZero();
        assertThat(db.collection(STUDENTS).count()).isEqualTo(DOCUMENTS);
        db.collection(STUDENTS).drop();
        return sent;
    }

    private static String withoutBoundary(RecordedRequest request) {
        String type = request.headers().getOrDefault("content-type", "");
        int at = type.indexOf("boundary=");
        String body = at < 0 ? request.body() : request.body().replace(type.substring(at + 9), "boundary");
        return request.method() + " " + request.target() + " " + request.bodyLength() + " " + body;
    }

    @Test
    void anUnorderedSessionIsSentFromSeveralFiles() {
        try (Connection db = connect()) {
            BatchOptions options =
                    BatchOptions.defaults().ordered(false).connections(3).maxCoalesced(50);
            BatchResult result = db.batch(options, batch -> {
                fill(batch);
                assertThat(openFiles()).isEqualTo(3);
            });

            assertThat(result.failed()).isZero();
            assertThat(db.collection(STUDENTS).count()).isEqualTo(DOCUMENTS);
            assertThat(openFiles()).isZero();
        }
    }

    @Test
    void whatWasNotSentIsCommittedAgainFromTheFile() {
        AtomicBoolean login = new AtomicBoolean();
        ConnectionConfig config = config().user("root")
                .auth(AuthMethod.JWT)
                .tokenSupplier(() -> {
                    if (!login.get()) {
                        throw new IllegalStateException("no token yet");
                    }
                    return "token";
                })
                .build();
        try (Connection db = ArangoDriver.connect(config);
                Connection other = connect();
                BatchSession batch = db.beginBatch()) {
            fill(batch);
            assertThatThrownBy(batch::commit)
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT));
            assertThat(openFiles()).isEqualTo(1);
            login.set(true);
            batch.collection(STUDENTS).insert(Map.of("_key", "last"));

            assertThat(batch.commit().failed()).isZero();
            assertThat(other.collection(STUDENTS).count()).isEqualTo(DOCUMENTS + 1);
            assertThat(openFiles()).isZero();
        }
    }

    @Test
    void theFileIsGoneAfterTheCommitThoughTheSessionIsKept() {
        try (Connection db = connect();
                BatchSession batch = db.beginBatch()) {
            fill(batch);
            assertThat(openFiles()).isEqualTo(1);

            batch.commit();

            assertThat(openFiles()).isZero();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theFileIsGoneAfterACommitThatBroke() {
        try (Connection db = connect();
                BatchSession batch = db.beginBatch()) {
            fill(batch);
            arango.inject(request -> request.path().endsWith("/_api/batch"), Fault.resetAfterHandling());

            assertThatThrownBy(batch::commit).isInstanceOf(BatchCommitException.class);

            assertThat(batch.pendingRequests()).isZero();
            assertThat(openFiles()).isZero();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theFileIsGoneWhenASessionIsClosedThatCouldNotBeCommitted() {
        try (Connection db = connect()) {
            BatchSession batch = db.beginBatch();
            fill(batch);
            arango.close();
            assertThatThrownBy(batch::commit)
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT));
            assertThat(openFiles()).isEqualTo(1);

            batch.close();

            assertThat(openFiles()).isZero();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void theFileIsGoneWhenTheQueueIsDiscarded() {
        try (Connection db = connect()) {
            BatchSession batch = db.beginBatch();
            fill(batch);
            assertThat(openFiles()).isEqualTo(1);

            batch.close();

            assertThat(openFiles()).isZero();
            assertThat(folder).isEmptyDirectory();
            assertThat(arango.journal().requests()).isEmpty();
        }
    }

    @Test
    void theFileIsGoneWhenTheConnectionIsClosed() {
        Connection db = connect();
        try (BatchSession batch = db.beginBatch()) {
            fill(batch);
            assertThat(openFiles()).isEqualTo(1);

            db.close();

            assertThat(openFiles()).isZero();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void nothingIsSentWholeOfAFileThatSomebodyHasShortened() throws IOException {
        try (Connection db = connect();
                BatchSession batch = db.beginBatch()) {
            fill(batch);
            try (RandomAccessFile file =
                    new RandomAccessFile(descriptors().get(0).toFile(), "rw")) {
                file.setLength(file.length() / 2);
            }

            assertThatThrownBy(batch::commit)
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT))
                    .hasStackTraceContaining("a temporary file in " + folder
                            + " cannot be read: it is shorter than what was written to it");
            assertThat(db.collection(STUDENTS).count()).isZero();
        }
    }

    @Test
    void aBatchWithinTheThresholdHasNoFile() {
        try (Connection db = connect();
                BatchSession batch = db.beginBatch()) {
            for (int i = 0; i < 50; i++) {
                batch.collection(STUDENTS).insert(Map.of("_key", "k" + i));
            }

            assertThat(openFiles()).isZero();
            assertThat(batch.commit().failed()).isZero();
        }
    }
}
