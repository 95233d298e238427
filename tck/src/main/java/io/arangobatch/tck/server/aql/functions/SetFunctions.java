package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.MANY;
import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import java.util.TreeSet;

/** Functions that look at arrays as sets. */
final class SetFunctions {
    static final List<Function> ALL = List.of(
            arrays("UNION", CallContext.INVALID_ARGUMENT, SetFunctions::union),
            arrays("UNION_DISTINCT", CallContext.INVALID_ARGUMENT, SetFunctions::unionDistinct),
            arrays("INTERSECTION", CallContext.ARRAY_EXPECTED, SetFunctions::intersection),
            arrays("OUTERSECTION", CallContext.ARRAY_EXPECTED, SetFunctions::outersection),
            arrays("MINUS", CallContext.INVALID_ARGUMENT, SetFunctions::minus),
            pure("UNIQUE", 1, 1, SetFunctions::unique),
            pure("SORTED_UNIQUE", 1, 1, (c, a) -> sortedUnique(a.get(0))));

    private SetFunctions() {}

    private interface ArraysBody {
        JsonNode call(List<JsonNode> arrays);
    }

    private static Function arrays(String name, int complaint, ArraysBody body) {
        return pure(
                name,
                2,
                MANY,
                (c, a) -> a.stream().allMatch(JsonNode::isArray) ? body.call(a) : c.refuse(complaint, name));
    }

    private static JsonNode union(List<JsonNode> arrays) {
        ArrayNode result = ArrayFunctions.array();
        arrays.forEach(array -> array.forEach(result::add));
        return result;
    }

    private static JsonNode unionDistinct(List<JsonNode> arrays) {
        DistinctValues values = new DistinctValues();
        arrays.forEach(array -> array.forEach(values::add));
        return values.toArray();
    }

    private static JsonNode intersection(List<JsonNode> arrays) {
        DistinctValues found = new DistinctValues();
        arrays.get(0).forEach(found::add);
        for (int i = 1; i < arrays.size(); i++) {
            for (JsonNode element : arrays.get(i)) {
                if (found.count(element) == i) {
                    found.count(element, i + 1);
                }
            }
        }
        ArrayNode result = ArrayFunctions.array();
        for (JsonNode element : found.latestFirst()) {
            if (found.count(element) == arrays.size()) {
                result.add(element);
            }
        }
        return result;
    }

    private static JsonNode outersection(List<JsonNode> arrays) {
        DistinctValues found = new DistinctValues();
        for (JsonNode array : arrays) {
            for (JsonNode element : array) {
                if (!found.add(element)) {
                    found.count(element, 2);
                }
            }
        }
        ArrayNode result = ArrayFunctions.array();
        for (JsonNode element : found.latestFirst()) {
            if (found.count(element) == 1) {
                result.add(element);
            }
        }
        return result;
    }

    private static JsonNode minus(List<JsonNode> arrays) {
        DistinctValues left = new DistinctValues();
        arrays.get(0).forEach(left::add);
        arrays.subList(1, arrays.size()).forEach(array -> array.forEach(left::remove));
        return left.toArray();
    }

    private static JsonNode unique(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.ARRAY_EXPECTED, "UNIQUE");
        }
        DistinctValues values = new DistinctValues();
        a.get(0).forEach(values::add);
        return values.toArray();
    }

    private static JsonNode sortedUnique(JsonNode array) {
        if (!array.isArray()) {
            return NullNode.getInstance();
        }
        TreeSet<JsonNode> sorted = new TreeSet<>(Values.ORDER);
        array.forEach(sorted::add);
        return ArrayFunctions.array().addAll(sorted);
    }
}
