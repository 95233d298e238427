package io.arangobatch.tck.demo;

import io.arangobatch.AqlQueryException;
import io.arangobatch.ArangoException;
import io.arangobatch.BatchJob;
import io.arangobatch.BatchOptions;
import io.arangobatch.BatchResult;
import io.arangobatch.BatchSession;
import io.arangobatch.BatchStateException;
import io.arangobatch.Connection;
import io.arangobatch.JobStatus;
import io.arangobatch.model.Cursor;
import io.arangobatch.model.DocumentMetadata;
import io.arangobatch.request.CollectionOptions;
import io.arangobatch.tck.server.Journal;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/** Four requests in one commit: two inserts, a query, and a query that cannot be parsed; then a batch without results. */
final class Students {

    private static final String COLLECTION = "students";

    private final Connection db;
    private final HttpCalls calls;
    private final PrintStream out;
    private final Checks checks;

    Students(Connection db, Journal journal, PrintStream out, Checks checks) {
        this.db = db;
        this.calls = new HttpCalls(db, journal, checks);
        this.out = out;
        this.checks = checks;
    }

    void run() {
        db.collection(COLLECTION).create(CollectionOptions.none());
        withResults();
        withoutResults();
    }

    private void withResults() {
        try (BatchSession batch = db.beginBatch()) {
            BatchJob<DocumentMetadata> kris = batch.collection(COLLECTION).insert(Map.of("_key", "Kris"));
            BatchJob<DocumentMetadata> rita = batch.collection(COLLECTION).insert(Map.of("_key", "Rita"));
            BatchJob<Cursor<Integer>> answer = batch.aql().query("RETURN 100000", Integer.class);
            BatchJob<Cursor<Object>> broken = batch.aql().query("INVALID QUERY", Object.class);
            List<BatchJob<?>> jobs = List.of(kris, rita, answer, broken);
            checkStatus(jobs, JobStatus.PENDING);
            checks.equal("the number of students before the commit", 0L, stored());
            out.println("  before the commit: " + jobs.size() + " jobs PENDING, " + stored() + " students stored");

            calls.begin();
            BatchResult result = batch.commit();
            int made = calls.of("of the commit", result);

            checkStatus(jobs, JobStatus.DONE);
            print(kris, rita, answer, broken);
            checks.equal("the number of failed requests", 1, result.failed());
            checks.equal("the number of students after the commit", 2L, stored());
            out.println("  after the commit: " + stored() + " students stored; HTTP calls that the server counted: "
                    + made);
        }
    }

    private void print(
            BatchJob<DocumentMetadata> kris,
            BatchJob<DocumentMetadata> rita,
            BatchJob<Cursor<Integer>> answer,
            BatchJob<Cursor<Object>> broken) {
        Table table = new Table("job", "request", "status", "result or error");
        table.row("1", "insert Kris", kris.status().name(), checkedId("students/Kris", kris));
        table.row("2", "insert Rita", rita.status().name(), checkedId("students/Rita", rita));
        table.row("3", "RETURN 100000", answer.status().name(), checkedAnswer(answer));
        table.row("4", "INVALID QUERY", broken.status().name(), checkedError(broken));
        table.print(out);
    }

    private String checkedId(String expected, BatchJob<DocumentMetadata> job) {
        String id = job.result().id();
        checks.equal("the id of job " + job.id(), expected, id);
        return id;
    }

    private String checkedAnswer(BatchJob<Cursor<Integer>> job) {
        Integer answer = job.result().first();
        checks.equal("the answer of the query", 100_000, answer);
        return String.valueOf(answer);
    }

    private String checkedError(BatchJob<?> job) {
        try {
            Object result = job.result();
            checks.equal("the result of the bad query", AqlQueryException.class, result.getClass());
            return result.toString();
        } catch (AqlQueryException e) {
            checks.equal("the HTTP status of the bad query", 400, e.status());
            checks.equal("the errorNum of the bad query", 1501, e.errorNum());
            checks.equal(
                    "whether its message tells of a syntax error",
                    true,
                    e.errorMessage().contains("syntax error"));
            return "HTTP " + e.status() + ", errorNum " + e.errorNum() + ": " + e.errorMessage();
        } catch (ArangoException e) {
            checks.equal("the exception of the bad query", AqlQueryException.class, e.getClass());
            return e.toString();
        }
    }

    private void withoutResults() {
        try (BatchSession batch = db.beginBatch(BatchOptions.defaults().returnResults(false))) {
            batch.collection(COLLECTION).insert(Map.of("_key", "Jake"));
            batch.collection(COLLECTION).insert(Map.of("_key", "Jill"));
            calls.begin();
            BatchResult result = batch.commit();
            int made = calls.of("without results", result);
            checks.equal("the number of failed requests without results", 0, result.failed());
            checks.equal("the number of jobs without results", 0, result.jobs().size());
            checks.equal("the number of students in the end", 4L, stored());
            out.println("  without results: Jake and Jill inserted by " + HttpCalls.shown(made) + ", " + result.failed()
                    + " failed, " + stored() + " students stored");
            out.println("  a second commit: " + refusal(batch::commit));
            out.println("  an add after it: "
                    + refusal(() -> batch.collection(COLLECTION).insert(Map.of("_key", "Jim"))));
        }
    }

    private String refusal(Runnable action) {
        try {
            action.run();
        } catch (BatchStateException e) {
            return "refused, " + e.getMessage();
        }
        checks.equal("a use of the session after its commit", "refused", "accepted");
        return "accepted";
    }

    private void checkStatus(List<BatchJob<?>> jobs, JobStatus expected) {
        jobs.forEach(job -> checks.equal("the status of job " + job.id(), expected, job.status()));
    }

    private long stored() {
        return db.collection(COLLECTION).count();
    }
}
