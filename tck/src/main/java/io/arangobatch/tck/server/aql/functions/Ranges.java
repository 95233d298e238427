package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.arangobatch.tck.server.aql.AqlException;

/** Ranges as arrays, up to the size the server makes arrays of. */
public final class Ranges {
    private static final int RESOURCE_LIMIT = 32;
    private static final long MAX_SIZE = 10_000_000;

    private Ranges() {}

    public static ArrayNode materialize(long from, long to) {
        checkSize(Math.abs((double) to - from));
        long step = from <= to ? 1 : -1;
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (long value = from; value != to; value += step) {
            result.add(value);
        }
        return result.add(to);
    }

    static void checkSize(double size) {
        if (size > MAX_SIZE) {
            throw new AqlException(RESOURCE_LIMIT, "resource limit exceeded");
        }
    }
}
