package io.arangobatch.tck.topic;

import static io.arangobatch.JobStatus.DONE;
import static io.arangobatch.JobStatus.NOT_RUN;
import static io.arangobatch.JobStatus.PENDING;
import static io.arangobatch.JobStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.ConnectionStateException;
import io.arangobatch.JobStatus;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.TckUse;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Batches;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Commit;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Relay;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Commits that somebody ends: by interrupting the thread that waits, cancelling the future, closing the session or the connection. What is
 * known of the batch then, and of each of its jobs.
 */
public abstract class CommitAbortTopic {

    private static final String STOPS = "Whether cancelling the future of an exchange stops it wherever it is.";
    private static final String LAZY =
            "Whether the buffers of a body are taken as the socket takes them, so that its end can be kept back.";
    private static final String CLOSES =
            "Whether close ends the exchanges under way with a TransportException that tells what was sent.";

    // An interruption in blocking use, a cancelled future in asynchronous use

    @TckTest(
            id = "abort.connecting",
            contract = "A commit that is aborted while it connects is NOT_SENT, and its jobs stay PENDING.",
            check = STOPS)
    void connecting(Bench bench) {
        BatchSession session = bench.driver().connect(bench.silent()).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
        bench.driver().begin(session).abort().aborted(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
    }

    @TckTest(
            id = "abort.waiting",
            contract =
                    "A commit that is aborted while it waits for a connection is NOT_SENT, and can be committed later.",
            check = "Whether the one that waits is taken out of the queue of the pool.")
    void waiting(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(answeringAfter(gate));
        Connection connection =
                bench.driver().connect(bench.driver().config(server.endpoint()).maxConnections(1));
        BatchSession first = connection.beginBatch();
        Batches.reads(first, 1);
        Commit holding = bench.driver().begin(first);
        server.awaitRequests(1, bench.patience());
        BatchSession second = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(second, 1);
        bench.driver().begin(second).abort().aborted(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
        gate.countDown();
        holding.result();
        bench.driver().commit(second);
        assertThat(server.requests()).as("requests at the server").hasSize(2);
    }

    @TckTest(
            id = "abort.sending",
            contract = "A commit that is aborted while the batch is written is NOT_SENT, and its jobs stay PENDING.",
            check = LAZY)
    void sending(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.await(gate);
            connection.awaitClientEnd();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.large(session);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        commit.abort().aborted(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
        gate.countDown();
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "abort.sending-then-whole",
            contract =
                    "A batch that was aborted while it was written is stored exactly once when it is committed again.",
            check = "Whether a body is read from its beginning when it is sent a second time.")
    void sendingThenWhole(Bench bench) {
        EmbeddedArango arango = bench.outliving(EmbeddedArango.start());
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readHead();
                    connection.stall();
                })
                .always(Relay.to(arango.port())));
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        session.collection(Students.COLLECTION).create(CollectionOptions.none());
        Batches.large(session);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        commit.abort().aborted(CommitOutcome.NOT_SENT);
        assertThat(bench.driver().commit(session).failed())
                .as("failures of the second commit")
                .isZero();
        assertThat(new Students(arango, connection).count()).as("documents").isEqualTo(Batches.LARGE_PARTS);
    }

    @TckTest(
            id = "abort.before-answer",
            contract = "A commit that is aborted while it waits for the answer is UNKNOWN, and so are its jobs.",
            check = STOPS)
    void beforeAnswer(Bench bench) {
        ScriptedServer server = bench.server(silent());
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        commit.abort().aborted(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(UNKNOWN);
        assertThat(bench.driver().begin(session).thrown())
                .as("second commit")
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "abort.within-answer",
            contract = "A commit that is aborted within the answer keeps the answers that have come.",
            check = STOPS)
    void withinAnswer(Bench bench) {
        ScriptedServer server = bench.server(halfAnswering());
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 3);
        Commit commit = bench.driver().begin(session);
        bench.driver().awaitAnswer(jobs.get(0));
        commit.abort().aborted(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(DONE, UNKNOWN, UNKNOWN);
        assertThat(Batches.idOf(jobs.get(0))).as("answer that came before").isEqualTo(1);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "abort.after-end",
            contract = "Aborting a commit that has ended has no effect.",
            check = "Whether cancelling an exchange that has ended closes its connection.")
    void afterEnd(Bench bench) {
        ScriptedServer server =
                bench.server(Script.serving(request -> BatchAnswer.to(request).whole(1)));
        Connection connection = bench.driver().connect(server);
        for (int i = 0; i < 3; i++) {
            BatchSession session = connection.beginBatch();
            List<? extends BatchJob<?>> jobs = Batches.reads(session, 1);
            Commit commit = bench.driver().begin(session);
            commit.result();
            assertThat(commit.abort().result().failed()).as("failures").isZero();
            assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(DONE);
        }
        assertThat(server.accepted()).as("connections of three commits").isEqualTo(1);
    }

    @TckTest(
            id = "abort.frees-connection",
            contract = "An aborted commit gives its place in the pool back, and the connection carries the next.",
            check = "Whether a cancelled exchange gives its place back at once.")
    void freesConnection(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(silent())
                .then(halfAnswering())
                .always(Script.serving(request -> BatchAnswer.to(request).whole(2))));
        Connection connection =
                bench.driver().connect(bench.driver().config(server.endpoint()).maxConnections(1));
        for (int i = 1; i <= 2; i++) {
            BatchSession aborted = connection.beginBatch();
            Batches.reads(aborted, 2);
            Commit commit = bench.driver().begin(aborted);
            server.awaitRequests(i, bench.patience());
            commit.abort().aborted(CommitOutcome.UNKNOWN);
        }
        BatchSession next = connection.beginBatch();
        Batches.reads(next, 2);
        assertThat(bench.driver().commit(next).failed())
                .as("failures of the next")
                .isZero();
    }

    @TckTest(
            id = "abort.alone",
            contract = "Aborting one commit leaves the others of the connection as they are.",
            check = STOPS)
    void alone(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(answeringAfter(gate));
        Connection connection = bench.driver().connect(server);
        BatchSession staying = connection.beginBatch();
        BatchSession going = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(staying, 1);
        Batches.reads(going, 1);
        Commit stays = bench.driver().begin(staying);
        Commit goes = bench.driver().begin(going);
        server.awaitRequests(2, bench.patience());
        goes.abort().aborted(CommitOutcome.UNKNOWN);
        gate.countDown();
        stays.result();
        assertThat(Driver.statuses(jobs)).as("statuses of the other").containsOnly(DONE);
    }

    @TckTest(
            id = "abort.job-future",
            contract = "Cancelling the future of a job has no effect on its batch.",
            check = STOPS)
    void jobFuture(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(answeringAfter(gate));
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 1);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        jobs.get(0).toCompletableFuture().cancel(true);
        gate.countDown();
        commit.result();
        assertThat(Batches.idOf(jobs.get(0))).as("answer").isEqualTo(1);
    }

    @TckTest(
            id = "abort.interrupt-kept",
            contract =
                    "A thread that was interrupted before commit is interrupted after it, too, and is not kept waiting.",
            check = "Whether cancelling an exchange, or waiting for its end, clears the interrupt flag.",
            uses = TckUse.BLOCKING)
    void interruptKept(Bench bench) {
        ScriptedServer server = bench.server(silent());
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(session::commit)
                .as("failure")
                .isInstanceOfSatisfying(
                        BatchCommitException.class,
                        failure -> assertThat(jobs.get(0).status())
                                .as("status of the job")
                                .isEqualTo(failure.outcome() == CommitOutcome.NOT_SENT ? PENDING : UNKNOWN));
        assertThat(Thread.interrupted())
                .as("whether the thread is still interrupted")
                .isTrue();
    }

    // Closing the session

    @TckTest(
            id = "abort.session-closed",
            contract =
                    "Closing a session whose batch was sent makes the commit UNKNOWN, and keeps the answers that have come.",
            check = STOPS,
            uses = TckUse.ASYNCHRONOUS)
    void sessionClosed(Bench bench) {
        ScriptedServer server = bench.server(halfAnswering());
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
        Commit commit = bench.driver().begin(session);
        bench.driver().awaitAnswer(jobs.get(0));
        session.close();
        commit.failure(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(DONE, UNKNOWN);
        server.awaitOpen(0, bench.patience());
    }

    @TckTest(
            id = "abort.session-closed-unsent",
            contract = "Closing a session whose batch was not sent whole discards it: the jobs are NOT_RUN.",
            check = LAZY,
            uses = TckUse.ASYNCHRONOUS)
    void sessionClosedUnsent(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.stall();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.large(session);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        session.close();
        commit.failure(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(NOT_RUN);
        assertThat(bench.driver().begin(session).thrown())
                .as("second commit")
                .hasMessage("the batch session is closed and cannot be committed; begin another one");
    }

    @TckTest(
            id = "abort.session-closed-elsewhere",
            contract =
                    "A session that waits for its commit cannot be closed by another thread, and the commit goes on.",
            check = STOPS,
            uses = TckUse.BLOCKING)
    void sessionClosedElsewhere(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(answeringAfter(gate));
        BatchSession session = bench.driver().connect(server).beginBatch();
        Batches.reads(session, 1);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        assertThatThrownBy(session::close).as("close").isInstanceOf(BatchStateException.class);
        gate.countDown();
        commit.result();
    }

    // Closing the connection

    @TckTest(
            id = "abort.connection-closed",
            contract = "Closing the connection while a commit waits for its answer makes it UNKNOWN.",
            check = CLOSES)
    void connectionClosed(Bench bench) {
        assertClosed(bench, silent(), false, UNKNOWN, UNKNOWN);
    }

    @TckTest(
            id = "abort.connection-closed-within-answer",
            contract = "Closing the connection within an answer keeps the answers that have come.",
            check = CLOSES)
    void connectionClosedWithinAnswer(Bench bench) {
        assertClosed(bench, halfAnswering(), true, DONE, UNKNOWN);
    }

    private static void assertClosed(Bench bench, Script script, boolean answers, JobStatus... statuses) {
        ScriptedServer server = bench.server(script);
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, statuses.length);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        if (answers) {
            bench.driver().awaitAnswer(jobs.get(0));
        }
        connection.close();
        commit.failure(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(statuses);
    }

    @TckTest(
            id = "abort.connection-closed-unsent",
            contract = "Closing the connection while a batch is written makes it NOT_SENT, and its jobs stay PENDING.",
            check = CLOSES)
    void connectionClosedUnsent(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.stall();
        });
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.large(session);
        Commit commit = bench.driver().begin(session);
        server.awaitRequests(1, bench.patience());
        connection.close();
        commit.failure(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
        assertThat(bench.driver().begin(session).thrown())
                .as("commit over the closed connection")
                .isInstanceOf(ConnectionStateException.class);
    }

    @TckTest(
            id = "abort.connection-closed-waiting",
            contract = "Closing the connection while a commit waits for a place in the pool makes it NOT_SENT.",
            check = CLOSES,
            uses = TckUse.ASYNCHRONOUS)
    void connectionClosedWaiting(Bench bench) {
        ScriptedServer server = bench.server(silent());
        Connection connection =
                bench.driver().connect(bench.driver().config(server.endpoint()).maxConnections(1));
        BatchSession holding = connection.beginBatch();
        BatchSession waiting = connection.beginBatch();
        Batches.reads(holding, 1);
        List<? extends BatchJob<?>> jobs = Batches.reads(waiting, 1);
        Commit holds = bench.driver().begin(holding);
        server.awaitRequests(1, bench.patience());
        Commit waits = bench.driver().begin(waiting);
        connection.close();
        holds.failure(CommitOutcome.UNKNOWN);
        waits.failure(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
    }

    @TckTest(
            id = "abort.connection-closed-before",
            contract = "A commit over a closed connection is refused, and leaves the queue as it was.",
            check = "Whether a closed transport refuses exchanges.")
    void connectionClosedBefore(Bench bench) {
        ScriptedServer server = bench.server(silent());
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
        connection.close();
        assertThat(bench.driver().begin(session).thrown()).as("commit").isInstanceOf(ConnectionStateException.class);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
        assertThat(server.requests()).as("requests at the server").isEmpty();
    }

    /** Reads a batch and never answers. */
    private static Script silent() {
        return connection -> {
            connection.readRequest();
            connection.awaitClientEnd();
        };
    }

    /** Answers the first request of a batch, begins to answer the second, and falls silent. */
    private static Script halfAnswering() {
        return connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.head(10_000) + answer.part(1) + answer.partHead(2, "HTTP/1.1 200 OK", 100));
            connection.awaitClientEnd();
        };
    }

    /** Answers batches of one request when the gate is open. */
    private static Script answeringAfter(CountDownLatch gate) {
        return connection -> {
            while (true) {
                BatchAnswer answer = BatchAnswer.to(connection.readRequest());
                connection.await(gate);
                connection.send(answer.whole(1));
            }
        };
    }
}
