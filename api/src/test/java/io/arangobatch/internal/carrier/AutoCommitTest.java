package io.arangobatch.internal.carrier;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedPipeline;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a commit finds its way when nobody has said which server it will meet. */
class AutoCommitTest {

    private static final String BATCH = "POST /_db/test/_api/batch";
    private static final String VERSION = "GET /_db/test/_api/version";
    private static final String INSERT = "POST /_db/test/_api/document/c";
    private static final String MISSING =
            "{\"error\":true,\"errorNum\":404,\"errorMessage\":\"unknown path '/_api/batch'\"}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private ScriptedTransport transport = ScriptedTransport.byHand();

    private Connection connection(Consumer<ScriptedExchange> script, UnaryOperator<ConnectionConfig.Builder> settings) {
        transport = ScriptedTransport.playing(script).writingAhead();
        Connection connection =
                ArangoDriver.connect(settings.apply(Probe.over(transport)).build());
        open.add(connection);
        open.add(transport);
        return connection;
    }

    private Connection connection(Consumer<ScriptedExchange> script) {
        return connection(script, settings -> settings);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    private static Consumer<ScriptedExchange> server(String version) {
        return x -> {
            if (x.line().equals(VERSION)) {
                x.answer(200, "{\"server\":\"arango\",\"license\":\"community\",\"version\":\"" + version + "\"}");
            } else if (!x.line().equals(BATCH)) {
                x.answer(202, BatchAnswer.inserted("c", "k").body());
            } else if (version.equals("3.12.4")) {
                x.answer(404, MISSING);
            } else {
                x.send();
                BatchAnswer.Part[] parts =
                        x.sentParts().stream().map(part -> inserted("c", "k")).toArray(BatchAnswer.Part[]::new);
                x.batchHead().body(BatchAnswer.of(x.boundary(), parts)).end();
            }
        };
    }

    private BatchSession small(Connection connection) {
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of("n", 1));
        return batch;
    }

    private BatchSession large(Connection connection) {
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of("t", "x".repeat(100_000)));
        return batch;
    }

    private List<String> lines() {
        return transport.exchanges().stream().map(ScriptedExchange::line).toList();
    }

    private static BatchCommitException failureOf(BatchSession batch) {
        return catchThrowableOfType(BatchCommitException.class, batch::commit);
    }

    @Test
    void aSmallBatchIsTriedWithoutAsking() {
        small(connection(server("3.11.14"))).commit();
        assertThat(lines()).containsExactly(BATCH);
    }

    @Test
    void aLargeBatchIsNotSentBeforeTheVersionIsKnown() {
        large(connection(server("3.11.14"))).commit();
        assertThat(lines()).containsExactly(VERSION, BATCH);
    }

    @Test
    void aLargeBatchIsNotSentInVain() {
        large(connection(server("3.12.4"))).commit();
        assertThat(lines()).containsExactly(VERSION, INSERT);
    }

    @ParameterizedTest
    @CsvSource({
        "404, 404, unknown path '/_api/batch'",
        "501, 9, '''/_api/batch'' not implemented'",
        "405, 405, method not supported",
        "405, 0, ''"
    })
    void aRefusedEndpointRunsNothingAndTheSameCommitGoesOn(int status, int errorNum, String message) {
        String body = "{\"error\":true,\"errorNum\":" + errorNum + ",\"errorMessage\":\"" + message + "\"}";
        Connection connection = connection(x -> {
            if (x.line().equals(BATCH)) {
                x.answer(status, body);
            } else {
                x.answer(202, inserted("c", "k").body());
            }
        });
        BatchSession batch = connection.beginBatch();
        batch.collection("c").insert(Map.of("n", 1));
        BatchJob<DocumentMetadata> job = batch.collection("d").insert(Map.of("n", 1));
        BatchResult result = batch.commit();
        assertThat(job.result().key()).isEqualTo("k");
        assertThat(result.calls()).isEqualTo(3);
        assertThat(lines()).containsExactly(BATCH, INSERT, "POST /_db/test/_api/document/d");
        assertThat(transport.exchanges().get(1).header("Content-Type")).isEqualTo("application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "404, 1228, REJECTED",
        "404, 1203, UNKNOWN",
        "404, 0, UNKNOWN",
        "401, 11, REJECTED",
        "403, 11, REJECTED",
        "413, 0, REJECTED",
        "400, 400, UNKNOWN",
        "500, 4, UNKNOWN",
        "501, 0, UNKNOWN",
        "502, 0, UNKNOWN",
        "503, 21003, UNKNOWN"
    })
    void nothingElseIsTakenForAMissingEndpoint(int status, int errorNum, CommitOutcome outcome) {
        BatchSession batch = small(connection(x -> x.answer(status, "{\"error\":true,\"errorNum\":" + errorNum + "}")));
        assertThat(failureOf(batch).outcome()).isEqualTo(outcome);
        assertThat(lines()).containsExactly(BATCH);
    }

    @Test
    void aLoginAtAServerWithoutLoginsIsNotTakenForAMissingEndpoint() {
        BatchSession batch = small(connection(
                x -> x.answer(404, MISSING),
                settings -> settings.user("root").password("x").auth(AuthMethod.JWT)));
        assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(lines()).containsExactly("POST /_open/auth");
    }

    @Test
    void whatWasFoundOutIsRemembered() {
        Connection connection = connection(server("3.12.4"));
        small(connection).commit();
        small(connection).commit();
        large(connection).commit();
        assertThat(lines()).containsExactly(BATCH, INSERT, INSERT, INSERT);
    }

    @Test
    void aServerThatAnsweredABatchIsNotAskedForItsVersion() {
        Connection connection = connection(server("3.2.2"));
        small(connection).commit();
        large(connection).commit();
        assertThat(lines()).containsExactly(BATCH, BATCH);
    }

    @Test
    void theMetadataOfARefusedEndpointTellTheVersionOfNow() {
        List<String> version = new ArrayList<>(List.of("3.11.14"));
        Connection connection = connection(x -> server(version.get(0)).accept(x));
        assertThat(connection.metadata().serverVersion()).contains("3.11.14");
        version.set(0, "3.12.4");
        small(connection).commit();
        assertThat(connection.metadata().serverVersion()).contains("3.12.4");
        assertThat(connection.metadata().carrier()).isEqualTo(BatchCarrier.PIPELINE);
        assertThat(connection.metadata().reason())
                .isEqualTo("the server has no /_api/batch: it answered HTTP 404, errorNum 404");
    }

    @Test
    void eachServerIsRememberedByItself() {
        Endpoint one = new Endpoint("one.test", 8529, false);
        Endpoint two = new Endpoint("two.test", 8529, false);
        List<Endpoint> gone = new ArrayList<>();
        Connection connection = connection(
                x -> {
                    if (gone.contains(x.request().endpoint())) {
                        x.breakBeforeSending(Phase.CONNECT, "refused");
                    } else {
                        server(x.request().endpoint().equals(one) ? "3.11.14" : "3.12.4")
                                .accept(x);
                    }
                },
                settings -> settings.endpoints(List.of(one, two)));
        small(connection).commit();
        gone.add(one);
        // Thought of as the first one, refused by the second.
        small(connection).commit();
        assertThat(connection.metadata().endpoint()).isEqualTo(two);
        assertThat(connection.metadata().carrier()).isEqualTo(BatchCarrier.PIPELINE);
        small(connection).commit();
        assertThat(lines()).endsWith(VERSION, INSERT);
    }

    @Test
    void aQuestionThatBreaksLeavesTheBatchUnsent() {
        BatchSession batch = large(connection(x -> x.send().breakAfterSending("reset by peer")));
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(failure).hasMessage("the batch was not sent and can be committed again: reset by peer");
        assertThat(batch.pendingRequests()).isEqualTo(1);
        assertThat(lines()).containsExactly(VERSION);
    }

    @ParameterizedTest
    @CsvSource({"401, REJECTED", "403, REJECTED"})
    void aQuestionThatIsRefusedForItsCredentialsLetsTheBatchBeRefused(int status, CommitOutcome outcome) {
        BatchSession batch = large(connection(x -> x.answer(status, "{\"error\":true,\"errorNum\":11}")));
        assertThat(failureOf(batch).outcome()).isEqualTo(outcome);
        assertThat(lines()).containsExactly(VERSION, BATCH);
    }

    @ParameterizedTest
    @CsvSource({
        "200, <html>Welcome</html>",
        "200, '{\"server\":\"arango\"}'",
        "200, '{\"server\":\"arango\",\"version\":\"devel\"}'",
        "200, '{\"server\":\"arango\",\"version\":null}'",
        "200, '[]'",
        "200, ''",
        "500, ''"
    })
    void aVersionThatCannotBeReadLetsTheEndpointBeTried(int status, String answer) {
        BatchSession batch = large(connection(x -> {
            if (x.line().equals(VERSION)) {
                x.answer(status, answer);
            } else {
                server("3.11.14").accept(x);
            }
        }));
        assertThat(batch.commit().failed()).isZero();
        assertThat(lines()).containsExactly(VERSION, BATCH);
    }

    @Test
    void aVersionThatPromisesTooMuchIsFollowedByTheRefusal() {
        BatchSession batch = large(connection(x -> {
            if (x.line().equals(VERSION)) {
                server("3.11.14").accept(x);
            } else {
                server("3.12.4").accept(x);
            }
        }));
        assertThat(batch.commit().failed()).isZero();
        assertThat(lines()).containsExactly(VERSION, BATCH, INSERT);
    }

    @Test
    void anEndpointThatIsRefusedInTheSecondCallLetsTheRestGoOnWithoutIt() {
        List<Integer> calls = new ArrayList<>();
        Connection connection = connection(
                x -> {
                    boolean second = x.line().equals(BATCH) && !calls.isEmpty();
                    calls.add(1);
                    server(second ? "3.12.4" : "3.11.14").accept(x);
                },
                settings -> settings.maxCallBytes(1024));
        BatchSession batch = connection.beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            jobs.add(batch.collection("c" + i).insert(Map.of("t", "x".repeat(200))));
        }
        BatchResult result = batch.commit();
        assertThat(result.failed()).isZero();
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
        int inFirst = transport.exchanges().get(0).sentParts().size();
        assertThat(inFirst).isBetween(1, 8);
        assertThat(lines().subList(0, 2)).containsExactly(BATCH, BATCH);
        assertThat(lines().subList(2, lines().size()))
                .hasSize(9 - inFirst)
                .startsWith("POST /_db/test/_api/document/c" + inFirst);
        assertThat(result.calls()).isEqualTo(2 + 9 - inFirst);
    }

    @Test
    void anInterruptionWhileAskingLeavesTheBatchUnsent() {
        BatchSession batch = large(connection(x -> {}));
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        ScriptedExchange question = transport.nextExchange();
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .isInstanceOf(BatchCommitException.class)
                .hasMessage("the batch was not sent and can be committed again: the commit was cancelled");
        assertThat(question.wasCancelled()).isTrue();
        assertThat(batch.pendingRequests()).isEqualTo(1);
    }

    @Test
    void anInterruptionAfterTheRefusalEndsThePipeline() {
        BatchSession batch = small(connection(x -> {
            if (x.line().equals(BATCH)) {
                x.answer(404, MISSING);
            }
        }));
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        transport.nextExchange();
        transport.nextExchange();
        commit.interruptWhenBlocked();
        assertThat(commit.failure()).isInstanceOf(BatchCommitException.class);
        assertThat(transport.pipelines()).allMatch(ScriptedPipeline::isClosed);
        assertThat(batch.pendingRequests()).isEqualTo(1);
    }

    @Test
    void cancellingTheFutureWhileAskingEndsTheQuestion() {
        BatchSession batch = large(connection(x -> {}));
        CompletableFuture<BatchResult> commit = batch.commitAsync();
        ScriptedExchange question = transport.nextExchange();
        commit.cancel(true);
        Await.until(question::wasCancelled);
        Await.until(() -> batch.pendingRequests() == 1);
        assertThat(batch.queuedJobs()).extracting(BatchJob::status).containsExactly(JobStatus.PENDING);
    }

    @Test
    void theQuestionGetsItsTimeFromTheCommits() {
        large(connection(server("3.12.4"), settings -> settings.commitTimeout(Duration.ofMinutes(1))))
                .commit();
        assertThat(transport.exchanges())
                .extracting(x -> x.request().totalTimeout())
                .allSatisfy(left -> assertThat(left).isPositive().isLessThan(Duration.ofMinutes(1)));
    }
}
