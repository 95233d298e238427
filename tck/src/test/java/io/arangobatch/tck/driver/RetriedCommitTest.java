package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.RetryPolicy;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.Documents;
import io.arangobatch.request.Server;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.Fault;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commits under a retry policy. */
class RetriedCommitTest extends ThroughEachTransport {

    private static final RetryPolicy PATIENT = RetryPolicy.of(5)
            .initialDelay(Duration.ofMillis(1))
            .maxDelay(Duration.ofMillis(20))
            .budget(Duration.ofMinutes(1));
    private static final RetryPolicy SLOW = RetryPolicy.of(3)
            .initialDelay(Duration.ofMinutes(10))
            .maxDelay(Duration.ofMinutes(10))
            .budget(Duration.ofHours(1));
    private static final String STUDENTS = "students";

    private EmbeddedArango arango;

    @BeforeEach
    void start() {
        arango = EmbeddedArango.start();
    }

    @AfterEach
    void stop() {
        arango.close();
    }

    private Connection connect(RetryPolicy policy) {
        Connection db = ArangoDriver.connect(via.config(arango).retry(policy).build());
        db.collection(STUDENTS).create(CollectionOptions.none());
        return db;
    }

    /** A connection that cannot send anything as often as told: it has no credentials. */
    private Connection speechless(RetryPolicy policy, int failures) {
        AtomicInteger left = new AtomicInteger(failures);
        return ArangoDriver.connect(via.config(arango)
                .user("root")
                .auth(AuthMethod.JWT)
                .tokenSupplier(() -> {
                    if (left.getAndDecrement() > 0) {
                        throw new IllegalStateException("no token yet");
                    }
                    return "token";
                })
                .retry(policy)
                .build());
    }

    @Test
    void whatWasNotSentIsSentAgain() {
        try (Connection db = speechless(PATIENT, 3);
                BatchSession batch = db.beginBatch()) {
            BatchJob<?> version = batch.serverVersion();
            BatchResult result = batch.commit();

            assertThat(result.failed()).isZero();
            assertThat(version.status()).isEqualTo(JobStatus.DONE);
            assertThat(arango.journal().requests()).hasSize(1);
        }
    }

    @Test
    void whatMayHaveRunIsNotSentAgain() {
        try (Connection db = connect(PATIENT);
                BatchSession batch = db.beginBatch()) {
            BatchJob<?> kris = batch.collection(STUDENTS).insert(Map.of("name", "Kris"));
            arango.inject(request -> request.path().endsWith("/_api/batch"), Fault.resetAfterHandling());

            assertThatThrownBy(batch::commit)
                    .isInstanceOfSatisfying(
                            BatchCommitException.class,
                            e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN));
            assertThat(kris.status()).isEqualTo(JobStatus.UNKNOWN);
            assertThat(db.collection(STUDENTS).count()).isEqualTo(1);
        }
    }

    @Test
    void whatMayHaveRunIsSentAgainWhereEveryRequestWasDeclaredRepeatable() {
        for (BatchOptions options : new BatchOptions[] {
            BatchOptions.defaults(), BatchOptions.defaults().ordered(false)
        }) {
            try (Connection db = ArangoDriver.connect(
                            via.config(arango).retry(PATIENT).build());
                    BatchSession batch = db.beginBatch(options)) {
                if (db.databases().collections(true).isEmpty()) {
                    db.collection(STUDENTS).create(CollectionOptions.none());
                }
                ArangoRequest<?> replace =
                        Documents.replace(STUDENTS, "none", Map.of("n", 1)).repeatable();
                BatchJob<?> first = batch.add(replace);
                BatchJob<?> second = batch.add(replace);
                arango.inject(request -> request.path().endsWith("/_api/batch"), Fault.resetAfterHandling(), 2);
                BatchResult result = batch.commit();

                assertThat(result.failed()).isEqualTo(2);
                assertThat(first.status()).isEqualTo(JobStatus.DONE);
                assertThat(second.status()).isEqualTo(JobStatus.DONE);
                assertThat(result.calls()).isEqualTo(3);
            }
        }
    }

    @Test
    void theServersWishToBeLeftAloneIsFollowed() {
        String unavailable = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    connection.readRequest();
                    connection.send(unavailable);
                    connection.awaitClientEnd();
                });
                Connection db = ArangoDriver.connect(
                        via.config(server.endpoint()).retry(PATIENT).build());
                BatchSession batch = db.beginBatch()) {
            batch.add(Server.version().repeatable());

            assertThatThrownBy(batch::commit)
                    .isInstanceOf(BatchCommitException.class)
                    .hasMessageEndingWith(
                            "; given up after 1 attempt, for a pause of PT1H would go beyond the budget of PT1M");
        }
    }

    @Test
    void givingUpTellsHowOftenItWasTried() {
        Connection db = speechless(RetryPolicy.of(2).initialDelay(Duration.ofMillis(1)), Integer.MAX_VALUE);
        BatchSession batch = db.beginBatch();
        batch.serverVersion();

        assertThatThrownBy(batch::commit)
                .isInstanceOfSatisfying(
                        BatchCommitException.class, e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT))
                .hasMessageEndingWith("; given up after 3 attempts, which is all that the retry policy allows");
        assertThat(batch.pendingRequests()).isEqualTo(1);
        db.close();
    }

    @Test
    void anInterruptionEndsThePauseAtOnceAndLeavesTheQueueIntact() {
        Connection db = speechless(SLOW, Integer.MAX_VALUE);
        BatchSession batch = db.beginBatch();
        batch.serverVersion();
        Thread.currentThread().interrupt();

        assertThatThrownBy(batch::commit)
                .isInstanceOfSatisfying(
                        BatchCommitException.class, e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(batch.pendingRequests()).isEqualTo(1);
        db.close();
    }

    @Test
    void closingTheConnectionEndsThePauseAtOnce() throws Exception {
        Connection db = speechless(SLOW, Integer.MAX_VALUE);
        BatchSession batch = db.beginBatch();
        batch.serverVersion();
        CompletableFuture<BatchResult> commit = batch.commitAsync();
        db.close();

        assertThatThrownBy(() -> commit.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(BatchCommitException.class);
    }
}
