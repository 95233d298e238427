package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions that make one value of an array. */
final class StatisticFunctions {
    static final List<Function> ALL = List.of(
            pure("LENGTH", 1, 1, (c, a) -> LongNode.valueOf(length(a.get(0)))),
            pure("COUNT", 1, 1, (c, a) -> LongNode.valueOf(length(a.get(0)))),
            overArray("MIN", "MIN", (c, array) -> min(array)),
            overArray("MAX", "MAX", (c, array) -> max(array)),
            overArray("SUM", "SUM", (c, array) -> sum(array)),
            overArray("AVERAGE", "AVERAGE", StatisticFunctions::average),
            overArray("AVG", "AVERAGE", StatisticFunctions::average),
            deviation("VARIANCE_POPULATION", "VARIANCE_POPULATION", false, false),
            deviation("VARIANCE", "VARIANCE_POPULATION", false, false),
            deviation("VARIANCE_SAMPLE", "VARIANCE_SAMPLE", true, false),
            deviation("STDDEV_POPULATION", "STDDEV_POPULATION", false, true),
            deviation("STDDEV", "STDDEV_POPULATION", false, true),
            deviation("STDDEV_SAMPLE", "STDDEV_SAMPLE", true, true),
            overArray("MEDIAN", "MEDIAN", StatisticFunctions::median),
            pure("PERCENTILE", 2, 3, StatisticFunctions::percentile));

    private StatisticFunctions() {}

    private interface ArrayBody {
        JsonNode call(CallContext context, JsonNode array);
    }

    /** Aliases complain under the name of what they stand for. */
    private static Function overArray(String name, String complaintName, ArrayBody body) {
        return pure(
                name,
                1,
                1,
                (c, a) -> a.get(0).isArray()
                        ? body.call(c, a.get(0))
                        : c.refuse(CallContext.ARRAY_EXPECTED, complaintName));
    }

    static long length(JsonNode value) {
        return switch (value.getNodeType()) {
            case ARRAY, OBJECT -> value.size();
            case STRING -> value.textValue().codePointCount(0, value.textValue().length());
            case NUMBER -> Numbers.format(value).length();
            case BOOLEAN -> value.booleanValue() ? 1 : 0;
            default -> 0;
        };
    }

    static JsonNode min(JsonNode array) {
        JsonNode least = NullNode.getInstance();
        for (JsonNode element : array) {
            if (!element.isNull() && (least.isNull() || Values.ORDER.compare(element, least) < 0)) {
                least = element;
            }
        }
        return least;
    }

    static JsonNode max(JsonNode array) {
        JsonNode greatest = NullNode.getInstance();
        for (JsonNode element : array) {
            if (Values.ORDER.compare(element, greatest) > 0) {
                greatest = element;
            }
        }
        return greatest;
    }

    static JsonNode sum(JsonNode array) {
        double sum = 0;
        for (JsonNode element : array) {
            if (element.isNull()) {
                continue;
            }
            if (!element.isNumber()) {
                return NullNode.getInstance();
            }
            sum += element.doubleValue();
        }
        return Numbers.orZero(sum);
    }

    private static JsonNode average(CallContext context, JsonNode array) {
        double[] numbers = numbers(array);
        if (numbers == null) {
            return context.refuse(CallContext.ARRAY_EXPECTED, "AVERAGE");
        }
        return average(numbers);
    }

    static JsonNode average(double[] numbers) {
        return numbers.length == 0
                ? NullNode.getInstance()
                : Numbers.orZero(Arrays.stream(numbers).sum() / numbers.length);
    }

    /** The numbers without the nulls, or {@code null} if there is something else. */
    static double @Nullable [] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        int count = 0;
        for (JsonNode element : array) {
            if (element.isNull()) {
                continue;
            }
            if (!element.isNumber()) {
                return null;
            }
            numbers[count++] = element.doubleValue();
        }
        return Arrays.copyOf(numbers, count);
    }

    private static Function deviation(String name, String complaintName, boolean sample, boolean root) {
        return overArray(name, complaintName, (c, array) -> {
            double[] numbers = numbers(array);
            return numbers == null
                    ? c.refuse(CallContext.INVALID_ARITHMETIC, complaintName)
                    : deviation(numbers, sample, root);
        });
    }

    static JsonNode deviation(double[] numbers, boolean sample, boolean root) {
        int divisor = sample ? numbers.length - 1 : numbers.length;
        if (divisor < 1) {
            return NullNode.getInstance();
        }
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < numbers.length; i++) {
            double delta = numbers[i] - mean;
            mean += delta / (i + 1);
            squares += delta * (numbers[i] - mean);
        }
        double variance = squares / divisor;
        return Numbers.orNull(root ? Math.sqrt(variance) : variance);
    }

    private static JsonNode median(CallContext context, JsonNode array) {
        double[] numbers = numbers(array);
        if (numbers == null) {
            return context.refuse(CallContext.INVALID_ARITHMETIC, "MEDIAN");
        }
        if (numbers.length == 0) {
            return NullNode.getInstance();
        }
        Arrays.sort(numbers);
        int middle = numbers.length / 2;
        return Numbers.orNull(numbers.length % 2 == 0 ? (numbers[middle - 1] + numbers[middle]) / 2 : numbers[middle]);
    }

    private static JsonNode percentile(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.ARRAY_EXPECTED, "PERCENTILE");
        }
        double percent = a.get(1).isNumber() ? a.get(1).doubleValue() : -1;
        String method = a.size() < 3 ? "rank" : a.get(2).asText();
        boolean knownMethod = method.equals("rank") || method.equals("interpolation");
        if (percent <= 0 || percent > 100 || !knownMethod) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "PERCENTILE");
        }
        double[] numbers = numbers(a.get(0));
        if (numbers == null) {
            return context.refuse(CallContext.INVALID_ARITHMETIC, "PERCENTILE");
        }
        Arrays.sort(numbers);
        return percentile(numbers, percent, method.equals("interpolation"));
    }

    private static JsonNode percentile(double[] sorted, double percent, boolean interpolate) {
        int n = sorted.length;
        if (n == 0) {
            return NullNode.getInstance();
        }
        if (n == 1) {
            return Numbers.orNull(sorted[0]);
        }
        double index = percent * (interpolate ? n + 1 : n) / 100;
        double place = interpolate ? Math.floor(index) : Math.ceil(index);
        if (place >= n) {
            return Numbers.orNull(sorted[n - 1]);
        }
        if (place <= 0) {
            return NullNode.getInstance();
        }
        int i = (int) place;
        double below = sorted[i - 1];
        return Numbers.orNull(interpolate ? (index - place) * (sorted[i] - below) + below : below);
    }
}
