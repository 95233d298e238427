package io.arangobatch.tck.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arangobatch.ArangoServerException;
import io.arangobatch.BatchCommitException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchResultException;
import io.arangobatch.BatchSession;
import io.arangobatch.CommitOutcome;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.tck.TckLevel;
import io.arangobatch.tck.TckTest;
import io.arangobatch.tck.bench.BatchAnswer;
import io.arangobatch.tck.bench.Batches;
import io.arangobatch.tck.bench.Bench;
import io.arangobatch.tck.bench.Commit;
import io.arangobatch.tck.bench.Driver;
import io.arangobatch.tck.bench.Http;
import io.arangobatch.tck.bench.Students;
import io.arangobatch.tck.server.EmbeddedArango;
import io.arangobatch.tck.server.scripted.Script;
import io.arangobatch.tck.server.scripted.ScriptedServer;
import java.util.List;

/** Servers that answer a batch as a whole with an error: which of them have run nothing of it, and which may have. */
public abstract class CommitRefusalTopic {

    private static final String HANDED_ON = "Whether status and body of an answer are handed on, whatever the status.";
    private static final String NOT_REPEATED = "Whether a status makes the HTTP library send the request again.";

    // Refused before anything ran

    @TckTest(id = "refusal.401", contract = "A batch answered with 401 is REJECTED.", check = NOT_REPEATED)
    void unauthorized(Bench bench) {
        assertRejected(bench, "401 Unauthorized", 11, "WWW-Authenticate: Basic realm=\"\"");
    }

    @TckTest(id = "refusal.403", contract = "A batch answered with 403 is REJECTED.", check = HANDED_ON)
    void forbidden(Bench bench) {
        assertRejected(bench, "403 Forbidden", 11);
    }

    @TckTest(
            id = "refusal.404-database",
            contract = "A batch answered with 404 and error 1228, an unknown database, is REJECTED.",
            check = HANDED_ON)
    void unknownDatabase(Bench bench) {
        assertRejected(bench, "404 Not Found", 1228);
    }

    @TckTest(
            id = "refusal.404-endpoint",
            contract = "A batch answered with 404 and error 404, a server without batches, is REJECTED.",
            check = HANDED_ON)
    void unknownEndpoint(Bench bench) {
        assertRejected(bench, "404 Not Found", 404);
    }

    @TckTest(id = "refusal.405", contract = "A batch answered with 405 is REJECTED.", check = HANDED_ON)
    void methodNotAllowed(Bench bench) {
        assertRejected(bench, "405 Method Not Allowed", 405);
    }

    @TckTest(id = "refusal.413", contract = "A batch answered with 413 is REJECTED.", check = HANDED_ON)
    void tooLarge(Bench bench) {
        assertRejected(bench, "413 Request Entity Too Large", 413);
    }

    @TckTest(
            id = "refusal.501",
            contract = "A batch answered with 501 and error 9, a server without batches, is REJECTED.",
            check = HANDED_ON)
    void notImplemented(Bench bench) {
        assertRejected(bench, "501 Not Implemented", 9);
    }

    @TckTest(
            id = "refusal.413-while-sending",
            contract = "A batch refused with 413 while it is still being written is REJECTED.",
            check = "Whether an answer that comes while the request is written wins over the failure to write.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.EARLY_ANSWER)
    void tooLargeWhileSending(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readHead();
            connection.send(error("413 Request Entity Too Large", 413, "Connection: close"));
            connection.awaitClientEnd();
        });
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.large(session);
        BatchCommitException failure = bench.driver().begin(session).failure(CommitOutcome.REJECTED);
        assertThat(failure).as("failure").hasCauseInstanceOf(ArangoServerException.class);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(JobStatus.NOT_RUN);
    }

    private static void assertRejected(Bench bench, String status, int errorNum, String... headers) {
        ScriptedServer server = bench.server(Script.answering(error(status, errorNum, headers)));
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 3);
        BatchCommitException failure = bench.driver().begin(session).failure(CommitOutcome.REJECTED);
        assertServerError(failure, status, errorNum);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(JobStatus.NOT_RUN);
        assertOver(bench, server, session, jobs, failure);
    }

    // Given up, perhaps half-way

    @TckTest(
            id = "refusal.400",
            contract = "A batch answered with 400 is UNKNOWN: the parts before the bad one have run.",
            check = HANDED_ON)
    void badRequest(Bench bench) {
        assertGivenUp(bench, "400 Bad Request", 400);
    }

    @TckTest(id = "refusal.500", contract = "A batch answered with 500 is UNKNOWN.", check = HANDED_ON)
    void serverError(Bench bench) {
        assertGivenUp(bench, "500 Internal Server Error", 4);
    }

    @TckTest(
            id = "refusal.503",
            contract = "A batch answered with 503 and Retry-After is UNKNOWN, and is not sent again.",
            check = NOT_REPEATED)
    void unavailable(Bench bench) {
        assertGivenUp(bench, "503 Service Unavailable", 503, "Retry-After: 0");
    }

    @TckTest(
            id = "refusal.307",
            contract = "A batch answered with a redirect is UNKNOWN, and is sent nowhere else.",
            check = "Whether redirects are followed.")
    void redirect(Bench bench) {
        assertGivenUp(bench, "307 Temporary Redirect", 0, "Location: /elsewhere");
    }

    private static void assertGivenUp(Bench bench, String status, int errorNum, String... headers) {
        ScriptedServer server = bench.server(Script.answering(error(status, errorNum, headers)));
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 3);
        BatchCommitException failure = bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
        assertServerError(failure, status, errorNum);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(JobStatus.UNKNOWN);
        assertOver(bench, server, session, jobs, failure);
    }

    @TckTest(id = "refusal.502-html", contract = "A gateway's web page with status 502 is UNKNOWN.", check = HANDED_ON)
    void gateway(Bench bench) {
        assertPage(bench, "502 Bad Gateway");
    }

    @TckTest(
            id = "refusal.404-html",
            contract = "A web page with status 404 is UNKNOWN: it is not ArangoDB that says so.",
            check = HANDED_ON)
    void notFoundPage(Bench bench) {
        assertPage(bench, "404 Not Found");
    }

    private static void assertPage(Bench bench, String status) {
        ScriptedServer server = bench.server(Script.answering(Http.answer(
                "HTTP/1.1 " + status, "<html><body>" + status + "</body></html>", "Content-Type: text/html")));
        BatchSession session = bench.driver().connect(server).beginBatch();
        List<? extends BatchJob<?>> jobs = Batches.reads(session, 2);
        bench.driver().begin(session).failure(CommitOutcome.UNKNOWN);
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(JobStatus.UNKNOWN);
    }

    private static void assertServerError(BatchCommitException failure, String status, int errorNum) {
        assertThat(failure.getCause())
                .as("cause of the failure")
                .isInstanceOfSatisfying(
                        ArangoServerException.class,
                        refusal -> assertThat(List.of(refusal.status(), refusal.errorNum()))
                                .as("status and errorNum")
                                .containsExactly(Integer.valueOf(status.substring(0, 3)), errorNum));
    }

    private static void assertOver(
            Bench bench,
            ScriptedServer server,
            BatchSession session,
            List<? extends BatchJob<?>> jobs,
            BatchCommitException failure) {
        assertThat(jobs)
                .as("jobs")
                .allSatisfy(job -> assertThatThrownBy(job::result)
                        .isInstanceOf(BatchResultException.class)
                        .hasCause(failure));
        assertThat(bench.driver().begin(session).thrown())
                .as("second commit")
                .hasMessage("the batch is already committed and cannot be committed; begin another one");
        assertThat(server.requests()).as("requests at the server").hasSize(1);
    }

    private static String error(String status, int errorNum, String... headers) {
        String body = "{\"error\":true,\"code\":" + status.substring(0, 3) + ",\"errorNum\":" + errorNum
                + ",\"errorMessage\":\"no\"}";
        return Http.answer("HTTP/1.1 " + status, body, headers);
    }

    // As a server in memory does it

    @TckTest(
            id = "refusal.wrong-password",
            contract = "A batch of a connection with a wrong password is REJECTED, and nothing of it is stored.",
            check = "Whether the Authorization header is handed on as it is given.")
    void wrongPassword(Bench bench) {
        Students students = bench.driver()
                .students(
                        EmbeddedArango.builder().authentication("root", "right"),
                        settings -> settings.user("root").password("right"));
        Connection wrong = bench.driver()
                .connect(bench.driver()
                        .config(Driver.loopback(students.server().port()))
                        .user("root")
                        .password("wrong"));
        assertNothingStored(bench, students, wrong, 401);
    }

    @TckTest(
            id = "refusal.unknown-database",
            contract = "A batch for a database that is not there is REJECTED, and nothing of it is stored.",
            check = "Whether the request target is handed on as it is given.")
    void databaseNotThere(Bench bench) {
        Students students = bench.driver().students();
        Connection other = bench.driver()
                .connect(bench.driver()
                        .config(Driver.loopback(students.server().port()))
                        .database("nowhere"));
        assertNothingStored(bench, students, other, 404);
    }

    @TckTest(
            id = "refusal.too-large-for-server",
            contract = "A batch larger than the server takes is REJECTED, and nothing of it is stored.",
            check = "Whether an answer that comes while the request is written wins over the failure to write.",
            level = TckLevel.CAPABILITY,
            requires = TransportCapability.EARLY_ANSWER)
    void tooLargeForServer(Bench bench) {
        Students students =
                bench.driver().students(EmbeddedArango.builder().maxBodyBytes(100_000), settings -> settings);
        BatchSession session = students.beginWith(10);
        Batches.large(session);
        bench.driver().begin(session).failure(CommitOutcome.REJECTED);
        assertThat(students.count()).as("documents").isZero();
    }

    @TckTest(
            id = "refusal.next-batch",
            contract = "After a refused batch, the connection carries the next.",
            check = "Whether a connection on which an error came whole is used again, or replaced.")
    void nextBatch(Bench bench) {
        ScriptedServer server = bench.server(connection -> {
            connection.readRequest();
            connection.send(error("401 Unauthorized", 11));
            connection.send(BatchAnswer.to(connection.readRequest()).whole(1));
            connection.awaitClientEnd();
        });
        Connection connection = bench.driver().connect(server);
        BatchSession refused = connection.beginBatch();
        Batches.reads(refused, 1);
        Commit commit = bench.driver().begin(refused);
        commit.failure(CommitOutcome.REJECTED);
        BatchSession next = connection.beginBatch();
        Batches.reads(next, 1);
        bench.driver().commit(next);
        assertThat(server.accepted()).as("connections").isEqualTo(1);
    }

    private static void assertNothingStored(Bench bench, Students students, Connection other, int status) {
        BatchSession session = other.beginBatch();
        Students.insert(session, "1");
        List<BatchJob<?>> jobs = session.queuedJobs();
        BatchCommitException failure = bench.driver().begin(session).failure(CommitOutcome.REJECTED);
        assertThat(failure.getCause())
                .as("cause of the failure")
                .isInstanceOfSatisfying(
                        ArangoServerException.class,
                        refusal -> assertThat(refusal.status()).as("status").isEqualTo(status));
        assertThat(Driver.statuses(jobs)).as("statuses").containsOnly(JobStatus.NOT_RUN);
        assertThat(students.count()).as("documents").isZero();
    }
}
