package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.inserted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchLimitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Documents;
import io.arangobatch.request.RawJson;
import io.arangobatch.scripted.Background;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedTransport;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueueingTest {

    public static final class Broken {
        public int getAge() {
            throw new IllegalStateException("nobody knows");
        }
    }

    private final ScriptedTransport transport = ScriptedTransport.byHand();
    private final Connection connection =
            ArangoDriver.connect(Probe.over(transport).build());
    private final BatchSession batch = connection.beginBatch();

    @AfterEach
    void close() {
        batch.close();
        connection.close();
        transport.close();
    }

    private String sentByCommit() {
        batch.commitAsync();
        return transport.nextExchange().send().sentText();
    }

    @Test
    void whatTheCallerChangesAfterwardsIsNotSent() {
        Map<String, Object> document = new HashMap<>(Map.of("v", 1));
        batch.collection("c").insert(document);
        document.put("v", 2);
        assertThat(sentByCommit()).contains("{\"v\":1}").doesNotContain("{\"v\":2}");
    }

    @Test
    void nothingIsSentBeforeTheCommit() {
        batch.collection("c").insert(Map.of());
        assertThat(transport.exchanges()).isEmpty();
    }

    @Test
    void aRequestBecomesAPartWithItsHeadersAndMediaType() {
        batch.add(ArangoRequest.of("POST", "/_api/import?collection=c&type=documents")
                .header("X-Test", "1")
                .bytes("{}".getBytes(StandardCharsets.UTF_8), "application/x-ldjson"));
        batch.add(Documents.get("c", "ü", JsonNode.class));
        batch.add(Documents.insert("c", RawJson.of("{ }")));
        batch.commitAsync();
        assertThat(transport.nextExchange().send().sentParts())
                .containsExactly(
                        "POST /_api/import?collection=c&type=documents HTTP/1.1\r\nX-Test: 1\r\n"
                                + "Content-Type: application/x-ldjson\r\n\r\n{}",
                        "GET /_api/document/c/%C3%BC HTTP/1.1\r\n\r\n",
                        "POST /_api/document/c HTTP/1.1\r\n\r\n{ }");
    }

    @Test
    void theCommitPostsToTheBatchEndpointOfTheDatabase() {
        batch.collection("c").insert(Map.of());
        batch.commitAsync();
        assertThat(transport.nextExchange().line()).isEqualTo("POST /_db/test/_api/batch");
        assertThat(transport.onlyExchange().header("Content-Type"))
                .matches("multipart/form-data; boundary=[A-Za-z0-9]+");
    }

    @Test
    void aDocumentThatCannotBeEncodedLeavesTheQueueAsItWas() {
        batch.collection("c").insert(Map.of("_key", "a"));
        assertThatThrownBy(() -> batch.collection("students").insert(new Broken()))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "POST /_api/document/students was not queued: its body cannot be encoded as JSON: nobody knows "
                                + "(through reference chain: io.arangobatch.internal.session.QueueingTest$Broken[\"age\"])");
        BatchJob<DocumentMetadata> next = batch.collection("c").insert(Map.of("_key", "b"));
        assertThat(next.id()).isEqualTo(2);
        assertThat(batch.queuedJobs()).hasSize(2);
        batch.commitAsync();
        assertThat(transport.nextExchange().send().sentParts())
                .containsExactly(
                        "POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"a\"}",
                        "POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"b\"}");
    }

    @Test
    void bytesThatWouldCutTheBatchAreRefusedAndLeaveTheQueueAsItWas() {
        batch.collection("c").insert(Map.of("_key", "a"));
        assertThatThrownBy(() -> batch.add(
                        ArangoRequest.of("POST", "/_api/x").bytes(new byte[] {1, 0, 2}, "application/x-velocypack")))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessage(
                        "POST /_api/x was not queued: its body holds a NUL byte, at which servers cut a batch; run it by "
                                + "itself, with execute");
        batch.commitAsync();
        assertThat(transport.nextExchange().send().sentParts())
                .containsExactly("POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"a\"}");
    }

    @Test
    void aDocumentThatContainsItselfIsRefused() {
        Map<String, Object> document = new HashMap<>();
        document.put("me", document);
        assertThatThrownBy(() -> batch.collection("c").insert(document))
                .isInstanceOf(ArangoRequestException.class)
                .hasMessageStartingWith("POST /_api/document/c was not queued: its body cannot be encoded as JSON: ");
        assertThat(batch.queuedJobs()).isEmpty();
    }

    @Test
    void jobsAreListedInTheOrderInWhichTheyWereAdded() {
        BatchJob<?> first = batch.collection("c").insert(Map.of());
        BatchJob<?> second = batch.aql().query("RETURN 1", Integer.class);
        assertThat(batch.queuedJobs()).containsExactly(first, second);
        assertThat(first.id()).isEqualTo(1);
        assertThat(second.id()).isEqualTo(2);
    }

    @Test
    void jobsAreStillListedAfterTheCommit() {
        BatchJob<?> first = batch.collection("c").insert(Map.of());
        BatchJob<?> second = batch.collection("c").insert(Map.of());
        var end = batch.commitAsync();
        transport.nextExchange().answerBatch(inserted("c", "1"), inserted("c", "2"));
        io.arangobatch.scripted.Await.value(end);
        assertThat(batch.queuedJobs()).containsExactly(first, second);
    }

    @Test
    void aJobIsPendingUntilTheCommit() {
        BatchJob<?> job = batch.collection("students").insert(Map.of());
        assertThat(job.status()).isEqualTo(JobStatus.PENDING);
        assertThat(job).hasToString("job 1: POST /_api/document/students, PENDING");
        assertThat(job.toCompletableFuture()).isNotDone();
    }

    @Test
    void aResultIsNotAvailableBeforeTheCommit() {
        BatchJob<?> job = batch.collection("students").insert(Map.of());
        assertThatThrownBy(job::result)
                .isInstanceOf(BatchResultException.class)
                .hasMessage(
                        "the result of request 1 (POST /_api/document/students) is not available yet; commit the batch "
                                + "first");
    }

    @Test
    void aClosedSessionTakesNoRequest() {
        batch.close();
        assertThatThrownBy(() -> batch.collection("c").insert(Map.of()))
                .isInstanceOf(BatchStateException.class)
                .hasMessage("the batch session is closed and cannot take a request; begin another one");
    }

    @Test
    void aClosedSessionCannotBeCommitted() {
        batch.collection("c").insert(Map.of());
        batch.close();
        String text = "the batch session is closed and cannot be committed; begin another one";
        assertThatThrownBy(batch::commit)
                .isInstanceOf(BatchStateException.class)
                .hasMessage(text);
        assertThatThrownBy(batch::commitAsync)
                .isInstanceOf(BatchStateException.class)
                .hasMessage(text);
        assertThat(transport.exchanges()).isEmpty();
    }

    @Test
    void closingWithoutACommitDiscardsTheQueue() {
        BatchJob<?> job = batch.collection("c").insert(Map.of());
        var future = job.toCompletableFuture();
        batch.close();
        assertThat(job.status()).isEqualTo(JobStatus.NOT_RUN);
        assertThatThrownBy(job::result)
                .isInstanceOf(BatchResultException.class)
                .hasMessage("request 1 (POST /_api/document/c) was not run: its batch was discarded");
        assertThat(io.arangobatch.scripted.Await.failure(future))
                .hasMessage("request 1 (POST /_api/document/c) was not run: its batch was discarded");
        assertThat(transport.exchanges()).isEmpty();
    }

    @Test
    void closingTwiceHasNoEffect() {
        batch.close();
        batch.close();
        assertThat(transport.exchanges()).isEmpty();
    }

    @Test
    void maxRequestsRefusesOneMoreAndLosesNothing() {
        try (BatchSession limited =
                connection.beginBatch(BatchOptions.defaults().maxRequests(1))) {
            limited.collection("c").insert(Map.of("_key", "a"));
            assertThatThrownBy(() -> limited.collection("d").insert(Map.of()))
                    .isInstanceOf(BatchLimitException.class)
                    .hasMessage(
                            "POST /_api/document/d was not queued: the batch holds 1 requests already, as many as the "
                                    + "limit maxRequests allows; commit it, or raise the limit");
            assertThat(limited.queuedJobs()).hasSize(1);
            limited.commitAsync();
            assertThat(transport.nextExchange().send().sentParts())
                    .containsExactly("POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"a\"}");
        }
    }

    @Test
    void theConnectionsLimitHoldsWhereTheSessionHasNone() {
        try (Connection limited = ArangoDriver.connect(
                        Probe.over(transport).maxRequests(1).build());
                BatchSession session = limited.beginBatch()) {
            session.collection("c").insert(Map.of());
            assertThatThrownBy(() -> session.collection("c").insert(Map.of())).isInstanceOf(BatchLimitException.class);
        }
    }

    @Test
    void maxBytesRefusesOneMoreAndLosesNothing() {
        try (BatchSession limited =
                connection.beginBatch(BatchOptions.defaults().maxBytes(400))) {
            limited.collection("c").insert(Map.of("_key", "a"));
            for (Object large :
                    new Object[] {Map.of("t", "x".repeat(50_000)), RawJson.of("\"" + "x".repeat(400) + "\"")}) {
                assertThatThrownBy(() -> limited.collection("d").insert(large))
                        .isInstanceOf(BatchLimitException.class)
                        .message()
                        .matches(
                                "POST /_api/document/d was not queued: with it the batch would be larger than the 400 bytes "
                                        + "that the limit maxBytes allows \\(\\d+ are queued\\); commit it, or raise the limit");
            }
            limited.collection("c").insert(Map.of("_key", "b"));
            limited.commitAsync();
            assertThat(transport.nextExchange().send().sentParts())
                    .containsExactly(
                            "POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"a\"}",
                            "POST /_api/document/c HTTP/1.1\r\n\r\n{\"_key\":\"b\"}");
            assertThat(transport.onlyExchange().request().body().length()).isLessThanOrEqualTo(400);
        }
    }

    @Test
    void useFromASecondThreadAtOnceIsRefused() {
        batch.collection("c").insert(Map.of());
        Background<?> committer = Background.call("committer", batch::commit);
        transport.nextExchange();
        String me = Thread.currentThread().getName();
        String text = "the batch session is in use by the thread \"committer\", and \"" + me
                + "\" must not use it at the same time; give each thread a session of its own";
        assertThatThrownBy(() -> batch.collection("c").insert(Map.of()))
                .isInstanceOf(BatchStateException.class)
                .hasMessage(text);
        assertThatThrownBy(batch::queuedJobs).hasMessage(text);
        assertThatThrownBy(batch::commit).hasMessage(text);
        assertThatThrownBy(batch::close).hasMessage(text);
        transport.onlyExchange().answerBatch(inserted("c", "1"));
        committer.value();
    }

    @Test
    void anotherThreadMayUseTheSessionAfterwards() {
        batch.collection("c").insert(Map.of());
        Background.call("second", () -> batch.collection("c").insert(Map.of())).value();
        assertThat(batch.queuedJobs()).hasSize(2);
    }
}
