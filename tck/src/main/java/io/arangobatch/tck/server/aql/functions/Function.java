package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A built-in function. {@code folds}: the server computes it while it optimizes the query if all arguments are constant.
 * {@code readsDocuments}: it must not follow a write. Without a body the function is known but refused.
 */
public record Function(
        String name,
        int minArguments,
        int maxArguments,
        boolean folds,
        boolean readsDocuments,
        @Nullable Body body) {
    static final int MANY = 65536;

    /** What a function does. */
    @FunctionalInterface
    public interface Body {
        JsonNode call(CallContext context, List<JsonNode> arguments);
    }

    static Function pure(String name, int min, int max, Body body) {
        return new Function(name, min, max, true, false, body);
    }

    /** Computed while the query runs: random, or a function the server has in JavaScript only. */
    static Function late(String name, int min, int max, Body body) {
        return new Function(name, min, max, false, false, body);
    }

    static Function reading(String name, int min, int max, Body body) {
        return new Function(name, min, max, false, true, body);
    }

    static Function refused(String name, int min, int max) {
        return new Function(name, min, max, false, false, null);
    }
}
