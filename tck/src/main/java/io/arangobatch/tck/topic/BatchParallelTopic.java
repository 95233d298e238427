package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.Collections;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Batches;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Commit;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Many batches at once over one connection, and answers that are still arriving. */
public abstract class BatchParallelTopic {

    private static final String APART = "Whether exchanges share buffers or mix up their answers.";
    private static final String STREAMED = "Whether the body is handed on as it arrives, rather than at its end.";

    @TckTest(
            id = "parallel.many-threads",
            contract = "Sessions of many threads over one connection commit at once, and each gets its own answers.",
            check = APART,
            level = TckLevel.STOCHASTIC)
    void manyThreads(Bench bench) {
        Students students = bench.driver().students(settings -> settings.maxConnections(8));
        ExecutorService threads = Executors.newFixedThreadPool(16, task -> {
            Thread thread = new Thread(task, "tck-user");
            thread.setDaemon(true);
            return thread;
        });
        bench.outliving(threads::shutdown);
        List<CompletableFuture<Void>> users = IntStream.range(0, 16)
                .mapToObj(user -> CompletableFuture.runAsync(() -> commitFive(bench, students, user), threads))
                .toList();
        users.forEach(bench::within);
        assertThat(students.count()).as("documents of 16 threads").isEqualTo(16 * 5 * 10);
    }

    private static void commitFive(Bench bench, Students students, int user) {
        for (int round = 0; round < 5; round++) {
            assertOwnAnswers(bench, students, user + "-" + round);
        }
    }

    private static void assertOwnAnswers(Bench bench, Students students, String name) {
        BatchSession session = students.begin();
        List<String> keys = IntStream.range(0, 10).mapToObj(i -> name + "-" + i).toList();
        keys.forEach(key -> Students.insert(session, key));
        List<BatchJob<?>> jobs = session.queuedJobs();
        bench.driver().commit(session);
        assertThat(jobs.stream()
                        .map(job -> ((DocumentMetadata) job.result()).key())
                        .toList())
                .as("keys that the jobs of one session tell")
                .isEqualTo(keys);
    }

    @TckTest(
            id = "parallel.many-commits",
            contract = "A hundred commits that one thread begins wait for the connections that there are.",
            check = APART,
            level = TckLevel.STOCHASTIC)
    void manyCommits(Bench bench) {
        Students students = bench.driver().students(settings -> settings.maxConnections(3));
        List<Commit> commits = IntStream.range(0, 100)
                .mapToObj(i -> {
                    BatchSession session = students.begin();
                    Students.insert(session, Integer.toString(i));
                    return bench.driver().begin(session);
                })
                .toList();
        commits.forEach(Commit::result);
        assertThat(students.count()).as("documents").isEqualTo(100);
        assertThat(students.server().journal().connections())
                .as("connections to the server")
                .isLessThanOrEqualTo(3);
    }

    @TckTest(
            id = "parallel.batches-and-singles",
            contract = "Single requests run beside commits over one connection.",
            check = APART,
            level = TckLevel.STOCHASTIC)
    void batchesAndSingles(Bench bench) {
        Students students = bench.driver().students();
        List<Commit> commits = new ArrayList<>();
        List<CompletableFuture<Long>> counts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            BatchSession session = students.begin();
            Students.insert(session, Integer.toString(i));
            commits.add(bench.driver().begin(session));
            counts.add(students.connection().executeAsync(Collections.count(Students.COLLECTION)));
        }
        commits.forEach(Commit::result);
        assertThat(counts)
                .as("counts read meanwhile")
                .allSatisfy(count -> assertThat(bench.within(count)).isBetween(0L, 30L));
        assertThat(students.count()).as("documents").isEqualTo(30);
    }

    @TckTest(
            id = "parallel.answers-at-once",
            contract = "A job is done as soon as its answer has arrived, while others are still to come.",
            check = STREAMED)
    void answersAtOnce(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            String first = answer.part(1) + answer.part(2) + "--" + answer.boundary() + "\r\n";
            String whole = answer.parts(3) + answer.end();
            connection.send(answer.head(whole.length()) + first);
            connection.await(gate);
            connection.send(whole.substring(first.length()));
            connection.awaitClientEnd();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<BatchJob<JsonNode>> jobs = Batches.reads(session, 3);
        List<CompletableFuture<JsonNode>> futures =
                jobs.stream().map(BatchJob::toCompletableFuture).toList();
        Commit commit = bench.driver().begin(session);
        assertThat(bench.within(futures.get(1)).path("id").asInt())
                .as("answer of the second job")
                .isEqualTo(2);
        assertThat(Driver.statuses(jobs))
                .as("statuses while the third answer has not been sent")
                .containsExactly(JobStatus.DONE, JobStatus.DONE, JobStatus.PENDING);
        assertThat(commit.ended()).as("whether the commit has ended").isFalse();
        gate.countDown();
        commit.result();
        assertThat(bench.within(futures.get(2)).path("id").asInt())
                .as("answer of the third job")
                .isEqualTo(3);
    }

    @TckTest(
            id = "parallel.one-stuck",
            contract = "A commit whose answer does not come holds nobody else up.",
            check = "Whether a thread waits for one connection while others have something to read.")
    void oneStuck(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        Script answering = Script.serving(request -> BatchAnswer.to(request).whole(1));
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    BatchAnswer answer = BatchAnswer.to(connection.readRequest());
                    connection.await(gate);
                    connection.send(answer.whole(1));
                    connection.awaitClientEnd();
                })
                .always(answering));
        Connection connection = bench.driver().connect(server);
        Commit stuck = bench.driver().begin(one(connection));
        server.awaitRequests(1, bench.patience());
        for (int i = 0; i < 20; i++) {
            bench.driver().commit(one(connection));
        }
        assertThat(stuck.ended()).as("whether the first has ended").isFalse();
        gate.countDown();
        stuck.result();
    }

    @TckTest(
            id = "parallel.from-callbacks",
            contract = "A callback of a job or a commit may begin and wait for another commit.",
            check = "Whether callbacks run on threads on which answers arrive.")
    void fromCallbacks(Bench bench) {
        ScriptedServer server =
                bench.server(Script.serving(request -> BatchAnswer.to(request).whole(1)));
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        BatchJob<JsonNode> job = session.add(ArangoRequest.of("GET", "/_api/version"));
        CompletableFuture<Integer> fromJob = job.toCompletableFuture()
                .thenApply(ignored -> one(connection).commit().requests());
        bench.driver().commit(session);
        assertThat(bench.within(fromJob))
                .as("requests of the commit in the callback")
                .isEqualTo(1);
        CompletableFuture<Integer> fromCommit = one(connection)
                .commitAsync()
                .thenApply(ignored -> one(connection).commit().requests());
        assertThat(bench.within(fromCommit)).as("requests of the other").isEqualTo(1);
    }

    @TckTest(
            id = "parallel.transports-apart",
            contract = "Connections over transports of one provider do not disturb each other.",
            check = "Whether transports of one provider share state, or closing one closes another.")
    void transportsApart(Bench bench) {
        Students first = bench.driver().students(bench.driver().server(), settings -> settings);
        Students second = bench.driver().students(bench.driver().server(), settings -> settings);
        bench.driver().commit(first.beginWith(2));
        first.connection().close();
        bench.driver().commit(second.beginWith(3));
        assertThat(second.keys()).as("keys at the second server").containsExactly("1", "2", "3");
    }

    private static BatchSession one(Connection connection) {
        BatchSession session = connection.beginBatch();
        Batches.reads(session, 1);
        return session;
    }
}
