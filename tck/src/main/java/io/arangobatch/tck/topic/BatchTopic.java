package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.AqlQueryException;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchLimitException;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.CollectionException;
import io.arangobatch.DocumentException;
import io.arangobatch.ExecutionContext;
import io.arangobatch.JobStatus;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.Aql;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Documents;
import io.arangobatch.request.QueryOptions;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.RecordedRequest;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What becomes of the requests of a batch, over the whole driver and a server that does as ArangoDB does. */
public abstract class BatchTopic {

    private static final String CARRIES = "Whether request and answer bodies are handed on byte for byte.";

    @TckTest(
            id = "batch.one-call",
            contract = "A commit is one POST to the batch endpoint of the connection's database.",
            check = "Whether a request is sent more than once, or its target changed.")
    void oneCall(Bench bench) {
        bench.skipWithoutBatchCalls();
        Students students = bench.driver().students();
        bench.driver().commit(students.beginWith(5));
        assertThat(students.server().journal().requests())
                .as("requests at the server")
                .extracting(request -> request.method() + " " + request.target())
                .containsExactly("POST /_db/_system/_api/batch");
    }

    @TckTest(id = "batch.order", contract = "Requests run in the order in which they were added.", check = CARRIES)
    void order(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        session.collection(Students.COLLECTION).insert(Map.of("_key", "k", "n", 0));
        List<BatchJob<Optional<JsonNode>>> reads = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
            session.collection(Students.COLLECTION).update("k", Map.of("n", n));
            reads.add(session.collection(Students.COLLECTION).get("k", JsonNode.class));
        }
        bench.driver().commit(session);
        assertThat(reads.stream()
                        .map(job -> job.result().orElseThrow().path("n").asInt())
                        .toList())
                .as("values read between 20 updates")
                .isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
    }

    @TckTest(
            id = "batch.isolation",
            contract = "A request that fails leaves those before and after it as they are.",
            check = CARRIES)
    void isolation(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        Students.insert(session, "1");
        BatchJob<DocumentMetadata> twice =
                session.collection(Students.COLLECTION).insert(Map.of("_key", "1"));
        Students.insert(session, "2");
        BatchResult result = bench.driver().commit(session);
        assertThat(result.failed()).as("failed requests").isEqualTo(1);
        assertThatThrownBy(twice::result)
                .as("result of the second insert of a key")
                .isInstanceOf(DocumentException.class);
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2");
    }

    @TckTest(
            id = "batch.all-fail",
            contract = "A batch whose every request fails is a commit like any other.",
            check = CARRIES)
    void allFail(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        List<BatchJob<DocumentMetadata>> jobs = IntStream.range(0, 10)
                .mapToObj(i -> session.collection("nowhere").insert(Map.of("n", i)))
                .toList();
        assertThat(bench.driver().commit(session).failed())
                .as("failed requests")
                .isEqualTo(10);
        assertThat(jobs)
                .as("jobs")
                .allSatisfy(job -> assertThatThrownBy(job::result).isInstanceOf(ArangoServerException.class));
    }

    @TckTest(
            id = "batch.errors",
            contract = "Each failed request throws its own class of error, with status, errorNum and request.",
            check = CARRIES)
    void errors(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        Students.insert(session, "k");
        BatchJob<DocumentMetadata> conflict =
                session.collection(Students.COLLECTION).insert(Map.of("_key", "k"));
        BatchJob<DocumentMetadata> missing =
                session.collection(Students.COLLECTION).update("absent", Map.of("n", 1));
        BatchJob<Cursor<Object>> query = session.aql().query("RETURN", Object.class);
        BatchJob<Long> collection = session.collection("nowhere").count();
        BatchJob<JsonNode> path = session.add(ArangoRequest.of("GET", "/_api/no-such-path"));
        bench.driver().commit(session);
        assertError(conflict, DocumentException.class, 409, 1210);
        assertError(missing, DocumentException.class, 404, 1202);
        assertError(query, AqlQueryException.class, 400, 1501);
        assertError(collection, CollectionException.class, 404, 1203);
        assertError(path, ArangoServerException.class, 404, 404);
    }

    private static void assertError(
            BatchJob<?> job, Class<? extends ArangoServerException> type, int status, int errorNum) {
        assertThatThrownBy(job::result)
                .as("error of " + job)
                .isExactlyInstanceOf(type)
                .isInstanceOfSatisfying(
                        ArangoServerException.class,
                        error -> assertThat(List.of(error.status(), error.errorNum()))
                                .as("status and errorNum of " + job)
                                .containsExactly(status, errorNum));
    }

    @TckTest(id = "batch.results", contract = "Each request gives its own result, of its own type.", check = CARRIES)
    void results(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        BatchJob<DocumentMetadata> inserted =
                session.collection(Students.COLLECTION).insert(Map.of("_key", "kris", "age", 20));
        BatchJob<Optional<JsonNode>> read =
                session.collection(Students.COLLECTION).get("kris", JsonNode.class);
        BatchJob<Optional<JsonNode>> absent =
                session.collection(Students.COLLECTION).get("rita", JsonNode.class);
        BatchJob<Boolean> exists = session.collection(Students.COLLECTION).exists("kris");
        BatchJob<Cursor<Integer>> answer = session.aql().query("RETURN 100000", Integer.class);
        BatchJob<Long> count = session.collection(Students.COLLECTION).count();
        bench.driver().commit(session);
        assertThat(inserted.result().id()).as("id of the insert").isEqualTo("students/kris");
        assertThat(read.result().orElseThrow().path("age").asInt())
                .as("age read")
                .isEqualTo(20);
        assertThat(absent.result()).as("a document that is not there").isEmpty();
        assertThat(exists.result()).as("whether it exists").isTrue();
        assertThat(answer.result().first()).as("result of the query").isEqualTo(100000);
        assertThat(count.result()).as("count").isEqualTo(1);
    }

    @TckTest(
            id = "batch.heads",
            contract = "Parts without a body, as those of HEAD, do not disturb their neighbours.",
            check = CARRIES)
    void heads(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.beginWith(1);
        List<BatchJob<Boolean>> heads = IntStream.range(0, 10)
                .mapToObj(i -> session.collection(Students.COLLECTION).exists(Integer.toString(i % 2)))
                .toList();
        bench.driver().commit(session);
        assertThat(heads.stream().map(BatchJob::result).toList())
                .as("answers to HEAD, by turns absent and there")
                .containsExactly(false, true, false, true, false, true, false, true, false, true);
    }

    @TckTest(
            id = "batch.same-result",
            contract = "A job gives the same result each time, and by its future.",
            check = CARRIES)
    void sameResult(Bench bench) {
        BatchSession session = bench.driver().students().begin();
        BatchJob<DocumentMetadata> job = session.collection(Students.COLLECTION).insert(Map.of("_key", "k"));
        bench.driver().commit(session);
        assertThat(job.result()).as("second result").isSameAs(job.result());
        assertThat(bench.within(job.toCompletableFuture()))
                .as("result of the future")
                .isSameAs(job.result());
    }

    @TckTest(
            id = "batch.futures",
            contract = "The futures of the jobs complete with their results and errors.",
            check = CARRIES)
    void futures(Bench bench) {
        BatchSession session = bench.driver().students().begin();
        BatchJob<Cursor<Integer>> good = session.aql().query("RETURN 7", Integer.class);
        BatchJob<Cursor<Integer>> bad = session.aql().query("RETURN", Integer.class);
        var goodFuture = good.toCompletableFuture();
        var badFuture = bad.toCompletableFuture().handle((result, error) -> error);
        bench.driver().commit(session);
        assertThat(bench.within(goodFuture).first()).as("result").isEqualTo(7);
        assertThat(bench.within(badFuture)).as("error").isInstanceOf(AqlQueryException.class);
    }

    @TckTest(
            id = "batch.jobs",
            contract = "Jobs are numbered from 1, PENDING before the commit and DONE after it, in the order of adding.",
            check = CARRIES)
    void jobs(Bench bench) {
        BatchSession session = bench.driver().students().beginWith(3);
        List<BatchJob<?>> jobs = session.queuedJobs();
        assertThat(jobs).extracting(BatchJob::id).as("ids").containsExactly(1, 2, 3);
        assertThat(Driver.statuses(jobs)).as("statuses before the commit").containsOnly(JobStatus.PENDING);
        assertThatThrownBy(jobs.get(0)::result).as("result before the commit").isInstanceOf(BatchResultException.class);
        BatchResult result = bench.driver().commit(session);
        assertThat(Driver.statuses(jobs)).as("statuses after the commit").containsOnly(JobStatus.DONE);
        assertThat(result.jobs()).as("jobs of the result").isEqualTo(jobs);
        assertThat(session.queuedJobs()).as("jobs of the session").isEqualTo(jobs);
    }

    @TckTest(
            id = "batch.counts",
            contract = "The result tells requests, failures and the bytes that went.",
            check = "Whether bodies are counted or handed on twice.")
    void counts(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.beginWith(3);
        Students.insert(session, "1");
        BatchResult result = bench.driver().commit(session);
        assertThat(List.of(result.requests(), result.failed()))
                .as("requests and failures")
                .containsExactly(4, 1);
        assertThat(result.bytesSent())
                .as("bytes sent")
                .isEqualTo(students.server().journal().requests().stream()
                        .mapToLong(RecordedRequest::bodyLength)
                        .sum());
    }

    @TckTest(
            id = "batch.bytes-received",
            contract = "The result tells how many bytes the body of the answer had.",
            check = "Whether any byte is handed on twice, or not at all.")
    void bytesReceived(Bench bench) {
        AtomicLong length = new AtomicLong();
        ScriptedServer server = bench.server(Script.serving(request -> {
            BatchAnswer answer = BatchAnswer.to(request);
            String body = answer.parts(1) + answer.end();
            length.set(body.length());
            return answer.with(body);
        }));
        BatchSession session = bench.driver().connect(server).beginBatch();
        session.add(ArangoRequest.of("GET", "/_api/version"));
        assertThat(bench.driver().commit(session).bytesReceived())
                .as("bytes received")
                .isEqualTo(length.get());
    }

    @TckTest(
            id = "batch.contexts",
            contract = "Connection, session and facades tell context, database and user.",
            check = "Whether the configuration is handed to the transport as it is.")
    void contexts(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.beginWith(1);
        assertThat(students.connection().context())
                .as("context of the connection")
                .isEqualTo(ExecutionContext.DEFAULT);
        assertThat(session.context()).as("context of the session").isEqualTo(ExecutionContext.BATCH);
        assertThat(session.collection(Students.COLLECTION).context())
                .as("context of its facade")
                .isEqualTo(ExecutionContext.BATCH);
        assertThat(session.database())
                .as("database")
                .isEqualTo(students.connection().config().database());
        assertThat(session.user())
                .as("user")
                .isEqualTo(students.connection().config().user());
        assertThat(students.connection().transport())
                .as("transport")
                .isEqualTo(bench.provider().name());
        bench.driver().commit(session);
    }

    @TckTest(
            id = "batch.no-results",
            contract = "A session without results tells how many requests failed, and keeps no job.",
            check = "Whether headers of the answer, such as x-arango-errors, are handed on.")
    void noResults(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session =
                students.connection().beginBatch(BatchOptions.defaults().returnResults(false));
        IntStream.range(0, 50).forEach(i -> Students.insert(session, Integer.toString(i % 30)));
        BatchResult result = bench.driver().commit(session);
        assertThat(List.of(result.requests(), result.failed()))
                .as("requests and failures")
                .containsExactly(50, 20);
        assertThat(result.jobs()).as("jobs").isEmpty();
        assertThat(students.count()).as("documents").isEqualTo(30);
    }

    @TckTest(
            id = "batch.no-results-none-failed",
            contract = "A session without results of which nothing fails reports no failure.",
            check = "Whether headers of an earlier answer are handed on with a later one.")
    void noResultsNoneFailed(Bench bench) {
        Students students = bench.driver().students();
        BatchOptions options = BatchOptions.defaults().returnResults(false);
        BatchSession failing = students.connection().beginBatch(options);
        failing.aql().query("RETURN", Object.class);
        assertThat(bench.driver().commit(failing).failed())
                .as("failures of the first")
                .isEqualTo(1);
        BatchSession fine = students.connection().beginBatch(options);
        BatchJob<?> job = fine.aql().query("RETURN 1", Object.class);
        assertThat(bench.driver().commit(fine).failed())
                .as("failures of the second")
                .isZero();
        assertThat(job.status()).as("status of the job that stands for all").isEqualTo(JobStatus.DONE);
    }

    @TckTest(
            id = "batch.empty",
            contract = "An empty commit sends nothing.",
            check = "Whether opening a transport sends something.")
    void empty(Bench bench) {
        Students students = bench.driver().students();
        BatchResult result = bench.driver().commit(students.begin());
        assertThat(List.of(result.requests(), result.failed()))
                .as("requests and failures")
                .containsExactly(0, 0);
        assertThat(students.server().journal().requests())
                .as("requests at the server")
                .isEmpty();
    }

    @TckTest(
            id = "batch.discarded",
            contract = "A session that is closed without a commit sends nothing, and its jobs are NOT_RUN.",
            check = "Whether anything is sent before it is asked for.")
    void discarded(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.beginWith(2);
        List<BatchJob<?>> jobs = session.queuedJobs();
        session.close();
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(JobStatus.NOT_RUN);
        assertThat(bench.driver().begin(session).thrown())
                .as("commit after close")
                .hasMessage("the batch session is closed and cannot be committed; begin another one");
        assertThat(students.server().journal().requests())
                .as("requests at the server")
                .isEmpty();
    }

    @TckTest(
            id = "batch.committed-once",
            contract = "After a commit, neither another one nor a further request is taken, and nothing is sent twice.",
            check = "Whether a request is sent more than once.")
    void committedOnce(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.beginWith(1);
        BatchResult result = bench.driver().commit(session);
        assertThat(bench.driver().begin(session).thrown())
                .as("second commit")
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
        assertThatThrownBy(() -> session.add(Aql.query("RETURN 1", Object.class)))
                .as("add after the commit")
                .hasMessage("the batch is already committed and cannot take a request; begin another one");
        assertThat(students.server().journal().requests())
                .as("requests at the server")
                .hasSize(result.calls());
    }

    @TckTest(
            id = "batch.sessions-apart",
            contract = "Sessions of one connection know nothing of each other.",
            check = "Whether exchanges share state.")
    void sessionsApart(Bench bench) {
        Students students = bench.driver().students();
        BatchSession first = students.begin();
        BatchSession second = students.begin();
        Students.insert(first, "1");
        Students.insert(second, "2");
        Students.insert(first, "3");
        second.close();
        bench.driver().commit(first);
        assertThat(students.keys()).as("keys stored").containsExactly("1", "3");
    }

    @TckTest(
            id = "batch.encoded-when-added",
            contract = "What is done to a document after it was added is not sent.",
            check = CARRIES)
    void encodedWhenAdded(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        Map<String, Object> document = new HashMap<>(Map.of("_key", "k", "n", 1));
        session.collection(Students.COLLECTION).insert(document);
        document.put("n", 2);
        bench.driver().commit(session);
        assertThat(students.connection()
                        .execute(Documents.get(Students.COLLECTION, "k", JsonNode.class))
                        .orElseThrow()
                        .path("n")
                        .asInt())
                .as("value stored")
                .isEqualTo(1);
    }

    @TckTest(
            id = "batch.refused-request",
            contract = "A request that cannot be encoded, or exceeds a limit, leaves the queue as it was.",
            check = CARRIES)
    void refusedRequest(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session =
                students.connection().beginBatch(BatchOptions.defaults().maxRequests(2));
        Students.insert(session, "1");
        assertThatThrownBy(() -> session.collection(Students.COLLECTION).insert(new Object()))
                .as("a document that cannot be encoded")
                .isInstanceOf(ArangoRequestException.class);
        Students.insert(session, "2");
        assertThatThrownBy(() -> Students.insert(session, "3"))
                .as("a third request")
                .isInstanceOf(BatchLimitException.class);
        bench.driver().commit(session);
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2");
    }

    @TckTest(
            id = "batch.credentials",
            contract = "The credentials of the connection reach the server, and refused ones run nothing.",
            check = "Whether the Authorization header is handed on as it is given.")
    void credentials(Bench bench) {
        var secured = bench.driver().server().authentication("root", "päss:word");
        Students students = bench.driver()
                .students(secured, settings -> settings.user("root").password("päss:word"));
        bench.driver().commit(students.beginWith(3));
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2", "3");
    }

    @TckTest(
            id = "batch.connection-reused",
            contract = "Commits one after another use one connection.",
            check = "Whether a connection goes back to the pool after the answer to a batch.")
    void connectionReused(Bench bench) {
        bench.skipWithoutBatchCalls();
        Students students = bench.driver().students();
        for (int i = 0; i < 10; i++) {
            BatchSession session = students.begin();
            Students.insert(session, Integer.toString(i));
            bench.driver().commit(session);
        }
        assertThat(students.server().journal().requests().stream()
                        .map(RecordedRequest::connection)
                        .distinct()
                        .toList())
                .as("connections of ten commits")
                .hasSize(1);
    }

    @TckTest(
            id = "batch.cursor-continues",
            contract = "A cursor from a batch fetches its further pages after the commit.",
            check = "Whether exchanges on a connection that carried a batch work as any other.")
    void cursorContinues(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        BatchJob<Cursor<Integer>> small = session.add(range(1, 10, 3));
        BatchJob<Cursor<Integer>> large = session.add(range(1, 1000, 100));
        bench.driver().commit(session);
        assertThat(small.result().hasMore())
                .as("whether there is a second page")
                .isTrue();
        assertThat(small.result().toList())
                .as("all pages")
                .isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
        assertThat(large.result().toList()).as("all pages of the other").hasSize(1000);
        assertThat(students.server()
                        .journal()
                        .requests(request -> request.method().equals("PUT")))
                .as("requests for further pages")
                .hasSize(3 + 9);
    }

    @TckTest(
            id = "batch.cursor-closed",
            contract = "A cursor from a batch can be closed before its end.",
            check = "Whether a DELETE is sent as it is.")
    void cursorClosed(Bench bench) {
        Students students = bench.driver().students();
        BatchSession session = students.begin();
        BatchJob<Cursor<Integer>> job = session.add(range(1, 10, 3));
        bench.driver().commit(session);
        job.result().close();
        assertThat(students.server()
                        .journal()
                        .requests(request -> request.method().equals("DELETE")))
                .as("requests to close the cursor")
                .hasSize(1);
    }

    private static ArangoRequest<Cursor<Integer>> range(int from, int to, int pageSize) {
        return Aql.query(
                "FOR i IN @from..@to RETURN i",
                Map.of("from", from, "to", to),
                QueryOptions.none().batchSize(pageSize),
                Integer.class);
    }
}
