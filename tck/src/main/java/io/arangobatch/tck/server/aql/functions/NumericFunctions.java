package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.late;
import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions on numbers; what stands for no number counts as zero. */
final class NumericFunctions {
    private static final double EARTH_RADIUS = 6371000.0;

    static final List<Function> ALL = List.of(
            unary("FLOOR", Math::floor),
            unary("CEIL", Math::ceil),
            unary("ROUND", x -> Math.floor(x + 0.5)),
            unary("ABS", Math::abs),
            unary("SQRT", Math::sqrt),
            unary("LOG", Math::log),
            unary("LOG2", x -> Math.log(x) / Math.log(2)),
            unary("LOG10", Math::log10),
            unary("EXP", Math::exp),
            unary("EXP2", x -> Math.pow(2, x)),
            unary("SIN", Math::sin),
            unary("COS", Math::cos),
            unary("TAN", Math::tan),
            unary("ASIN", Math::asin),
            unary("ACOS", Math::acos),
            unary("ATAN", Math::atan),
            unary("RADIANS", x -> x * (Math.PI / 180)),
            unary("DEGREES", x -> x * (180 / Math.PI)),
            binary("POW", Math::pow),
            binary("ATAN2", Math::atan2),
            pure("PI", 0, 0, (c, a) -> Numbers.of(Math.PI)),
            late("RAND", 0, 0, (c, a) -> Numbers.of(ThreadLocalRandom.current().nextDouble())),
            pure("RANGE", 2, 3, NumericFunctions::range),
            pure("DISTANCE", 4, 4, NumericFunctions::distance));

    private NumericFunctions() {}

    static double number(JsonNode value) {
        double number = Values.toDouble(value);
        return Double.isNaN(number) ? 0 : number;
    }

    private static Function unary(String name, DoubleUnaryOperator operator) {
        return pure(name, 1, 1, (c, a) -> Numbers.orNull(operator.applyAsDouble(number(a.get(0)))));
    }

    private static Function binary(String name, DoubleBinaryOperator operator) {
        return pure(name, 2, 2, (c, a) -> Numbers.orNull(operator.applyAsDouble(number(a.get(0)), number(a.get(1)))));
    }

    private static JsonNode range(CallContext context, List<JsonNode> a) {
        if (a.size() < 3 || a.get(2).isNull()) {
            return Ranges.materialize(Values.toLong(a.get(0)), Values.toLong(a.get(1)));
        }
        double from = number(a.get(0));
        double to = number(a.get(1));
        double step = number(a.get(2));
        if (step == 0 || (from < to && step < 0) || (from > to && step > 0)) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "RANGE");
        }
        Ranges.checkSize((to - from) / step);
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        for (double value = from; step < 0 ? value >= to : value <= to; value += step) {
            result.add(Numbers.of(value));
        }
        return result;
    }

    private static JsonNode distance(CallContext context, List<JsonNode> a) {
        if (!a.stream().allMatch(JsonNode::isNumber)) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "DISTANCE");
        }
        double latitude1 = Math.toRadians(a.get(0).doubleValue());
        double latitude2 = Math.toRadians(a.get(2).doubleValue());
        double north = Math.sin((latitude2 - latitude1) / 2);
        double east = Math.sin(Math.toRadians(a.get(3).doubleValue() - a.get(1).doubleValue()) / 2);
        double chord = north * north + Math.cos(latitude1) * Math.cos(latitude2) * east * east;
        return Numbers.orNull(EARTH_RADIUS * 2 * Math.atan2(Math.sqrt(chord), Math.sqrt(1 - chord)));
    }
}
