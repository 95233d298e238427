package io.arangobatch.internal.session;

import static io.arangobatch.scripted.BatchAnswer.failed;
import static io.arangobatch.scripted.BatchAnswer.inserted;
import static io.arangobatch.scripted.BatchAnswer.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoDriver;
import io.arangobatch.ArangoProtocolException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.DocumentException;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.scripted.BatchAnswer;
import io.arangobatch.scripted.Probe;
import io.arangobatch.scripted.ScriptedExchange;
import io.arangobatch.scripted.ScriptedTransport;
import io.arangobatch.spi.TransportException.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the answers to requests for many come to the jobs. */
class CoalescedCommitTest {

    private static final String METADATA = "{\"_id\":\"c/a\",\"_key\":\"a\",\"_rev\":\"_x\"}";
    private static final String TAKEN =
            "{\"error\":true,\"errorNum\":1210,\"errorMessage\":\"unique constraint violated\"}";

    private final List<AutoCloseable> open = new ArrayList<>();

    private BatchSession session(Consumer<ScriptedExchange> script, BatchOptions options) {
        return connection(ScriptedTransport.playing(script), 1 << 20).beginBatch(options);
    }

    private Connection connection(ScriptedTransport transport, long maxCallBytes) {
        Connection connection = ArangoDriver.connect(Probe.over(transport)
                .maxCoalesced(1_000)
                .carrier(BatchCarrier.MULTIPART)
                .maxCallBytes(maxCallBytes)
                .build());
        open.add(connection);
        open.add(transport);
        return connection;
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void eachJobGetsItsElement() {
        BatchSession batch = session(
                x -> x.answerBatch(part(202, "[" + METADATA + "," + TAKEN + "]"), inserted("d", "b")),
                BatchOptions.defaults());
        BatchJob<DocumentMetadata> good = batch.collection("c").insert(Map.of("_key", "a"));
        BatchJob<DocumentMetadata> bad = batch.collection("c").insert(Map.of("_key", "a"));
        BatchJob<DocumentMetadata> other = batch.collection("d").insert(Map.of("_key", "b"));

        BatchResult result = batch.commit();

        assertThat(good.result().key()).isEqualTo("a");
        assertThatThrownBy(bad::result)
                .isInstanceOf(DocumentException.class)
                .hasMessage("POST /_api/document/c failed with HTTP 409, errorNum 1210: unique constraint violated");
        assertThat(other.result().id()).isEqualTo("d/b");
        assertThat(result.requests()).isEqualTo(3);
        assertThat(result.wireRequests()).isEqualTo(2);
        assertThat(result.calls()).isEqualTo(1);
        assertThat(result.failed()).isEqualTo(1);
    }

    @Test
    void aMissingDocumentReadsAsNothingAndAStoredOneThatLooksLikeAnErrorAsItself() {
        String lookalike = "{\"_key\":\"b\",\"_id\":\"c/b\",\"_rev\":\"_x\",\"error\":true,\"errorNum\":1202}";
        String missing = "{\"error\":true,\"errorNum\":1202,\"errorMessage\":\"document not found\"}";
        BatchSession batch =
                session(x -> x.answerBatch(part(200, "[" + missing + "," + lookalike + "]")), BatchOptions.defaults());
        BatchJob<Optional<JsonNode>> nothing = batch.collection("c").get("a", JsonNode.class);
        BatchJob<Optional<JsonNode>> itself = batch.collection("c").get("b", JsonNode.class);

        BatchResult result = batch.commit();

        assertThat(nothing.result()).isEmpty();
        assertThat(itself.result().orElseThrow().toString()).isEqualTo(lookalike);
        assertThat(result.failed()).isEqualTo(1);
    }

    @Test
    void aRefusalOfTheWholeRequestIsEachJobsError() {
        BatchSession batch =
                session(x -> x.answerBatch(failed(404, 1203, "collection not found: c")), BatchOptions.defaults());
        BatchJob<DocumentMetadata> one = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> two = batch.collection("c").insert(Map.of());

        assertThat(batch.commit().failed()).isEqualTo(2);
        for (BatchJob<DocumentMetadata> job : List.of(one, two)) {
            assertThatThrownBy(job::result)
                    .isInstanceOf(DocumentException.class)
                    .hasMessage("POST /_api/document/c failed with HTTP 404, errorNum 1203: collection not found: c");
        }
    }

    @Test
    void anAnswerThatCannotBeDealtOutSpoilsNoJobsButItsOwn() {
        BatchSession batch = session(
                x -> x.answerBatch(part(202, "[" + METADATA + "]"), inserted("d", "b")), BatchOptions.defaults());
        BatchJob<DocumentMetadata> one = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> two = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> other = batch.collection("d").insert(Map.of());

        BatchResult result = batch.commit();

        for (BatchJob<DocumentMetadata> job : List.of(one, two)) {
            assertThat(job.status()).isEqualTo(JobStatus.DONE);
            assertThatThrownBy(job::result)
                    .isInstanceOf(ArangoProtocolException.class)
                    .hasMessage("the answer to a request for 2 documents holds 1 elements");
        }
        assertThat(other.result().id()).isEqualTo("d/b");
        assertThat(result.failed()).isEqualTo(2);
    }

    @Test
    void withoutResultsTheFailuresOfManyAreCounted() {
        BatchSession batch = session(
                x -> x.answerBatch(
                        part(202, "[" + METADATA + "," + TAKEN + "," + TAKEN + "]"),
                        failed(404, 1203, "no collection")),
                BatchOptions.defaults().returnResults(false));
        for (int i = 0; i < 3; i++) {
            batch.collection("c").delete("a");
        }
        batch.collection("d").delete("a");
        batch.collection("d").delete("b");

        BatchResult result = batch.commit();

        assertThat(result.failed()).isEqualTo(4);
        assertThat(result.requests()).isEqualTo(5);
        assertThat(result.wireRequests()).isEqualTo(2);
    }

    @Test
    void switchedOffByTheSessionEachTravelsByItself() {
        BatchSession batch = session(
                x -> x.answerBatch(inserted("c", "a"), inserted("c", "b")),
                BatchOptions.defaults().coalesce(false));
        batch.collection("c").insert(Map.of());
        batch.collection("c").insert(Map.of());

        assertThat(batch.commit().wireRequests()).isEqualTo(2);
    }

    @Test
    void whatComesAfterACommitThatWasNotSentTravelsBehindIt() {
        ScriptedTransport transport = ScriptedTransport.playingInOrder(
                x -> x.breakBeforeSending(Phase.CONNECT, "refused"),
                x -> x.answerBatch(part(202, "[" + METADATA + "," + TAKEN + "]"), inserted("c", "b")));
        BatchSession batch = connection(transport, 1 << 20).beginBatch();
        BatchJob<DocumentMetadata> first = batch.collection("c").insert(Map.of("_key", "a"));
        BatchJob<DocumentMetadata> second = batch.collection("c").insert(Map.of("_key", "a"));
        assertThatThrownBy(batch::commit).isInstanceOf(BatchCommitException.class);
        assertThat(first.status()).isEqualTo(JobStatus.PENDING);
        BatchJob<DocumentMetadata> third = batch.collection("c").insert(Map.of("_key", "b"));

        BatchResult result = batch.commit();

        assertThat(first.result().key()).isEqualTo("a");
        assertThatThrownBy(second::result).isInstanceOf(DocumentException.class);
        assertThat(third.result().key()).isEqualTo("b");
        assertThat(result.wireRequests()).isEqualTo(2);
    }

    @Test
    void aCommitThatBrokeBetweenItsCallsGoesOnWithTheJobsThatAreLeft() {
        String large = "x".repeat(900);
        ScriptedTransport transport = ScriptedTransport.playingInOrder(
                x -> x.answerBatch(part(202, "[" + METADATA + "," + TAKEN + "]")),
                x -> x.breakBeforeSending(Phase.CONNECT, "refused"),
                x -> {
                    x.send();
                    String boundary = x.boundary();
                    x.batchHead()
                            .body(BatchAnswer.openOf(boundary, 2, part(202, "[" + TAKEN + "," + METADATA + "]")) + "--"
                                    + boundary + "--")
                            .end();
                });
        BatchSession batch = connection(transport, 2_500).beginBatch();
        List<BatchJob<DocumentMetadata>> jobs = new ArrayList<>();
        for (String collection : List.of("c", "c", "d", "d")) {
            jobs.add(batch.collection(collection).insert(Map.of("v", large)));
        }
        assertThatThrownBy(batch::commit).isInstanceOf(BatchCommitException.class);
        assertThat(jobs)
                .extracting(BatchJob::status)
                .containsExactly(JobStatus.DONE, JobStatus.DONE, JobStatus.PENDING, JobStatus.PENDING);

        BatchResult result = batch.commit();

        assertThat(jobs).extracting(BatchJob::status).containsOnly(JobStatus.DONE);
        assertThatThrownBy(jobs.get(2)::result).isInstanceOf(DocumentException.class);
        assertThat(jobs.get(3).result().key()).isEqualTo("a");
        assertThat(result.failed()).isEqualTo(2);
        assertThat(result.wireRequests()).isEqualTo(2);
    }

    @Test
    void jobsOfAManyThatHasNoAnswerAreAllUnknown() {
        BatchSession batch = session(x -> x.send().breakAfterSending("reset by peer"), BatchOptions.defaults());
        BatchJob<DocumentMetadata> one = batch.collection("c").insert(Map.of());
        BatchJob<DocumentMetadata> two = batch.collection("c").insert(Map.of());

        assertThatThrownBy(batch::commit).isInstanceOf(BatchCommitException.class);
        assertThat(List.of(one, two)).extracting(BatchJob::status).containsOnly(JobStatus.UNKNOWN);
    }
}
