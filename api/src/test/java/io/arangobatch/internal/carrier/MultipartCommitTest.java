package io.arangobatch.internal.carrier;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arangobatch.ArangoDriver;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.RawJson;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportException.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commits that are larger than a server takes at once. */
class MultipartCommitTest {

    private static final int LIMIT = 2_048;

    private final List<AutoCloseable> open = new ArrayList<>();
    private ScriptedTransport transport = ScriptedTransport.byHand();

    private Connection connection(ScriptedTransport scripted, Duration commitTimeout) {
        transport = scripted;
        Connection connection = ArangoDriver.connect(Probe.over(transport)
                .carrier(BatchCarrier.MULTIPART)
                .maxCallBytes(LIMIT)
                .commitTimeout(commitTimeout)
                .build());
        open.add(connection);
        open.add(transport);
        return connection;
    }

    private BatchSession session(Consumer<ScriptedExchange> script) {
        return connection(ScriptedTransport.playing(script), Duration.ZERO).beginBatch();
    }

    @SafeVarargs
    private BatchSession sessionInOrder(Consumer<ScriptedExchange>... scripts) {
        return connection(ScriptedTransport.playingInOrder(scripts), Duration.ZERO)
                .beginBatch();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    /** Queues inserts into collections of their own, each a third of the limit. */
    private static List<BatchJob<DocumentMetadata>> queue(BatchSession batch, int count) {
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            jobs.add(insert(batch, i, 500));
        }
        return jobs;
    }

    private static BatchJob<DocumentMetadata> insert(BatchSession batch, int number, int bytes) {
        return batch.collection("c" + number)
                .insert(RawJson.of("{\"_key\":\"" + number + "\",\"t\":\"" + "x".repeat(bytes) + "\"}"));
    }

    /** The number of the collection that a part inserts into. */
    private static String numberIn(String part) {
        return part.substring(part.indexOf("/c") + 2, part.indexOf(" HTTP"));
    }

    private static List<String> numbersIn(ScriptedExchange exchange) {
        return exchange.sentParts().stream().map(MultipartCommitTest::numberIn).toList();
    }

    /** Answers each part of a call under the id that it has in the whole batch. */
    private static void answer(ScriptedExchange exchange) {
        exchange.send();
        List<String> numbers = numbersIn(exchange);
        BatchAnswer.Part[] parts =
                numbers.stream().map(number -> inserted("c" + number, number)).toArray(BatchAnswer.Part[]::new);
        exchange.batchHead()
                .body(BatchAnswer.openOf(exchange.boundary(), Integer.parseInt(numbers.get(0)), parts) + "--"
                        + exchange.boundary() + "--")
                .end();
    }

    private static BatchCommitException failureOf(BatchSession batch) {
        return catchThrowableOfType(BatchCommitException.class, batch::commit);
    }

    @Test
    void aLargeCommitGoesInSeveralCallsInOrder() {
        BatchSession batch = session(MultipartCommitTest::answer);
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 8);
        BatchResult result = batch.commit();
        assertThat(transport.exchanges().stream().map(MultipartCommitTest::numbersIn))
                .containsExactly(List.of("1", "2", "3"), List.of("4", "5", "6"), List.of("7", "8"));
        assertThat(transport.exchanges())
                .allSatisfy(x -> assertThat(x.request().body().length()).isLessThanOrEqualTo(LIMIT));
        assertThat(jobs).allSatisfy(job -> assertThat(job.result().key()).isEqualTo(Integer.toString(job.id())));
        assertThat(result.calls()).isEqualTo(3);
        assertThat(result.requests()).isEqualTo(8);
        assertThat(result.bytesSent())
                .isEqualTo(transport.exchanges().stream()
                        .mapToLong(x -> x.request().body().length())
                        .sum());
    }

    @Test
    void aCallBeginsWhenTheOneBeforeHasBeenAnswered() {
        BatchSession batch =
                connection(ScriptedTransport.byHand(), Duration.ZERO).beginBatch();
        queue(batch, 4);
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        ScriptedExchange first = transport.nextExchange();
        assertThat(transport.exchanges()).hasSize(1);
        answer(first);
        answer(transport.nextExchange());
        assertThat(commit.value().calls()).isEqualTo(2);
    }

    @Test
    void aBreakInTheSecondCallLeavesTheThirdToBeCommitted() {
        BatchSession batch = sessionInOrder(
                MultipartCommitTest::answer,
                x -> x.send().breakAfterSending("reset by peer"),
                MultipartCommitTest::answer);
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 8);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.UNKNOWN);
        assertThat(failure)
                .hasMessage("a part of the batch was sent, and then POST /_db/test/_api/batch broke; its requests may"
                        + " have run: reset by peer");
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(
                        JobStatus.DONE,
                        JobStatus.DONE,
                        JobStatus.DONE,
                        JobStatus.UNKNOWN,
                        JobStatus.UNKNOWN,
                        JobStatus.UNKNOWN,
                        JobStatus.PENDING,
                        JobStatus.PENDING);
        assertThat(batch.pendingRequests()).isEqualTo(2);
        BatchResult result = batch.commit();
        assertThat(jobs.get(7).result().key()).isEqualTo("8");
        assertThat(result.calls()).isEqualTo(3);
        assertThat(result.failed()).isEqualTo(3);
        assertThat(transport.exchanges().stream().flatMap(x -> numbersIn(x).stream()))
                .containsExactly("1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void partsAnsweredBeforeTheBreakKeepTheirResultsInTheSecondCallToo() {
        BatchSession batch = sessionInOrder(MultipartCommitTest::answer, x -> {
            String begun = BatchAnswer.openOf(x.boundary(), 4, inserted("c4", "4"));
            x.send().batchHead().body(begun + "--" + x.boundary() + "\r\n").breakAfterSending("reset by peer");
        });
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 7);
        failureOf(batch);
        assertThat(jobs.get(3).result().key()).isEqualTo("4");
        assertThat(jobs)
                .extracting(BatchJob::status)
                .endsWith(JobStatus.DONE, JobStatus.UNKNOWN, JobStatus.UNKNOWN, JobStatus.PENDING);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSecondCallThatWasNotSentIsCommittedAgainWithFurtherRequests(boolean returnResults) {
        BatchSession batch = connection(
                        ScriptedTransport.playingInOrder(
                                MultipartCommitTest::answer,
                                x -> x.breakBeforeSending(Phase.CONNECT, "refused"),
                                MultipartCommitTest::answer),
                        Duration.ZERO)
                .beginBatch(BatchOptions.defaults().returnResults(returnResults));
        queue(batch, 4);
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.NOT_SENT);
        assertThat(failure).hasMessage("a part of the batch was not sent and can be committed again: refused");
        assertThat(batch.pendingRequests()).isEqualTo(1);
        insert(batch, 5, 500);
        BatchResult result = batch.commit();
        assertThat(numbersIn(transport.exchanges().get(2))).containsExactly("4", "5");
        assertThat(result.requests()).isEqualTo(5);
        assertThat(result.failed()).isZero();
    }

    @Test
    void aSingleRequestThatIsTooLargeGoesAloneAndTheServerJudgesIt() {
        BatchSession batch = sessionInOrder(MultipartCommitTest::answer, x -> x.answer(413, ""));
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 1);
        jobs.add(insert(batch, 2, 3_000));
        jobs.add(insert(batch, 3, 10));
        BatchCommitException failure = failureOf(batch);
        assertThat(failure.outcome()).isEqualTo(CommitOutcome.REJECTED);
        assertThat(failure)
                .hasMessage("the server refused a part of the batch and ran nothing of it: POST"
                        + " /_db/test/_api/batch failed with HTTP 413, errorNum 0: Payload Too Large");
        assertThat(numbersIn(transport.exchanges().get(0))).containsExactly("1");
        assertThat(transport.exchanges().get(1).request().body().length()).isGreaterThan(LIMIT);
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(JobStatus.DONE, JobStatus.NOT_RUN, JobStatus.NOT_RUN);
    }

    @Test
    void withoutResultsTheFailuresOfAllCallsAreCounted() {
        BatchSession batch = connection(
                        ScriptedTransport.playing(x -> x.send()
                                .batchHead(new HttpHeader("x-arango-errors", "2"))
                                .body(BatchAnswer.of(x.boundary()))
                                .end()),
                        Duration.ZERO)
                .beginBatch(BatchOptions.defaults().returnResults(false));
        queue(batch, 6);
        BatchResult result = batch.commit();
        assertThat(result.calls()).isEqualTo(2);
        assertThat(result.failed()).isEqualTo(4);
    }

    @Test
    void anInterruptionInTheSecondCallKeepsTheFirstAndTheThird() {
        BatchSession batch =
                connection(ScriptedTransport.byHand(), Duration.ZERO).beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = queue(batch, 7);
        Background<BatchResult> commit = Background.call("commit", batch::commit);
        answer(transport.nextExchange());
        transport.nextExchange().send();
        commit.interruptWhenBlocked();
        assertThat(commit.failure())
                .hasMessage("POST /_db/test/_api/batch was cancelled while it was under way; the requests of the batch"
                        + " may have run");
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(
                        JobStatus.DONE,
                        JobStatus.DONE,
                        JobStatus.DONE,
                        JobStatus.UNKNOWN,
                        JobStatus.UNKNOWN,
                        JobStatus.UNKNOWN,
                        JobStatus.PENDING);
    }

    @Test
    void theCommitTimeoutBoundsAllCallsTogether() {
        BatchSession batch = connection(ScriptedTransport.playing(MultipartCommitTest::answer), Duration.ofMillis(1))
                .beginBatch();
        queue(batch, 3_000);
        assertThatThrownBy(batch::commit)
                .isInstanceOfSatisfying(
                        BatchCommitException.class, e -> assertThat(e.outcome()).isEqualTo(CommitOutcome.NOT_SENT))
                .hasMessageContaining("the commit took longer than the 1 ms that the option commitTimeout allows");
        assertThat(batch.pendingRequests()).isPositive();
    }
}
