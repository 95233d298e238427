package io.arangobatch.tck.demo;

import io.arangobatch.BatchCarrier;
import io.arangobatch.BatchResult;
import io.arangobatch.Connection;
import io.arangobatch.tck.server.Journal;

/** Compares the HTTP calls that a server counted with those that a commit should have made. */
final class HttpCalls {

    private final Connection db;
    private final Journal journal;
    private final Checks checks;

    HttpCalls(Connection db, Journal journal, Checks checks) {
        this.db = db;
        this.journal = journal;
        this.checks = checks;
    }

    /** Counts from here on. */
    void begin() {
        journal.clear();
    }

    /** How many the server counted: one by {@code /_api/batch}, else one for each request that the batch was made into. */
    int of(String commit, BatchResult result) {
        int calls = journal.requests().size();
        int due = db.metadata().carrier() == BatchCarrier.MULTIPART ? 1 : result.wireRequests();
        checks.equal("the number of HTTP calls " + commit, due, calls);
        checks.equal("the number of HTTP calls that the result tells " + commit, calls, result.calls());
        return calls;
    }

    /** The number and the word. */
    static String shown(int calls) {
        return calls + (calls == 1 ? " HTTP call" : " HTTP calls");
    }
}
