package io.arangobatch.tck.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.model.Cursor;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.request.QueryOptions;
import io.arangobatch.spi.TransportException;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.server.scripted.ServerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits that hand their results to a callback, over real connections. */
class ResultCallbackTest extends ThroughEachTransport {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BRIEF = Duration.ofMillis(300);
    private static final int MIB = 1 << 20;
    private static final int LARGE = 64;

    private Connection connect(ScriptedServer server, UnaryOperator<ConnectionConfig.Builder> settings) {
        return ArangoDriver.connect(settings.apply(via.config(server.endpoint()).carrier(BatchCarrier.MULTIPART))
                .build());
    }

    private static BatchSession reading(Connection db, int documents) {
        BatchSession batch = db.beginBatch(BatchOptions.defaults().coalesce(false));
        for (int i = 1; i <= documents; i++) {
            batch.collection("c").get("k" + i, JsonNode.class);
        }
        return batch;
    }

    /** Waits in the callback for as long as a test wants it to, interrupted or not. */
    private static void awaitUninterrupted(CountDownLatch gate) {
        boolean open = false;
        boolean interrupted = false;
        while (!open) {
            try {
                open = gate.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String document(int size) {
        return "{\"text\":\"" + "x".repeat(size) + "\"}";
    }

    private static String part(String boundary, int id, String body) {
        return "--" + boundary + "\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: " + id
                + "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\r\n" + body + "\r\n";
    }

    /** Begins the answer to a batch, which then ends with the connection. */
    private static String begin(ServerConnection connection) throws IOException {
        ReceivedRequest batch = connection.readRequest();
        String type = batch.values("Content-Type").get(0);
        connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: " + type + "\r\n\r\n");
        return type.substring(type.indexOf("boundary=") + "boundary=".length());
    }

    /** A server that answers a batch with as many documents of a mebibyte. */
    private static ScriptedServer mebibytes(int count) {
        String document = document(MIB);
        return ScriptedServer.start(connection -> {
            String boundary = begin(connection);
            for (int id = 1; id <= count; id++) {
                connection.send(part(boundary, id, document));
            }
            connection.send("--" + boundary + "--");
        });
    }

    /** The same, one by one. */
    private static ScriptedServer mebibytesOneByOne() {
        String document = document(MIB);
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + document.length()
                + "\r\n\r\n" + document;
        return ScriptedServer.start(connection -> {
            while (true) {
                connection.readRequest();
                connection.send(answer);
            }
        });
    }

    @Test
    void eachResultIsThereWhileTheRestOfTheAnswerIsNot() {
        List<CountDownLatch> taken = List.of(new CountDownLatch(1), new CountDownLatch(1), new CountDownLatch(1));
        try (ScriptedServer server = ScriptedServer.start(connection -> {
                    String boundary = begin(connection);
                    for (int id = 1; id <= 3; id++) {
                        String part = part(boundary, id, "{\"n\":" + id + "}");
                        // Up to the next delimiter, which tells that the part has ended.
                        connection.send(id == 1 ? part : part.substring(part.indexOf("\r\n") + 2));
                        connection.send("--" + boundary + (id == 3 ? "--" : "\r\n"));
                        connection.await(taken.get(id - 1));
                    }
                });
                Connection db = connect(server, settings -> settings);
                BatchSession batch = reading(db, 3)) {
            List<Integer> ids = new ArrayList<>();

            BatchResult result = batch.commit(job -> {
                ids.add(job.id());
                taken.get(job.id() - 1).countDown();
            });

            assertThat(ids).containsExactly(1, 2, 3);
            assertThat(result.failed()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = BatchCarrier.class,
            names = {"MULTIPART", "PIPELINE"})
    void aSlowCallbackHoldsTheServerBack(BatchCarrier carrier) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedServer server = carrier == BatchCarrier.MULTIPART ? mebibytes(LARGE) : mebibytesOneByOne();
                Connection db = connect(server, settings -> settings.carrier(carrier));
                BatchSession batch = reading(db, LARGE)) {
            AtomicInteger taken = new AtomicInteger();
            CompletableFuture<BatchResult> commit = CompletableFuture.supplyAsync(() -> batch.commit(job -> {
                awaitUninterrupted(gate);
                taken.incrementAndGet();
            }));
            server.await("a mebibyte sent", () -> sent(server) > MIB, PATIENCE);

            assertThat(server.awaitIfEver(() -> sent(server) > 32L * MIB, BRIEF))
                    .as("the server could send more than 32 of 64 MiB though the callback takes nothing")
                    .isFalse();

            gate.countDown();
            assertThat(commit.get(30, TimeUnit.SECONDS).bytesReceived()).isGreaterThan((long) LARGE * MIB);
            assertThat(taken).hasValue(LARGE);
        } finally {
            gate.countDown();
        }
    }

    private static long sent(ServerConnection connection) {
        return connection.bytesSent();
    }

    private static long sent(ScriptedServer server) {
        return server.connections().stream().mapToLong(ResultCallbackTest::sent).sum();
    }

    @Test
    void anInterruptionEndsACommitWhoseAnswerIsHeldBack() {
        try (ScriptedServer server = mebibytes(LARGE);
                Connection db = connect(server, settings -> settings);
                BatchSession batch = reading(db, LARGE)) {
            List<BatchJob<?>> taken = new ArrayList<>();

            Throwable thrown = catchThrowable(() -> batch.commit(job -> {
                taken.add(job);
                Thread.currentThread().interrupt();
            }));

            assertThat(Thread.interrupted())
                    .as("the thread is still interrupted")
                    .isTrue();
            assertThat(thrown).isInstanceOf(BatchCommitException.class);
            assertThat(((BatchCommitException) thrown).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
            assertThat(taken).extracting(BatchJob::id).containsExactlyElementsOf(ids(LARGE));
            server.awaitOpen(0, PATIENCE);
        }
    }

    private static List<Integer> ids(int last) {
        List<Integer> ids = new ArrayList<>();
        for (int id = 1; id <= last; id++) {
            ids.add(id);
        }
        return ids;
    }

    @Test
    void cancellingEndsACommitWhoseAnswerIsHeldBack() {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedServer server = mebibytes(LARGE);
                Connection db = connect(server, settings -> settings);
                BatchSession batch = reading(db, LARGE)) {
            CompletableFuture<BatchResult> commit = batch.commitAsync(job -> awaitUninterrupted(gate));
            server.await("a mebibyte sent", () -> sent(server) > MIB, PATIENCE);

            commit.cancel(true);

            server.awaitOpen(0, PATIENCE);
        } finally {
            gate.countDown();
        }
    }

    @Test
    @SuppressWarnings("try") // closed in the middle: that is what the test is about
    void closingTheConnectionEndsACommitWhoseAnswerIsHeldBack() {
        CountDownLatch gate = new CountDownLatch(1);
        try (ScriptedServer server = mebibytes(LARGE);
                Connection db = connect(server, settings -> settings);
                BatchSession batch = reading(db, LARGE)) {
            CompletableFuture<BatchResult> commit = batch.commitAsync(job -> awaitUninterrupted(gate));
            server.await("a mebibyte sent", () -> sent(server) > MIB, PATIENCE);

            db.close();
            gate.countDown();

            assertThat(catchThrowable(() -> commit.get(30, TimeUnit.SECONDS)))
                    .hasCauseInstanceOf(BatchCommitException.class);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void theCommitTimeoutRunsWhileTheCallbackIsSlow() {
        try (ScriptedServer server = mebibytes(LARGE);
                Connection db = connect(server, settings -> settings.commitTimeout(Duration.ofMillis(500)));
                BatchSession batch = reading(db, LARGE)) {

            Throwable thrown = catchThrowable(() -> batch.commit(job -> server.awaitOpen(0, PATIENCE)));

            assertThat(thrown).isInstanceOf(BatchCommitException.class).hasCauseInstanceOf(TransportException.class);
            assertThat(((BatchCommitException) thrown).outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        }
    }

    @Test
    void aCallbackThatNeedsAConnectionOfAPoolThatIsUsedUpIsToldSo() {
        try (ScriptedServer server = mebibytes(LARGE);
                Connection db =
                        connect(server, settings -> settings.maxConnections(1).acquireTimeout(BRIEF));
                BatchSession batch = reading(db, LARGE)) {
            AtomicReference<Throwable> refused = new AtomicReference<>();
            AtomicInteger taken = new AtomicInteger();

            batch.commit(job -> {
                if (taken.incrementAndGet() == 1) {
                    refused.set(catchThrowable(db::serverVersion));
                }
            });

            assertThat(refused.get())
                    .isInstanceOf(TransportException.class)
                    .hasMessage("no free connection to " + server.endpoint()
                            + " within PT0.3S: 1 leased, 0 idle, 1 waiting");
            assertThat(taken).hasValue(LARGE);
        }
    }

    @Test
    void whatTheCallbackThrowsLeavesTheConnectionAsItWas() {
        try (EmbeddedArango arango = EmbeddedArango.builder().start();
                Connection db = via.connect(arango);
                BatchSession batch = db.beginBatch()) {
            db.collection("c").create(CollectionOptions.none());
            batch.collection("c").insert(Map.of("_key", "a"));
            batch.collection("c").insert(Map.of("_key", "b"));
            IllegalStateException own = new IllegalStateException("mine");

            assertThatThrownBy(() -> batch.commit(job -> {
                        throw own;
                    }))
                    .isSameAs(own);

            assertThat(db.collection("c").exists("b")).isTrue();
        }
    }

    @Test
    void aCommitOverSeveralConnectionsCallsBackOnceForEachJobAndNeverTwiceAtATime() throws Exception {
        try (EmbeddedArango arango = EmbeddedArango.builder().start();
                Connection db = via.connect(arango);
                BatchSession batch =
                        db.beginBatch(BatchOptions.defaults().ordered(false).maxCoalesced(10))) {
            db.collection("c").create(CollectionOptions.none());
            for (int i = 0; i < 2_000; i++) {
                batch.collection("c").insert(Map.of("_key", "k" + i));
            }
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger together = new AtomicInteger();
            Set<Integer> ids = new HashSet<>();
            List<Integer> twice = new ArrayList<>();

            BatchResult result = batch.commitAsync(job -> {
                        together.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        if (!ids.add(job.id())) {
                            twice.add(job.id());
                        }
                        job.result();
                        inside.decrementAndGet();
                    })
                    .get(30, TimeUnit.SECONDS);

            assertThat(result.failed()).isZero();
            assertThat(result.calls()).isGreaterThan(1);
            assertThat(ids).hasSize(2_000);
            assertThat(twice).isEmpty();
            assertThat(together).hasValue(1);
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void aCursorGoesOnInTheCallbackAndAfterIt() {
        try (EmbeddedArango arango = EmbeddedArango.builder().start();
                Connection db = via.connect(arango);
                BatchSession batch = db.beginBatch()) {
            for (int i = 0; i < 2; i++) {
                batch.aql()
                        .query(
                                "FOR n IN 1..5 RETURN n",
                                Map.of(),
                                QueryOptions.none().batchSize(2),
                                Integer.class);
            }
            List<Integer> within = new ArrayList<>();
            AtomicReference<Cursor<Integer>> kept = new AtomicReference<>();

            batch.commit(job -> {
                if (job.id() == 1) {
                    within.addAll(((Cursor<Integer>) job.result()).toList());
                } else {
                    kept.set((Cursor<Integer>) job.result());
                }
            });

            assertThat(within).containsExactly(1, 2, 3, 4, 5);
            assertThat(kept.get().toList()).containsExactly(1, 2, 3, 4, 5);
        }
    }
}
