package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Runs queries in tests and gives what they answer as text. */
final class Aql {
    private static final AqlEngine ENGINE = new AqlEngine();

    private Aql() {}

    static MemoryAqlStore emptyStore() {
        return new MemoryAqlStore();
    }

    static AqlResult run(MemoryAqlStore store, String query) {
        return run(store, query, "{}");
    }

    static AqlResult run(MemoryAqlStore store, String query, String bindVars) {
        return ENGINE.execute(query, (ObjectNode) TestJson.read(bindVars), AqlOptions.DEFAULT, store);
    }

    /** The rows, with double quotes as single ones to read well in Java. */
    static String rows(MemoryAqlStore store, String query) {
        return text(run(store, query));
    }

    static String rows(String query) {
        return rows(emptyStore(), query);
    }

    static String rowsWith(String query, String bindVars) {
        return text(run(emptyStore(), query, bindVars));
    }

    private static String text(AqlResult result) {
        return result.rows().toString().replace('"', '\'').replace(", ", ",");
    }

    /** The only row of a query that returns an expression. */
    static String value(String expression) {
        String rows = rows("RETURN " + expression);
        return rows.substring(1, rows.length() - 1);
    }

    static String error(String query) {
        return error(emptyStore(), query, "{}");
    }

    static String error(MemoryAqlStore store, String query) {
        return error(store, query, "{}");
    }

    static String error(MemoryAqlStore store, String query, String bindVars) {
        try {
            return "no error but " + text(run(store, query, bindVars));
        } catch (AqlException failure) {
            return failure.errorNum() + " " + failure.getMessage();
        }
    }

    static String warnings(String query) {
        return run(emptyStore(), query).warnings().stream()
                .map(w -> w.code() + " " + w.message())
                .toList()
                .toString();
    }
}
