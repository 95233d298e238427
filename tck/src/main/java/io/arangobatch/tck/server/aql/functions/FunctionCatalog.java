package io.arangobatch.tck.server.aql.functions;

import io.arangobatch.tck.server.aql.AqlException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** All functions that a 3.2 server knows, with those that this engine refuses. */
public final class FunctionCatalog {
    private static final int UNKNOWN_FUNCTION = 1540;
    private static final int WRONG_ARGUMENT_COUNT = 1541;

    private static final Map<String, Function> BY_NAME = new HashMap<>();

    static {
        Stream.of(
                        TypeFunctions.ALL,
                        StringFunctions.ALL,
                        RegexFunctions.ALL,
                        NumericFunctions.ALL,
                        StatisticFunctions.ALL,
                        ArrayFunctions.ALL,
                        SetFunctions.ALL,
                        DocumentFunctions.ALL,
                        DateFunctions.ALL,
                        MiscFunctions.ALL,
                        REFUSED())
                .flatMap(List::stream)
                .forEach(function -> BY_NAME.put(function.name(), function));
    }

    private FunctionCatalog() {}

    private static List<Function> REFUSED() {
        return List.of(
                Function.refused("CALL", 1, Function.MANY),
                Function.refused("APPLY", 1, 2),
                Function.refused("WITHIN_RECTANGLE", 6, 6),
                Function.refused("IS_IN_POLYGON", 2, 3),
                Function.refused("NEAR", 3, 5),
                Function.refused("WITHIN", 4, 5),
                Function.refused("FULLTEXT", 3, 4),
                Function.refused("HASH", 1, 1),
                Function.refused("PREGEL_RESULT", 1, 1),
                Function.refused("TEST_INTERNAL", 2, 2),
                Function.refused("SLEEP", 1, 1),
                Function.refused("DATE_FORMAT", 2, 2));
    }

    /**
     * Checks a call as the parser meets it.
     *
     * @return the function's own name, in capitals
     */
    public static String resolve(String name, int arguments) {
        String upper = name.toUpperCase(Locale.ROOT);
        String own = upper.startsWith("_AQL::") ? upper.substring("_AQL::".length()) : upper;
        Function function = BY_NAME.get(own);
        if (function == null) {
            throw new AqlException(UNKNOWN_FUNCTION, "usage of unknown function '" + own + "()'");
        }
        if (arguments < function.minArguments() || arguments > function.maxArguments()) {
            throw new AqlException(
                    WRONG_ARGUMENT_COUNT,
                    "invalid number of arguments for function '" + name
                            + "()', expected number of arguments: minimum: " + function.minArguments() + ", maximum: "
                            + function.maxArguments());
        }
        return own;
    }

    public static Function get(String name) {
        Function function = BY_NAME.get(name);
        if (function == null) {
            throw new IllegalArgumentException("no function " + name);
        }
        return function;
    }
}
