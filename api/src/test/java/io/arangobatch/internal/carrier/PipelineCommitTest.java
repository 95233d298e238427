package io.arangobatch.internal.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.AccessException;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.AuthMethod;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.scripted.Await;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedPipeline;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits as single requests, over a transport that writes them ahead of the answers. */
class PipelineCommitTest {

    private static final String UNAUTHORIZED =
            "{\"error\":true,\"errorNum\":11,\"errorMessage\":\"not authorized to execute this request\"}";
    private static final String NO_DATABASE =
            "{\"error\":true,\"errorNum\":1228,\"errorMessage\":\"database not found\"}";

    private final List<AutoCloseable> open = new ArrayList<>();
    private ScriptedTransport transport = ScriptedTransport.byHand();

    private Connection connection(ScriptedTransport scripted, UnaryOperator<ConnectionConfig.Builder> settings) {
        transport = scripted.writingAhead();
        Connection connection = ArangoDriver.connect(settings.apply(
                        Probe.over(transport).carrier(BatchCarrier.PIPELINE).maxResponseBytes(1024))
                .build());
        open.add(connection);
        open.add(transport);
        return connection;
    }

    private BatchSession session(Consumer<ScriptedExchange> script) {
        return connection(ScriptedTransport.playing(script), settings -> settings)
                .beginBatch();
    }

    @SafeVarargs
    private BatchSession sessionInOrder(Consumer<ScriptedExchange>... scripts) {
        return connection(ScriptedTransport.playingInOrder(scripts), settings -> settings)
                .beginBatch();
    }

    private BatchSession byHand() {
        return connection(ScriptedTransport.byHand(), settings -> settings).beginBatch();
    }

    /** Queues so many replacements, of the keys 1, 2, … */
    private static List<BatchJob<DocumentMetadata>> queue(BatchSession batch, int count) {
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int key = batch.queuedJobs().size() + 1;
            jobs.add(batch.collection("c").replace(Integer.toString(key), Map.of("n", key)));
        }
        return jobs;
    }

    private static String keyOf(ScriptedExchange exchange) {
        String target = exchange.request().target();
        return target.substring(target.lastIndexOf('/') + 1);
    }

    /** Answers a replacement. */
    private static void replace(ScriptedExchange exchange) {
        exchange.answer(202, replaced(exchange));
    }

    private static String replaced(ScriptedExchange exchange) {
        String key = keyOf(exchange);
        return "{\"_id\":\"c/" + key + "\",\"_key\":\"" + key + "\",\"_rev\":\"_r\",\"_oldRev\":\"_o\"}";
    }

    private static BatchCommitException failureOf(BatchSession batch) {
        return catchThrowableOfType(BatchCommitException.class, batch::commit);
    }

    private List<String> sentKeys() {
        return transport.exchanges().stream().map(PipelineCommitTest::keyOf).toList();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1_000})
    void requestsGoOneByOneInOrder(int count) {
        BatchSession batch = session(PipelineCommitTest::replace);
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, count);
        BatchResult result = batch.commit();
        assertThat(jobs).allSatisfy(job -> assertThat(job.result().key()).isEqualTo(Integer.toString(job.id())));
        assertThat(transport.exchanges())
                .extracting(ScriptedExchange::line)
                .isEqualTo(jobs.stream()
                        .map(job -> "PUT /_db/test/_api/document/c/" + job.id())
                        .toList());
        assertThat(transport.pipelines()).hasSize(1).allMatch(ScriptedPipeline::isClosed);
        assertThat(result.calls()).isEqualTo(count);
        assertThat(result.wireRequests()).isEqualTo(count);
    }

    @Test
    void aRequestCarriesItsOwnHeadersAndTheTypeOfItsBody() {
        BatchSession batch = session(x -> x.answer(202, "{}"));
        batch.add(ArangoRequest.of("PUT", "/_api/x")
                .header("If-Match", "\"_a: b\"")
                .json(Map.of("n", 1)));
        batch.add(ArangoRequest.of("GET", "/_api/y"));
        batch.commit();
        ScriptedExchange first = transport.exchanges().get(0);
        assertThat(first.header("If-Match")).isEqualTo("\"_a: b\"");
        assertThat(first.header("Content-Type")).isEqualTo("application/json");
        assertThat(first.sentText()).isEqualTo("{\"n\":1}");
        assertThat(transport.exchanges().get(1).header("Content-Type")).isEmpty();
    }

    @Test
    void theResultTellsTheBytesOfTheBodies() {
        BatchSession batch = session(x -> x.answer(202, "{\"a\":1}"));
        batch.add(ArangoRequest.of("PUT", "/_api/x").json(Map.of("n", 1)));
        batch.add(ArangoRequest.of("PUT", "/_api/x").json(Map.of("n", 22)));
        BatchResult result = batch.commit();
        assertThat(result.bytesSent()).isEqualTo(15);
        assertThat(result.bytesReceived()).isEqualTo(14);
    }

    @Test
    void noMoreThanTheWindowAreAheadOfTheAnswers() {
        BatchSession batch = connection(ScriptedTransport.byHand(), settings -> settings.pipelineWindow(2))
                .beginBatch();
        queue(batch, 4);
        CompletableFuture<BatchResult> commit = batch.commitAsync();
        ScriptedExchange first = transport.nextExchange();
        assertThat(keyOf(transport.nextExchange())).isEqualTo("2");
        assertThat(transport.exchanges()).hasSize(2);
        replace(first);
        ScriptedExchange third = transport.nextExchange();
        assertThat(keyOf(third)).isEqualTo("3");
        assertThat(commit).isNotDone();
    }

    @Test
    void aFailedRequestIsNoFailureOfTheCommit() {
        BatchSession batch = sessionInOrder(
                PipelineCommitTest::replace,
                x -> x.answer(409, "{\"error\":true,\"errorNum\":1200,\"errorMessage\":\"conflict\"}"),
                PipelineCommitTest::replace);
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        assertThat(batch.commit().failed()).isEqualTo(1);
        assertThatThrownBy(jobs.get(1)::result)
                .hasMessage("PUT /_api/document/c/2 failed with HTTP 409, errorNum 1200: conflict");
        assertThat(jobs.get(2).result().key()).isEqualTo("3");
    }

    @Test
    void withoutResultsFailuresAreCounted() {
        AtomicInteger number = new AtomicInteger();
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> x.answer(number.incrementAndGet() % 3 == 0 ? 404 : 202, "{}")),
                        settings -> settings)
                .beginBatch(BatchOptions.defaults().returnResults(false));
        for (int i = 0; i < 10; i++) {
            batch.collection("c").replace("k" + i, Map.of());
        }
        BatchResult result = batch.commit();
        assertThat(result.failed()).isEqualTo(3);
        assertThat(result.jobs()).isEmpty();
    }

    @Test
    void aBreakInTheMiddleKeepsTheAnswersThatCame() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 6);
        Background<BatchCommitException> commit = Background.call("commit", () -> failureOf(batch));
        replace(transport.nextExchange());
        ScriptedExchange second = transport.nextExchange().send();
        transport.nextExchange().send();
        ScriptedExchange fourth = transport.nextExchange();
        assertThat(keyOf(fourth)).isEqualTo("4");
        second.breakAfterSending("reset by peer");

        BatchCommitException failure = commit.value();

        assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(failure)
                .hasMessage("a part of the batch was sent, and then it broke; requests without an answer may have run:"
                        + " reset by peer")
                .hasCauseInstanceOf(TransportException.class);
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(
                        JobStatus.DONE,
                        JobStatus.UNKNOWN,
                        JobStatus.UNKNOWN,
                        JobStatus.PENDING,
                        JobStatus.PENDING,
                        JobStatus.PENDING);
        assertThat(batch.pendingRequests()).isEqualTo(3);
        assertThat(jobs.get(0).result().key()).isEqualTo("1");
        assertThatThrownBy(jobs.get(1)::result)
                .isInstanceOf(BatchResultException.class)
                .hasMessage(
                        "request 2 (PUT /_api/document/c/2) has no answer and may have run: " + failure.getMessage());
        assertThatThrownBy(jobs.get(3)::result)
                .hasMessage("the result of request 4 (PUT /_api/document/c/4) is not available yet; commit the batch"
                        + " first");
    }

    @Test
    void aSecondCommitGoesOnWithWhatWasNotSentAndWhatWasAddedSince() {
        AtomicInteger number = new AtomicInteger();
        BatchSession batch = session(x -> {
            if (number.incrementAndGet() == 3) {
                x.send().breakAfterSending("reset by peer");
            } else {
                replace(x);
            }
        });
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        failureOf(batch);
        assertThat(batch.pendingRequests()).isZero();
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
        assertThat(jobs.get(2).status()).isEqualTo(JobStatus.UNKNOWN);
        assertThat(sentKeys()).containsExactly("1", "2", "3");
    }

    @Test
    void nothingIsSentTwiceOverSeveralCommits() {
        AtomicInteger number = new AtomicInteger();
        // Every 50th request is sent and breaks, those ahead of it were not written.
        BatchSession batch = session(x -> {
            if (number.incrementAndGet() % 50 == 0) {
                x.send().breakAfterSending("reset by peer");
            } else {
                replace(x);
            }
        });
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>(queue(batch, 230));
        int commits = 0;
        int before = Integer.MAX_VALUE;
        while (batch.pendingRequests() > 0 && failureOf(batch) != null) {
            commits++;
            assertThat(batch.pendingRequests()).isLessThan(before);
            before = batch.pendingRequests();
            if (commits == 1) {
                jobs.addAll(queue(batch, 20));
                before += 20;
            }
        }
        assertThat(commits).isPositive();
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE, JobStatus.UNKNOWN);
        assertThat(jobs.stream().filter(job -> job.status() == JobStatus.UNKNOWN))
                .hasSize(commits);
        assertThat(transport.exchanges().stream()
                        .filter(x -> !x.sentText().isEmpty())
                        .map(PipelineCommitTest::keyOf))
                .doesNotHaveDuplicates()
                .hasSize(250);
    }

    @Test
    void theResultOfTheLastCommitSpeaksOfAllRequests() {
        BatchSession batch = byHand();
        queue(batch, 3);
        Background<BatchCommitException> commit = Background.call("commit", () -> failureOf(batch));
        replace(transport.nextExchange());
        transport.nextExchange().send().breakAfterSending("reset by peer");
        commit.value();
        assertThat(keyOf(transport.nextExchange())).isEqualTo("3");
        Background<BatchResult> second = Background.call("commit", batch::commit);
        replace(transport.nextExchange());
        BatchResult result = second.value();
        assertThat(result.requests()).isEqualTo(3);
        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.calls()).isEqualTo(3);
        assertThatThrownBy(result::throwIfAnyFailed)
                .hasMessageStartingWith("1 of 3 requests failed, the first: request 2 (PUT /_api/document/c/2) has no"
                        + " answer and may have run");
    }

    @Test
    void whatWasNotSentAtAllStaysQueued() {
        BatchSession batch = session(x -> x.breakBeforeSending(Phase.CONNECT, "refused"));
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(failure).hasMessage("the batch was not sent and can be committed again: refused");
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.PENDING);
        assertThat(batch.pendingRequests()).isEqualTo(3);
    }

    @Test
    void anAnswerThatClosesTheConnectionIsFollowedByAnotherConnection() {
        AtomicInteger number = new AtomicInteger();
        BatchSession batch = session(x -> {
            if (number.incrementAndGet() % 10 == 0) {
                x.answerAndClose(202, replaced(x));
            } else {
                replace(x);
            }
        });
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 100);
        BatchResult result = batch.commit();
        assertThat(result.failed()).isZero();
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
        assertThat(transport.pipelines()).hasSizeGreaterThan(1).allMatch(ScriptedPipeline::isClosed);
    }

    @Test
    void whatWasWrittenAfterAnAnswerThatClosesIsSentAgainForTheServerDidNotRunIt() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        ScriptedExchange first = transport.nextExchange();
        transport.nextExchange().send();
        transport.nextExchange().send();
        first.answerAndClose(202, replaced(first));
        replace(transport.nextExchange());
        replace(transport.nextExchange());
        assertThat(commit.value().calls()).isEqualTo(3);
        assertThat(sentKeys()).containsExactly("1", "2", "3", "2", "3");
        assertThat(jobs.get(2).result().key()).isEqualTo("3");
    }

    @Test
    void aServerThatClosesAfterEachAnswerIsServedToTheEnd() {
        BatchSession batch = session(x -> x.answerAndClose(202, replaced(x)));
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 20);
        assertThat(batch.commit().failed()).isZero();
        assertThat(transport.pipelines()).hasSize(20);
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
    }

    @Test
    void aServerThatCannotBeReachedIsFollowedByTheNext() {
        Endpoint one = new Endpoint("one.test", 8529, false);
        Endpoint two = new Endpoint("two.test", 8529, false);
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> {
                            if (x.request().endpoint().equals(one)) {
                                x.breakBeforeSending(Phase.CONNECT, "refused");
                            } else {
                                replace(x);
                            }
                        }),
                        settings -> settings.endpoints(List.of(one, two)))
                .beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 5);
        assertThat(batch.commit().failed()).isZero();
        assertThat(jobs.get(4).result().key()).isEqualTo("5");
    }

    @Test
    void whenNoServerCanBeReachedNothingWasSent() {
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> x.breakBeforeSending(Phase.CONNECT, "refused")),
                        settings -> settings.endpoints(
                                List.of(new Endpoint("one.test", 8529, false), new Endpoint("two.test", 8529, false))))
                .beginBatch();
        queue(batch, 1);
        assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(transport.exchanges())
                .extracting(x -> x.request().endpoint().host())
                .containsExactlyInAnyOrder("one.test", "two.test");
    }

    private BatchSession withTokens(Consumer<ScriptedExchange> script) {
        AtomicInteger number = new AtomicInteger();
        return connection(
                        ScriptedTransport.playing(script),
                        settings -> settings.tokenSupplier(() -> "token-" + number.incrementAndGet()))
                .beginBatch();
    }

    @Test
    void aTokenThatExpiresInTheMiddleIsRenewedOnceAndTheCommitGoesOn() {
        BatchSession batch = withTokens(x -> {
            boolean late = Integer.parseInt(keyOf(x)) > 10;
            if (late && x.header("Authorization").equals("bearer token-1")) {
                x.answer(401, UNAUTHORIZED);
            } else {
                replace(x);
            }
        });
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 30);
        BatchResult result = batch.commit();
        assertThat(result.failed()).isZero();
        assertThat(jobs.get(29).result().key()).isEqualTo("30");
        assertThat(transport.exchanges().get(transport.exchanges().size() - 1).header("Authorization"))
                .isEqualTo("bearer token-2");
    }

    @Test
    void aServerThatClosesTheConnectionWithItsRefusalOfATokenGetsAFreshOneToo() {
        BatchSession batch = withTokens(x -> {
            if (x.header("Authorization").equals("bearer token-1") && !keyOf(x).equals("1")) {
                x.answerAndClose(401, UNAUTHORIZED);
            } else {
                replace(x);
            }
        });
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 12);
        assertThat(batch.commit().failed()).isZero();
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
    }

    @Test
    void aFreshTokenThatIsRefusedForOneRequestIsThatRequestsError() {
        BatchSession batch = withTokens(x -> {
            if (keyOf(x).equals("3")) {
                x.answer(401, UNAUTHORIZED);
            } else {
                replace(x);
            }
        });
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 6);
        assertThat(batch.commit().failed()).isEqualTo(1);
        assertThatThrownBy(jobs.get(2)::result).isInstanceOf(AccessException.class);
        assertThat(jobs.get(5).result().key()).isEqualTo("6");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void credentialsThatAreRefusedForAllRejectTheBatch(boolean closing) {
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> {
                            if (closing) {
                                x.answerAndClose(401, UNAUTHORIZED);
                            } else {
                                x.answer(401, UNAUTHORIZED);
                            }
                        }),
                        settings -> settings.user("root").password("wrong"))
                .beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 20);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(failure)
                .hasMessage("the server refused the batch and ran nothing of it: PUT /_api/document/c/1 failed with"
                        + " HTTP 401, errorNum 11: not authorized to execute this request");
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.NOT_RUN);
        assertThat(batch.pendingRequests()).isZero();
        assertThat(transport.exchanges()).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void tokensThatAreAllRefusedRejectTheBatchAfterOneRenewal() {
        BatchSession batch = withTokens(x -> x.answer(401, UNAUTHORIZED));
        queue(batch, 3);
        assertThat(failureOf(batch).outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(transport.exchanges())
                .extracting(x -> x.header("Authorization"))
                .containsOnly("bearer token-1", "bearer token-2");
    }

    @Test
    void anUnknownDatabaseRejectsTheBatch() {
        BatchSession batch = session(x -> x.answer(404, NO_DATABASE));
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(failure)
                .hasMessage("the server refused the batch and ran nothing of it: PUT /_api/document/c/1 failed with"
                        + " HTTP 404, errorNum 1228: database not found");
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.NOT_RUN);
    }

    @Test
    void aTokenSupplierThatFailsLeavesTheBatchUnsent() {
        BatchSession batch = connection(
                        ScriptedTransport.playing(PipelineCommitTest::replace),
                        settings -> settings.endpoints(List.of(
                                        new Endpoint("one.test", 8529, false), new Endpoint("two.test", 8529, false)))
                                .tokenSupplier(() -> {
                                    throw new IllegalStateException("the vault is sealed");
                                }))
                .beginBatch();
        queue(batch, 2);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(failure).hasMessage("the batch was not sent and can be committed again: the vault is sealed");
        assertThat(transport.exchanges()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, REJECTED, the server refused the batch and ran nothing of it: POST /_open/auth failed with HTTP 401",
        "503, NOT_SENT, the batch was not sent and can be committed again: POST /_open/auth failed with HTTP 503"
    })
    void aLoginThatFailsEndsTheCommitBeforeItsFirstRequest(int status, CommitOutcome outcome, String message) {
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> x.answer(status, "")),
                        settings -> settings.endpoints(List.of(
                                        new Endpoint("one.test", 8529, false), new Endpoint("two.test", 8529, false)))
                                .user("root")
                                .password("x")
                                .auth(AuthMethod.JWT))
                .beginBatch();
        queue(batch, 2);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(outcome);
        assertThat(failure).hasMessageStartingWith(message);
        assertThat(transport.exchanges()).extracting(ScriptedExchange::line).containsOnly("POST /_open/auth");
    }

    @Test
    void aLoginThatBreaksLeavesTheBatchUnsentWithSeveralServersToo() {
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> x.send().breakAfterSending("reset by peer")),
                        settings -> settings.endpoints(List.of(
                                        new Endpoint("one.test", 8529, false), new Endpoint("two.test", 8529, false)))
                                .user("root")
                                .password("x")
                                .auth(AuthMethod.JWT))
                .beginBatch();
        queue(batch, 2);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(failure)
                .hasMessage("the batch was not sent and can be committed again: the batch was not sent, for the login"
                        + " before it broke: reset by peer");
        assertThat(transport.exchanges()).extracting(ScriptedExchange::line).containsExactly("POST /_open/auth");
    }

    @Test
    void anAnswerThatIsTooLargeLeavesItsRequestUnknown() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        Background<BatchCommitException> commit = Background.call("commit", () -> failureOf(batch));
        replace(transport.nextExchange());
        transport.nextExchange().answer(202, "\"" + "x".repeat(2_000) + "\"");
        BatchCommitException failure = commit.value();
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(failure).hasCauseInstanceOf(ArangoProtocolException.class);
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(JobStatus.DONE, JobStatus.UNKNOWN, JobStatus.PENDING);
    }

    @Test
    void anAnswerThatIsNoJsonIsItsJobsFailureOnly() {
        BatchSession batch = sessionInOrder(x -> x.answer(200, "<html>"), PipelineCommitTest::replace);
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 2);
        batch.commit();
        assertThatThrownBy(jobs.get(0)::result).isInstanceOf(ArangoProtocolException.class);
        assertThat(jobs.get(1).result().key()).isEqualTo("2");
    }

    @Test
    void theCommitTimeoutBoundsAllRequestsTogether() {
        // Each answer alone comes well within the time.
        BatchSession batch = connection(
                        ScriptedTransport.playing(PipelineCommitTest::replace),
                        settings -> settings.commitTimeout(Duration.ofMillis(1)))
                .beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 20_000);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure)
                .hasMessageContaining("the commit took longer than the 1 ms that the option commitTimeout" + " allows");
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(jobs.get(19_999).status()).isEqualTo(JobStatus.PENDING);
        assertThat(batch.pendingRequests()).isPositive();
    }

    @Test
    void eachRequestGetsNoMoreTimeThanIsLeft() {
        BatchSession batch = connection(
                        ScriptedTransport.playing(PipelineCommitTest::replace),
                        settings -> settings.commitTimeout(Duration.ofMinutes(1)))
                .beginBatch();
        queue(batch, 3);
        batch.commit();
        assertThat(transport.exchanges())
                .extracting(x -> x.request().totalTimeout())
                .allSatisfy(left -> assertThat(left).isPositive().isLessThan(Duration.ofMinutes(1)));
    }

    @Test
    void aTransportThatWasClosedHasSentNothing() {
        BatchSession batch = byHand();
        batch.add(ArangoRequest.of("GET", "/_api/version"));
        transport.close();
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(failure)
                .hasMessage("the batch was not sent: the connection's transport is closed; open a new connection");
        assertThat(batch.pendingRequests()).isEqualTo(1);
    }

    @Test
    void anInterruptionKeepsBackWhatWasNotWritten() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 3);
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        ScriptedExchange first = transport.nextExchange().send();
        ScriptedExchange second = transport.nextExchange();
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .isInstanceOfSatisfying(
                        BatchCommitException.class, e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.UNKNOWN))
                .hasMessage("the commit was cancelled while it was under way; the requests of the batch may have run");
        assertThat(commit.wasInterruptedAtEnd()).isTrue();
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(JobStatus.UNKNOWN, JobStatus.PENDING, JobStatus.PENDING);
        second.send();
        assertThat(second.sentText()).isEmpty();
        assertThat(transport.pipelines()).allMatch(ScriptedPipeline::isClosed);
        assertThat(first.sentText()).isEqualTo("{\"n\":1}");
    }

    @Test
    void anInterruptionBeforeAnythingWasWrittenLeavesAllQueued() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 2);
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        transport.nextExchange();
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .hasMessage("the batch was not sent and can be committed again: the commit was cancelled");
        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.PENDING);
        Background<BatchResult> again = Background.call("commit", batch::commit);
        Await.until(() -> transport.exchanges().size() == 4);
        replace(transport.exchanges().get(2));
        replace(transport.exchanges().get(3));
        assertThat(again.value().failed()).isZero();
    }

    @Test
    void anInterruptionWhileTheTokenIsAwaitedLeavesAllQueued() {
        CompletableFuture<String> token = new CompletableFuture<>();
        BatchSession batch = connection(
                        ScriptedTransport.playing(PipelineCommitTest::replace),
                        settings -> settings.tokenSupplier(token::join))
                .beginBatch();
        queue(batch, 2);
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .hasMessage("the batch was not sent and can be committed again: the commit was cancelled");
        token.complete("late");
        assertThat(batch.pendingRequests()).isEqualTo(2);
        assertThat(batch.commit().failed()).isZero();
    }

    @Test
    void closingTheSessionInTheMiddleSettlesEveryJob() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 4);
        CompletableFuture<BatchResult> commit = batch.commitAsync();
        replace(transport.nextExchange());
        transport.nextExchange().send();
        batch.close();
        assertThat(Await.failure(commit)).isInstanceOf(BatchCommitException.class);
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(JobStatus.DONE, JobStatus.UNKNOWN, JobStatus.NOT_RUN, JobStatus.NOT_RUN);
        assertThat(batch.pendingRequests()).isZero();
    }

    @Test
    void closingTheSessionAfterABreakDiscardsWhatIsLeft() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 2);
        Background<BatchCommitException> commit = Background.call("commit", () -> failureOf(batch));
        transport.nextExchange().send().breakAfterSending("reset by peer");
        commit.value();
        batch.close();
        assertThat(jobs).extracting(BatchJob::status).containsExactly(JobStatus.UNKNOWN, JobStatus.NOT_RUN);
        assertThat(batch.pendingRequests()).isZero();
    }

    @Test
    void cancellingTheFutureEndsTheCommit() {
        BatchSession batch = byHand();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 2);
        CompletableFuture<BatchResult> commit = batch.commitAsync();
        transport.nextExchange().send();
        commit.cancel(true);
        Await.until(() -> jobs.get(0).status() == JobStatus.UNKNOWN);
        assertThat(jobs.get(1).status()).isEqualTo(JobStatus.PENDING);
    }

    @Test
    void withoutPipeliningTheResultsAreTheSame() {
        transport = ScriptedTransport.playing(PipelineCommitTest::replace);
        Connection connection = ArangoDriver.connect(
                Probe.over(transport).carrier(BatchCarrier.PIPELINE).build());
        open.add(connection);
        open.add(transport);
        BatchSession batch = connection.beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 500);
        assertThat(batch.commit().calls()).isEqualTo(500);
        assertThat(jobs).allSatisfy(job -> assertThat(job.result().key()).isEqualTo(Integer.toString(job.id())));
    }
}
