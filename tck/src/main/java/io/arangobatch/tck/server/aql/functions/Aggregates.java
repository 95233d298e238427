package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Set;

/** The functions that AGGREGATE may call. Unlike the calls in expressions they give no warnings. */
public final class Aggregates {
    private static final Set<String> NAMES = Set.of(
            "LENGTH",
            "COUNT",
            "MIN",
            "MAX",
            "SUM",
            "AVERAGE",
            "AVG",
            "VARIANCE_POPULATION",
            "VARIANCE",
            "VARIANCE_SAMPLE",
            "STDDEV_POPULATION",
            "STDDEV",
            "STDDEV_SAMPLE");

    private Aggregates() {}

    public static boolean isAggregate(String function) {
        return NAMES.contains(function);
    }

    /** The value of an aggregate over the values of a group. */
    public static JsonNode of(String function, ArrayNode values) {
        return switch (function) {
            case "LENGTH", "COUNT" -> LongNode.valueOf(values.size());
            case "MIN" -> StatisticFunctions.min(values);
            case "MAX" -> StatisticFunctions.max(values);
            case "SUM" -> StatisticFunctions.sum(values);
            default -> ofNumbers(function, StatisticFunctions.numbers(values));
        };
    }

    private static JsonNode ofNumbers(String function, double @org.jspecify.annotations.Nullable [] numbers) {
        if (numbers == null) {
            return NullNode.getInstance();
        }
        return switch (function) {
            case "AVERAGE", "AVG" -> StatisticFunctions.average(numbers);
            case "VARIANCE_POPULATION", "VARIANCE" -> StatisticFunctions.deviation(numbers, false, false);
            case "VARIANCE_SAMPLE" -> StatisticFunctions.deviation(numbers, true, false);
            case "STDDEV_POPULATION", "STDDEV" -> StatisticFunctions.deviation(numbers, false, true);
            case "STDDEV_SAMPLE" -> StatisticFunctions.deviation(numbers, true, true);
            default -> throw new IllegalArgumentException("no aggregate " + function);
        };
    }
}
