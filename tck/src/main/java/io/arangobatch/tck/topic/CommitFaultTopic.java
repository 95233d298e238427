package io.arangobatch.tck.topic;

import static io.arangobatch.JobStatus.DONE;
import static io.arangobatch.JobStatus.PENDING;
import static io.arangobatch.JobStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportException;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Batches;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Bodies;
import io.arangobatch.tck.bench.Commit;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Relay;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.Fault;
import io.arangobatch.tck.server.scripted.DeadEnds;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/** Connections that break around a commit: what is known of the batch then, and of each of its jobs. */
public abstract class CommitFaultTopic {

    private static final String NOT_SENT =
            "Whether requestSent stays false until the last byte was handed to the socket.";
    private static final String SENT =
            "Whether requestSent is true from the moment when the last byte was handed to the socket.";
    private static final String KEPT = "Whether what came before the break is handed on before the failure.";

    // Not sent: the queue is intact

    @TckTest(
            id = "outcome.refused",
            contract =
                    "A refused connection is NOT_SENT: the jobs stay PENDING, and the session takes further requests.",
            check = NOT_SENT)
    void refused(Bench bench) {
        BatchSession session = bench.driver().connect(bench.refusing()).beginBatch();
        Batches.reads(session, 3);
        BatchCommitException failure = bench.driver().begin(session).failure(CommitOutcome.NOT_SENT);
        assertThat(failure).as("cause").hasCauseInstanceOf(TransportException.class);
        Batches.reads(session, 1);
        assertThat(Driver.statuses(session.queuedJobs()))
                .as("statuses")
                .containsExactly(PENDING, PENDING, PENDING, PENDING);
    }

    @TckTest(
            id = "outcome.refused-then-up",
            contract = "A batch that found no server is stored exactly once when it is committed again.",
            check = "Whether a transport that could not connect tries again at the next exchange.")
    void refusedThenUp(Bench bench) {
        DeadEnds port = bench.outliving(new DeadEnds());
        Endpoint endpoint = port.refusing();
        Connection connection = bench.driver().connect(endpoint);
        BatchSession session = connection.beginBatch();
        session.collection(Students.COLLECTION).create(CollectionOptions.none());
        Students.insert(session, "1");
        bench.driver().begin(session).failure(CommitOutcome.NOT_SENT);
        port.close();
        EmbeddedArango arango =
                bench.outliving(EmbeddedArango.builder().port(endpoint.port()).start());
        Students.insert(session, "2");
        assertThat(bench.driver().commit(session).failed()).as("failures").isZero();
        assertThat(new Students(arango, connection).keys()).as("keys stored").containsExactly("1", "2");
    }

    @TckTest(
            id = "outcome.reset-on-accept",
            contract = "A large batch on a connection that is reset before anything was read is NOT_SENT.",
            check = NOT_SENT)
    void resetOnAccept(Bench bench) {
        assertCutIsNotSent(bench, connection -> connection.reset());
    }

    @TckTest(
            id = "outcome.reset-during-request",
            contract = "A reset while the batch is written is NOT_SENT.",
            check = NOT_SENT)
    void resetDuringRequest(Bench bench) {
        assertCutIsNotSent(bench, connection -> {
            connection.readHead();
            connection.drain(Bodies.MIB);
            connection.reset();
        });
    }

    @TckTest(
            id = "outcome.close-during-request",
            contract = "An end of the connection while the batch is written is NOT_SENT.",
            check = NOT_SENT)
    void closeDuringRequest(Bench bench) {
        assertCutIsNotSent(bench, connection -> {
            connection.readHead();
            connection.drain(Bodies.MIB);
            connection.close();
        });
    }

    private static void assertCutIsNotSent(Bench bench, Script script) {
        ScriptedServer server = bench.server(script);
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.large(session);
        bench.driver().begin(session).failure(CommitOutcome.NOT_SENT);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(PENDING);
    }

    @TckTest(
            id = "outcome.cut-then-whole",
            contract = "A batch whose request was cut is stored exactly once when it is committed again.",
            check = "Whether a body is read from its beginning when it is sent a second time.")
    void cutThenWhole(Bench bench) {
        EmbeddedArango arango = bench.outliving(EmbeddedArango.start());
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readHead();
                    connection.drain(Bodies.MIB);
                    connection.reset();
                })
                .always(Relay.to(arango.port())));
        Connection connection = bench.driver().connect(server);
        BatchSession session = connection.beginBatch();
        session.collection(Students.COLLECTION).create(CollectionOptions.none());
        Batches.large(session);
        bench.driver().begin(session).failure(CommitOutcome.NOT_SENT);
        Students students = new Students(arango, connection);
        assertThat(arango.journal().requests())
                .as("requests that ran after the first commit")
                .isEmpty();
        assertThat(bench.driver().commit(session).failed())
                .as("failures of the second commit")
                .isZero();
        assertThat(students.count()).as("documents").isEqualTo(Batches.LARGE_PARTS);
    }

    // Sent: nobody knows

    @TckTest(
            id = "outcome.reset-after-request",
            contract = "A reset after the batch was read is UNKNOWN, and so are its jobs.",
            check = SENT)
    void resetAfterRequest(Bench bench) {
        assertUnanswered(bench, connection -> {
            connection.readRequest();
            connection.reset();
        });
    }

    @TckTest(
            id = "outcome.close-after-request",
            contract = "An end of the connection before the answer is UNKNOWN.",
            check = SENT)
    void closeAfterRequest(Bench bench) {
        assertUnanswered(bench, connection -> {
            connection.readRequest();
            connection.close();
        });
    }

    @TckTest(
            id = "outcome.within-head",
            contract = "An end of the connection within the head of the answer is UNKNOWN.",
            check = SENT)
    void withinHead(Bench bench) {
        assertUnanswered(bench, connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: multi");
            connection.close();
        });
    }

    @TckTest(
            id = "outcome.after-head",
            contract = "An end of the connection right after the head of the answer is UNKNOWN.",
            check = SENT)
    void afterHead(Bench bench) {
        assertUnanswered(bench, connection -> {
            connection.send(BatchAnswer.to(connection.readRequest()).head(1000));
            connection.close();
        });
    }

    @TckTest(
            id = "outcome.no-http",
            contract = "An answer that is no HTTP is UNKNOWN.",
            check = "Whether an answer that cannot be read fails in phase RECEIVE, with requestSent true.")
    void noHttp(Bench bench) {
        assertUnanswered(bench, connection -> {
            connection.readRequest();
            connection.send("SSH-2.0-OpenSSH_9.6\r\n\r\n");
            connection.close();
        });
    }

    @TckTest(
            id = "outcome.empty-answer",
            contract = "A good answer without a body is UNKNOWN.",
            check = "Whether an answer with Content-Length: 0 ends well, so that the driver can judge it.")
    void emptyAnswer(Bench bench) {
        assertUnanswered(bench, Script.answering(Http.ok("")));
    }

    @TckTest(
            id = "outcome.html",
            contract = "A web page in place of the answer is UNKNOWN.",
            check = "Whether body and status are handed on as they came.")
    void html(Bench bench) {
        assertUnanswered(
                bench, Script.answering(Http.ok("<html><body>Welcome</body></html>", "Content-Type: text/html")));
    }

    @TckTest(
            id = "outcome.other-boundary",
            contract = "An answer with another boundary than the batch's is UNKNOWN.",
            check = "Whether answers of other exchanges are mixed up with this one's.")
    void otherBoundary(Bench bench) {
        assertUnanswered(bench, Script.serving(request -> {
            BatchAnswer answer = BatchAnswer.to(request);
            return answer.whole(3).replace(answer.boundary(), "XXXsomeothersXXXboundaryXXXXXXXX");
        }));
    }

    @TckTest(
            id = "outcome.reset-really-ran",
            contract =
                    "A batch that ran though its answer never came is UNKNOWN, never NOT_SENT, and is not sent again.",
            check = "Whether the transport or its HTTP library repeats a request.")
    void resetReallyRan(Bench bench) {
        Students students = bench.driver().students();
        students.server().inject(request -> request.path().endsWith("/_api/batch"), Fault.resetAfterHandling());
        BatchSession session = students.beginWith(3);
        bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2", "3");
        assertThat(students.server()
                        .journal()
                        .requests(request -> request.path().endsWith("/_api/batch")))
                .as("batches at the server")
                .hasSize(1);
    }

    @TckTest(
            id = "outcome.stale-connection",
            contract = "A batch on a connection that the server has closed meanwhile is never stored twice.",
            check = "Whether a stale connection is noticed, or its failure reported, rather than the request repeated.")
    void staleConnection(Bench bench) {
        EmbeddedArango arango = bench.outliving(EmbeddedArango.start());
        CountDownLatch served = new CountDownLatch(1);
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.send(Relay.exchange(arango.port(), connection.readRequest()));
                    connection.await(served);
                    connection.close();
                })
                .always(Relay.to(arango.port())));
        Connection connection = bench.driver().connect(server);
        connection.collection(Students.COLLECTION).create(CollectionOptions.none());
        served.countDown();
        server.awaitOpen(0, bench.patience());
        Students students = new Students(arango, connection);
        BatchSession session = students.beginWith(5);
        if (!stored(bench.driver().begin(session))) {
            bench.driver().commit(session);
        }
        assertThat(students.keys()).as("keys stored").containsExactly("1", "2", "3", "4", "5");
    }

    /** Whether a commit went well; if not, it must be one that may be repeated, for the server read nothing of it. */
    private static boolean stored(Commit commit) {
        return commit.endedWell() || commit.failure(CommitOutcome.NOT_SENT) == null;
    }

    private static void assertUnanswered(Bench bench, Script script) {
        ScriptedServer server = bench.server(script);
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 3);
        BatchCommitException failure = bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(UNKNOWN);
        assertThatThrownBy(jobs.get(0)::result)
                .as("result of a job without an answer")
                .isInstanceOf(BatchResultException.class)
                .hasCause(failure);
        assertThat(bench.driver().begin(session).thrown())
                .as("second commit")
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
        assertThat(server.requests()).as("requests at the server").hasSizeLessThanOrEqualTo(1);
    }

    // Some answers have come

    @TckTest(
            id = "outcome.close-within-part",
            contract = "An end of the connection within a part keeps the answers before it.",
            check = KEPT)
    void closeWithinPart(Bench bench) {
        assertKept(
                bench,
                answer -> answer.parts(2) + answer.part(3).replaceFirst("(?s)\\{.*", "{\"id"),
                DONE,
                DONE,
                UNKNOWN,
                UNKNOWN);
    }

    @TckTest(
            id = "outcome.close-within-part-head",
            contract = "An end of the connection within the head of a part keeps the answers before it.",
            check = KEPT)
    void closeWithinPartHead(Bench bench) {
        assertKept(
                bench,
                answer -> answer.parts(1) + "--" + answer.boundary() + "\r\nContent-Type: application/x-ara",
                DONE,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN);
    }

    @TckTest(
            id = "outcome.close-between-parts",
            contract = "An end of the connection between two parts keeps those that a delimiter has closed.",
            check = KEPT)
    void closeBetweenParts(Bench bench) {
        assertKept(bench, answer -> answer.parts(3), DONE, DONE, UNKNOWN, UNKNOWN);
    }

    @TckTest(
            id = "outcome.close-before-end",
            contract =
                    "An end of the connection after the last part, without the end delimiter, keeps the parts before.",
            check = KEPT)
    void closeBeforeEnd(Bench bench) {
        assertKept(bench, answer -> answer.parts(4), DONE, DONE, DONE, UNKNOWN);
    }

    @TckTest(
            id = "outcome.length-too-large",
            contract = "An answer that is whole but shorter than its length is UNKNOWN, though all jobs are DONE.",
            check = "Whether the end of the connection within a body with a length is a failure.")
    void lengthTooLarge(Bench bench) {
        assertKept(bench, answer -> answer.parts(4) + answer.end(), DONE, DONE, DONE, DONE);
    }

    /** Sends a piece of an answer that claims to be longer, closes the connection, and looks at four jobs. */
    private static void assertKept(Bench bench, Function<BatchAnswer, String> piece, JobStatus... statuses) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.head(10_000) + piece.apply(answer));
            connection.close();
        });
        assertStatuses(bench, server, statuses);
    }

    @TckTest(
            id = "outcome.reset-within-part",
            contract = "A reset within a part keeps the answers that came before it.",
            check = KEPT)
    void resetWithinPart(Bench bench) {
        CountDownLatch gate = new CountDownLatch(1);
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            connection.send(answer.head(10_000) + answer.parts(2) + answer.partHead(3, "HTTP/1.1 200 OK", 100));
            connection.await(gate);
            connection.reset();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 4);
        Commit commit = bench.driver().begin(session);
        bench.driver().awaitAnswer(jobs.get(1));
        gate.countDown();
        commit.failure(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(DONE, DONE, UNKNOWN, UNKNOWN);
        assertThat(Batches.idOf(jobs.get(1)))
                .as("answer that came before the reset")
                .isEqualTo(2);
    }

    @TckTest(
            id = "outcome.length-too-small",
            contract = "An answer that its length cuts short is UNKNOWN, and keeps the parts before the cut.",
            check = "Whether a body ends exactly where its Content-Length says.")
    void lengthTooSmall(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            BatchAnswer answer = BatchAnswer.to(connection.readRequest());
            String two = answer.parts(2) + "--" + answer.boundary() + "\r\n";
            connection.send(answer.head(two.length()) + answer.parts(4) + answer.end());
            connection.close();
        });
        assertStatuses(bench, server, DONE, DONE, UNKNOWN, UNKNOWN);
    }

    @TckTest(
            id = "outcome.part-missing",
            contract = "A whole answer that lacks a part is UNKNOWN, and keeps the others.",
            check = KEPT)
    void partMissing(Bench bench) {
        assertLie(bench, answer -> answer.part(1) + answer.part(2) + answer.part(4), DONE, DONE, UNKNOWN, DONE);
    }

    @TckTest(
            id = "outcome.part-twice",
            contract = "An answer with two parts for one request is UNKNOWN, and the first counts.",
            check = "Whether any byte is handed on twice.")
    void partTwice(Bench bench) {
        assertLie(bench, answer -> answer.parts(2) + answer.part(2) + answer.part(3), DONE, DONE, UNKNOWN, UNKNOWN);
    }

    @TckTest(
            id = "outcome.part-unasked",
            contract = "An answer with a part that nobody asked for is UNKNOWN, and keeps those before it.",
            check = "Whether answers of other exchanges are mixed up with this one's.")
    void partUnasked(Bench bench) {
        assertLie(bench, answer -> answer.parts(2) + answer.part(7), DONE, DONE, UNKNOWN, UNKNOWN);
    }

    @TckTest(
            id = "outcome.part-garbage",
            contract = "An answer with a part that is no HTTP is UNKNOWN, and keeps those before it.",
            check = KEPT)
    void partGarbage(Bench bench) {
        assertLie(
                bench,
                answer -> answer.parts(2) + "--" + answer.boundary() + "\r\nContent-Id: 3\r\n\r\nno HTTP\r\n\r\n",
                DONE,
                DONE,
                UNKNOWN,
                UNKNOWN);
    }

    /** Sends a whole answer with wrong content and looks at four jobs. */
    private static void assertLie(Bench bench, Function<BatchAnswer, String> parts, JobStatus... statuses) {
        ScriptedServer server = bench.server(Script.serving(request -> {
            BatchAnswer answer = BatchAnswer.to(request);
            return answer.with(parts.apply(answer) + answer.end());
        }));
        assertStatuses(bench, server, statuses);
    }

    private static void assertStatuses(Bench bench, ScriptedServer server, JobStatus... statuses) {
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, statuses.length);
        bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsExactly(statuses);
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] == DONE) {
                assertThat(Batches.idOf(jobs.get(i)))
                        .as("answer of job %d of %s", i + 1, Arrays.toString(statuses))
                        .isEqualTo(i + 1);
            }
        }
    }

    @TckTest(
            id = "outcome.cut-of-a-real-answer",
            contract = "Wherever the answer of a server is cut, the jobs that are DONE have their own results.",
            check = KEPT)
    void cutOfARealAnswer(Bench bench) {
        for (long bytes = 0; bytes < 1500; bytes += 125) {
            Students students = bench.driver().students();
            students.server().inject(request -> request.path().endsWith("/_api/batch"), Fault.cutAfter(bytes));
            BatchSession session = students.beginWith(10);
            List<BatchJob<?>> jobs = session.queuedJobs();
            bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
            List<JobStatus> statuses = Driver.statuses(jobs);
            assertThat(statuses.lastIndexOf(DONE) + 1)
                    .as("jobs DONE of an answer cut after %d bytes: %s", bytes, statuses)
                    .isEqualTo((int) statuses.stream().filter(DONE::equals).count());
            jobs.stream()
                    .filter(job -> job.status() == DONE)
                    .forEach(job -> assertThat(Students.keyOf(job))
                            .as("key that job %d tells", job.id())
                            .isEqualTo(Integer.toString(job.id())));
            assertThat(students.count())
                    .as("documents that were stored all the same")
                    .isEqualTo(10);
            students.connection().close();
        }
    }

    @TckTest(
            id = "outcome.connection-goes-on",
            contract = "After a commit that broke, the connection carries the next.",
            check = "Whether a broken connection is taken out of the pool, and its place given back.")
    void connectionGoesOn(Bench bench) {
        ScriptedServer server = bench.server(ScriptedServer.builder()
                .then(connection -> {
                    connection.readRequest();
                    connection.reset();
                })
                .then(connection -> {
                    BatchAnswer answer = BatchAnswer.to(connection.readRequest());
                    connection.send(answer.head(1000) + answer.part(1));
                    connection.close();
                })
                .always(Script.serving(request -> BatchAnswer.to(request).whole(1))));
        Connection connection =
                bench.driver().connect(bench.driver().config(server.endpoint()).maxConnections(1));
        for (int i = 0; i < 2; i++) {
            BatchSession broken = connection.beginBatch();
            Batches.reads(broken, 1);
            bench.driver().begin(broken).failure(CommitOutcome.UNKNOWN);
        }
        BatchSession next = connection.beginBatch();
        Batches.reads(next, 1);
        assertThat(bench.driver().commit(next).failed())
                .as("failures of the third commit")
                .isZero();
    }

    @TckTest(
            id = "outcome.two-answers",
            contract = "A second answer that nobody asked for does not become that of the next batch.",
            check = "Whether a connection on which bytes came unasked is used again.")
    void twoAnswers(Bench bench) {
        ScriptedServer server = bench.server(Script.serving(request -> {
            String answer = BatchAnswer.to(request).whole(1);
            return answer + answer;
        }));
        Connection connection =
                bench.driver().connect(bench.driver().config(server.endpoint()).maxConnections(1));
        for (int i = 0; i < 5; i++) {
            BatchSession session = connection.beginBatch();
            List<? extends BatchJob<?>> jobs = Batches.reads(session, 1);
            if (bench.driver().begin(session).endedWell()) {
                assertThat(Batches.idOf(jobs.get(0)))
                        .as("answer of batch %d", i)
                        .isEqualTo(1);
            } else {
                assertThat(Driver.statuses(jobs))
                        .as("status of the job of a batch that got a foreign answer")
                        .doesNotContain(DONE);
            }
        }
    }
}
