package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.AqlQueryException;
import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.DocumentException;
import io.arangobatch.JobStatus;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.RecordedRequest;
import io.arangobatch.tck.server.scripted.ReceivedRequest;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import io.arangobatch.tck.server.scripted.ServerConnection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Commits to servers without the batch endpoint, which take the requests of a batch one by one, over one connection. */
public abstract class BatchPipelineTopic {

    private static final String VERSION = "3.12.4";
    private static final String IN_ORDER =
            "Whether the exchanges of a pipeline go out and end in the order of the calls.";

    private static Students students(Bench bench) {
        return students(bench, settings -> settings);
    }

    private static Students students(Bench bench, UnaryOperator<ConnectionConfig.Builder> settings) {
        return bench.driver()
                .students(
                        EmbeddedArango.builder().serverVersion(VERSION),
                        config -> settings.apply(config.carrier(BatchCarrier.PIPELINE)));
    }

    @TckTest(
            id = "batch.pipeline-order",
            contract = "Without the batch endpoint, requests run one by one in the order in which they were added.",
            check = IN_ORDER)
    void order(Bench bench) {
        Students students = students(bench);
        BatchSession session = students.begin();
        session.collection(Students.COLLECTION).insert(Map.of("_key", "k", "n", 0));
        List<BatchJob<Optional<JsonNode>>> reads = new ArrayList<>();
        for (int n = 1; n <= 100; n++) {
            session.collection(Students.COLLECTION).update("k", Map.of("n", n));
            reads.add(session.collection(Students.COLLECTION).get("k", JsonNode.class));
        }
        BatchResult result = bench.driver().commit(session);
        assertThat(reads.stream()
                        .map(job -> job.result().orElseThrow().path("n").asInt())
                        .toList())
                .as("values read between 100 updates")
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(result.calls()).as("calls").isEqualTo(result.wireRequests());
    }

    @TckTest(
            id = "batch.pipeline-errors",
            contract =
                    "Without the batch endpoint, each failed request throws its own error and leaves its neighbours alone.",
            check = IN_ORDER)
    void errors(Bench bench) {
        Students students = students(bench);
        BatchSession session = students.begin();
        Students.insert(session, "k");
        BatchJob<DocumentMetadata> conflict =
                session.collection(Students.COLLECTION).insert(Map.of("_key", "k"));
        BatchJob<Cursor<Object>> query = session.aql().query("RETURN", Object.class);
        BatchJob<Boolean> exists = session.collection(Students.COLLECTION).exists("k");
        BatchJob<Boolean> absent = session.collection(Students.COLLECTION).exists("absent");
        BatchJob<Cursor<Integer>> answer = session.aql().query("RETURN 100000", Integer.class);
        assertThat(bench.driver().commit(session).failed())
                .as("failed requests")
                .isEqualTo(3);
        assertThatThrownBy(conflict::result).as("second insert").isInstanceOf(DocumentException.class);
        assertThatThrownBy(query::result).as("bad query").isInstanceOf(AqlQueryException.class);
        assertThat(List.of(exists.result(), absent.result()))
                .as("answers without a body")
                .containsExactly(true, false);
        assertThat(answer.result().first()).as("answer after them").isEqualTo(100_000);
    }

    @TckTest(
            id = "batch.pipeline-large",
            contract = "Without the batch endpoint, large documents go and come between small ones.",
            check = "Whether answers are read while requests are written, and bodies handed on byte for byte.")
    void large(Bench bench) {
        Students students = students(bench);
        BatchSession session = students.begin();
        List<String> texts = new ArrayList<>();
        List<BatchJob<Optional<JsonNode>>> reads = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String text = Character.toString('a' + i).repeat(i % 3 == 0 ? 2 * Bodies.MIB : 10);
            texts.add(text);
            session.collection(Students.COLLECTION).insert(Map.of("_key", "k" + i, "text", text));
            reads.add(session.collection(Students.COLLECTION).get("k" + i, JsonNode.class));
        }
        bench.driver().commit(session);
        for (int i = 0; i < texts.size(); i++) {
            String back = reads.get(i).result().orElseThrow().path("text").asText();
            assertThat(back.equals(texts.get(i)))
                    .as("whether document %d came back as it went", i)
                    .isTrue();
        }
    }

    @TckTest(
            id = "batch.pipeline-connection",
            contract = "Without the batch endpoint, a commit uses one connection, and gives it back.",
            check = "Whether a pipeline takes one connection and closing it gives that back to the pool.")
    void connection(Bench bench) {
        // With room for one only, for a pipeline gives its connection back soon, but nobody can wait for that.
        Students students = students(bench, settings -> settings.maxConnections(1));
        for (int i = 0; i < 5; i++) {
            BatchSession session = students.begin();
            for (int j = 0; j < 20; j++) {
                session.collection(Students.COLLECTION).replace(i + "-" + j, Map.of("n", j));
            }
            bench.driver().commit(session);
        }
        assertThat(students.server().journal().requests().stream()
                        .map(RecordedRequest::connection)
                        .distinct()
                        .toList())
                .as("connections of five commits")
                .hasSize(1);
    }

    @TckTest(
            id = "batch.pipeline-found-out",
            contract = "A batch that meets no batch endpoint goes on without it, within the same commit.",
            check = "Whether a 404 is handed on as any answer, and its connection used again.")
    void foundOut(Bench bench) {
        Students students = bench.driver()
                .students(
                        EmbeddedArango.builder().serverVersion(VERSION),
                        settings -> settings.carrier(BatchCarrier.AUTO));
        BatchResult result = bench.driver().commit(students.beginWith(3));
        assertThat(result.failed()).as("failed requests").isZero();
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2", "3");
        assertThat(students.connection().metadata().carrier())
                .as("carrier from now on")
                .isEqualTo(BatchCarrier.PIPELINE);
    }

    private static List<BatchJob<JsonNode>> posts(BatchSession session, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> session.add(
                        ArangoRequest.of("POST", "/_api/number/" + i).json(Map.of("n", i))))
                .toList();
    }

    private static String answer(ReceivedRequest request, String... headers) {
        String target = request.target();
        return Http.ok("{\"id\":" + target.substring(target.lastIndexOf('/') + 1) + "}", headers);
    }

    private static void serve(ServerConnection connection) throws IOException {
        while (true) {
            connection.send(answer(connection.readRequest()));
        }
    }

    private static Connection connect(Bench bench, ScriptedServer server) {
        return bench.driver().connect(bench.driver().config(server.endpoint()).carrier(BatchCarrier.PIPELINE));
    }

    @TckTest(
            id = "batch.pipeline-close",
            contract =
                    "After an answer with Connection: close the other requests of a commit go on over a new connection.",
            check = "Whether Connection: close ends a pipeline, with what follows told as not sent.")
    void close(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.send(answer(connection.readRequest()));
            connection.send(answer(connection.readRequest(), "Connection: close"));
            connection.halfClose();
            connection.awaitClientEnd();
        });
        BatchSession session = connect(bench, server).beginBatch();
        List<BatchJob<JsonNode>> jobs = posts(session, 20);
        assertThat(bench.driver().commit(session).failed())
                .as("failed requests")
                .isZero();
        assertThat(jobs.stream().map(job -> job.result().path("id").asInt()).toList())
                .as("answers of the jobs")
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(server.accepted()).as("connections").isEqualTo(10);
    }

    @TckTest(
            id = "batch.pipeline-break",
            contract =
                    "A break keeps the answers that came; what was not sent can be committed again, and nothing is sent twice.",
            check = "Whether requestSent tells the truth for each exchange of a pipeline that breaks.")
    void breaks(Bench bench) {
        AtomicInteger connections = new AtomicInteger();
        ScriptedServer server = bench.server(connection -> {
            if (connections.incrementAndGet() == 1) {
                connection.send(answer(connection.readRequest()));
                connection.send(answer(connection.readRequest()));
                connection.readRequest();
                connection.close();
            } else {
                serve(connection);
            }
        });
        BatchSession session = connect(bench, server).beginBatch();
        List<BatchJob<JsonNode>> jobs = posts(session, 60);
        bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
        List<JobStatus> broken = Driver.statuses(jobs);
        assertThat(broken.subList(0, 3))
                .as("statuses of the two that were answered and of the next")
                .containsExactly(JobStatus.DONE, JobStatus.DONE, JobStatus.UNKNOWN);
        int unknown = (int) broken.stream().filter(JobStatus.UNKNOWN::equals).count();
        assertThat(session.pendingRequests()).as("requests left").isEqualTo(58 - unknown);
        assertThat(broken.subList(2 + unknown, 60)).as("statuses of the rest").containsOnly(JobStatus.PENDING);
        bench.driver().commit(session);
        assertThat(Driver.statuses(jobs).subList(2 + unknown, 60))
                .as("statuses of the rest after the second commit")
                .containsOnly(JobStatus.DONE);
        assertThat(server.requests().stream().map(ReceivedRequest::target).toList())
                .as("requests at the server")
                .doesNotHaveDuplicates();
    }
}
