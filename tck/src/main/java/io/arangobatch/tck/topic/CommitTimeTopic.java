package io.arangobatch.tck.topic;

import static io.arangobatch.JobStatus.DONE;
import static io.arangobatch.JobStatus.PENDING;
import static io.arangobatch.JobStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.JobStatus;
import io.arangobatch.spi.TransportException;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Batches;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Commit;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Commits that run out of time: what is known of the batch then, and of each of its jobs. */
public abstract class CommitTimeTopic {

    private static final String NOT_SENT =
            "Whether requestSent is false in the exception of a timeout before the last byte was written.";
    private static final String SENT =
            "Whether requestSent is true in the exception of a timeout after the last byte was written.";

    @TckTest(
            id = "deadline.connect",
            contract = "A commit that cannot connect within connectTimeout is NOT_SENT.",
            check = NOT_SENT)
    void connect(Bench bench) {
        // The first commit of a JVM takes longer than the timeouts of a test.
        BatchSession first = bench.driver().connect(bench.refusing()).beginBatch();
        Batches.reads(first, 2);
        bench.driver().begin(first).failure(CommitOutcome.NOT_SENT);
        ConnectionConfig.Builder config = bench.driver().config(bench.silent()).connectTimeout(bench.brief());
        BatchSession session = bench.driver().connect(config).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
        assertTimedOut(bench, bench.driver().begin(session), CommitOutcome.NOT_SENT, bench.brief());
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
    }

    @TckTest(
            id = "deadline.acquire",
            contract =
                    "A commit that gets no connection within acquireTimeout is NOT_SENT, and can be committed later.",
            check = NOT_SENT)
    void acquire(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            while (true) {
                BatchAnswer answer = BatchAnswer.to(connection.readRequest());
                connection.await(gate);
                connection.send(answer.whole(1));
            }
        });
        Connection connection = bench.driver()
                .connect(bench.driver()
                        .config(server.endpoint())
                        .maxConnections(1)
                        .acquireTimeout(bench.brief()));
        BatchSession holding = connection.beginBatch();
        Batches.reads(holding, 1);
        Commit holds = bench.driver().begin(holding);
        server.awaitRequests(1, bench.patience());
        BatchSession waiting = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(waiting, 1);
        assertTimedOut(bench, bench.driver().begin(waiting), CommitOutcome.NOT_SENT, bench.brief());
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
        gate.countDown();
        holds.result();
        bench.driver().commit(waiting);
        assertThat(server.requests()).as("requests at the server").hasSize(2);
    }

    @TckTest(
            id = "deadline.response",
            contract = "A commit whose server stays silent longer than responseTimeout is UNKNOWN.",
            check = SENT)
    void response(Bench bench) {
        ScriptedServer server = bench.server(halfAnswering(0));
        assertTimedOut(
                bench,
                server,
                bench.driver().config(server.endpoint()).responseTimeout(bench.brief()),
                bench.brief(),
                UNKNOWN,
                UNKNOWN);
    }

    @TckTest(
            id = "deadline.response-within-answer",
            contract =
                    "A server that falls silent within the answer makes the commit UNKNOWN; the answers that came are kept.",
            check = SENT)
    void responseWithinAnswer(Bench bench) {
        warmUp(bench);
        ScriptedServer server = bench.server(halfAnswering(2));
        assertTimedOut(
                bench,
                server,
                bench.driver().config(server.endpoint()).responseTimeout(longer(bench)),
                longer(bench),
                DONE,
                DONE,
                UNKNOWN);
    }

    @TckTest(
            id = "deadline.commit",
            contract = "A commit that is not over within commitTimeout is UNKNOWN.",
            check = SENT)
    void commit(Bench bench) {
        InTime.test(bench.brief(), "the batch arrives at the server", timeout -> {
            ScriptedServer server = bench.server(halfAnswering(0));
            BatchSession session = bench.driver()
                    .connect(bench.driver().config(server.endpoint()).commitTimeout(timeout))
                    .beginBatch();
            List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
            Commit commit = bench.driver().begin(session);
            commit.thrown();
            if (server.requests().isEmpty()) {
                return false;
            }
            assertTimedOut(bench, commit, CommitOutcome.UNKNOWN, timeout);
            assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(UNKNOWN);
            server.awaitOpen(0, bench.patience());
            return true;
        });
    }

    @TckTest(
            id = "deadline.commit-drip",
            contract = "An answer that drips for ever ends with commitTimeout; the answers that came are kept.",
            check = "Whether the total timeout runs on while bytes arrive.")
    void commitDrip(Bench bench) {
        InTime.test(bench.brief().multipliedBy(2), "the first dripping byte is sent", timeout -> {
            ScriptedServer server = bench.server(dripping());
            BatchSession session = bench.driver()
                    .connect(bench.driver().config(server.endpoint()).commitTimeout(timeout))
                    .beginBatch();
            List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
            Commit commit = bench.driver().begin(session);
            boolean began = server.awaitIfEver(() -> drips(server), timeout.dividedBy(2));
            commit.thrown();
            if (!began) {
                return false;
            }
            assertTimedOut(bench, commit, CommitOutcome.UNKNOWN, timeout);
            assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(DONE, UNKNOWN);
            server.awaitOpen(0, bench.patience());
            return true;
        });
    }

    /** Answers one request of a batch, and never ends the answer to the next. */
    private static Script dripping() {
        return connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.head(1L << 40) + answer.part(1) + answer.partHead(2, "HTTP/1.1 200 OK", 1L << 40));
            while (true) {
                connection.send("x");
                connection.pause(Duration.ofMillis(20));
            }
        };
    }

    private static boolean drips(ScriptedServer server) {
        return server.connections().stream().anyMatch(connection -> connection.bytesSent() > 0);
    }

    @TckTest(
            id = "deadline.commit-sending",
            contract =
                    "A batch that the server does not read within commitTimeout is NOT_SENT, and its jobs stay PENDING.",
            check = NOT_SENT)
    void commitSending(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.stall();
        });
        BatchSession session = bench.driver()
                .connect(bench.driver().config(server.endpoint()).commitTimeout(bench.brief()))
                .beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.large(session);
        assertTimedOut(bench, bench.driver().begin(session), CommitOutcome.NOT_SENT, bench.brief());
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
    }

    @TckTest(
            id = "deadline.next-batch",
            contract = "After a commit that ran out of time, the connection carries the next.",
            check = "Whether an exchange that ran out of time gives its place in the pool back.")
    void nextBatch(Bench bench) {
        warmUp(bench);
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(halfAnswering(0))
                .always(Script.serving(request -> BatchAnswer.to(request).whole(2))));
        Connection connection = bench.driver()
                .connect(bench.driver()
                        .config(server.endpoint())
                        .maxConnections(1)
                        .responseTimeout(longer(bench)));
        BatchSession late = connection.beginBatch();
        Batches.reads(late, 2);
        bench.driver().begin(late).failure(CommitOutcome.UNKNOWN);
        BatchSession next = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(next, 2);
        bench.driver().commit(next);
        assertThat(Driver.statuses(jobs)).as("statuses of the next").containsOnly(DONE);
    }

    /** Commits once without haste, for the first commit of a JVM takes longer than the timeouts of a test. */
    private static void warmUp(Bench bench) {
        ScriptedServer server =
                bench.server(Script.serving(request -> BatchAnswer.to(request).whole(2)));
        BatchSession session = bench.driver().connect(server).beginBatch();
        Batches.reads(session, 2);
        bench.driver().commit(session);
    }

    /** Time enough for a busy machine to do what has to come before the timeout. */
    private static Duration longer(Bench bench) {
        return bench.brief().multipliedBy(3);
    }

    private static void assertTimedOut(
            Bench bench,
            ScriptedServer server,
            ConnectionConfig.Builder config,
            Duration timeout,
            JobStatus... statuses) {
        BatchSession session = bench.driver().connect(config).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, statuses.length);
        assertTimedOut(bench, bench.driver().begin(session), CommitOutcome.UNKNOWN, timeout);
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(statuses);
        server.awaitOpen(0, bench.patience());
    }

    private static void assertTimedOut(Bench bench, Commit commit, CommitOutcome outcome, Duration timeout) {
        BatchCommitException failure = commit.failure(outcome);
        assertThat(failure).as("cause").hasCauseInstanceOf(TransportException.class);
        Within.assertTook(bench, commit.took(), timeout);
    }

    /** Answers so many requests of a batch, begins to answer the next, and falls silent; answering none, it sends nothing at all. */
    private static Script halfAnswering(int parts) {
        return connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            if (parts > 0) {
                connection.send(
                        answer.head(10_000) + answer.parts(parts) + answer.partHead(parts + 1, "HTTP/1.1 200 OK", 100));
            }
            connection.awaitClientEnd();
        };
    }
}
