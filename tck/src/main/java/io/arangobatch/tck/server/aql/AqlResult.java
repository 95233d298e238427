package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalLong;

/** What a query that ran to its end gives; {@code fullCount} is there if it was asked for and the query has a top-level LIMIT. */
public record AqlResult(List<JsonNode> rows, Stats stats, List<Warning> warnings, OptionalLong fullCount) {
    /** What the query did, counted as the server counts. */
    public record Stats(long writesExecuted, long writesIgnored, long scannedFull, long scannedIndex, long filtered) {}

    /** A complaint that did not end the query. */
    public record Warning(int code, String message) {}
}
