package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;

/** Functions that pick from arrays and change them. */
final class ArrayFunctions {
    static final List<Function> ALL = List.of(
            pure("FIRST", 1, 1, (c, a) -> element(c, "FIRST", a.get(0), 0)),
            pure("LAST", 1, 1, (c, a) -> element(c, "LAST", a.get(0), a.get(0).size() - 1L)),
            pure("NTH", 2, 2, (c, a) -> element(c, "NTH", a.get(0), Values.toLong(a.get(1)))),
            pure("POSITION", 2, 3, ArrayFunctions::position),
            pure("SLICE", 2, 3, ArrayFunctions::slice),
            pure("FLATTEN", 1, 2, ArrayFunctions::flatten),
            pure("PUSH", 2, 3, ArrayFunctions::push),
            pure("APPEND", 2, 3, ArrayFunctions::append),
            pure("POP", 1, 1, ArrayFunctions::pop),
            pure("SHIFT", 1, 1, ArrayFunctions::shift),
            pure("UNSHIFT", 2, 3, ArrayFunctions::unshift),
            pure("REMOVE_VALUE", 2, 3, ArrayFunctions::removeValue),
            pure("REMOVE_VALUES", 2, 2, ArrayFunctions::removeValues),
            pure("REMOVE_NTH", 2, 2, ArrayFunctions::removeNth));

    private ArrayFunctions() {}

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    private static ArrayNode copy(JsonNode array) {
        ArrayNode result = array();
        array.forEach(result::add);
        return result;
    }

    static JsonNode reversed(JsonNode array) {
        ArrayNode result = array();
        for (int i = array.size() - 1; i >= 0; i--) {
            result.add(array.get(i));
        }
        return result;
    }

    static int indexOf(JsonNode array, JsonNode value) {
        for (int i = 0; i < array.size(); i++) {
            if (Values.equal(value, array.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean flag(List<JsonNode> a, int argument) {
        return a.size() > argument && Values.isTrue(a.get(argument));
    }

    private static JsonNode element(CallContext context, String function, JsonNode array, long index) {
        if (!array.isArray()) {
            return context.refuse(CallContext.ARRAY_EXPECTED, function);
        }
        return index < 0 || index >= array.size() ? NullNode.getInstance() : array.get((int) index);
    }

    private static JsonNode position(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.ARRAY_EXPECTED, "POSITION");
        }
        int index = indexOf(a.get(0), a.get(1));
        return flag(a, 2) ? LongNode.valueOf(index) : BooleanNode.valueOf(index >= 0);
    }

    private static JsonNode slice(CallContext context, List<JsonNode> a) {
        JsonNode source = a.get(0);
        if (!source.isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "SLICE");
        }
        long from = Values.toLong(a.get(1));
        if (from < 0) {
            from = Math.max(0, source.size() + from);
        }
        long to = source.size();
        if (a.size() > 2 && !a.get(2).isNull()) {
            long length = Values.toLong(a.get(2));
            to = length >= 0 ? from + length : Math.max(0, source.size() + length);
        }
        ArrayNode result = array();
        for (long i = from; i < Math.min(to, source.size()); i++) {
            result.add(source.get((int) i));
        }
        return result;
    }

    private static JsonNode flatten(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.ARRAY_EXPECTED, "FLATTEN");
        }
        double depth = a.size() > 1 ? Values.toDouble(a.get(1)) : 1;
        ArrayNode result = array();
        flatten(a.get(0), depth >= 1 ? (long) depth : 1, result);
        return result;
    }

    private static void flatten(JsonNode source, long depth, ArrayNode result) {
        for (JsonNode element : source) {
            if (element.isArray() && depth > 0) {
                flatten(element, depth - 1, result);
            } else {
                result.add(element);
            }
        }
    }

    private static JsonNode push(CallContext context, List<JsonNode> a) {
        JsonNode list = a.get(0);
        if (list.isNull()) {
            return array().add(a.get(1));
        }
        if (!list.isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "PUSH");
        }
        ArrayNode result = copy(list);
        return flag(a, 2) && indexOf(list, a.get(1)) >= 0 ? result : result.add(a.get(1));
    }

    private static JsonNode append(CallContext context, List<JsonNode> a) {
        JsonNode list = a.get(0);
        JsonNode added = a.get(1);
        if (added.isNull() || (added.isArray() && added.isEmpty())) {
            return list;
        }
        if (list.isNull()) {
            return added;
        }
        if (!list.isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "APPEND");
        }
        boolean unique = flag(a, 2);
        DistinctValues seen = new DistinctValues();
        ArrayNode result = array();
        for (JsonNode element : list) {
            if (!unique || seen.add(element)) {
                result.add(element);
            }
        }
        for (JsonNode element : added.isArray() ? added : array().add(added)) {
            if (!unique || seen.add(element)) {
                result.add(element);
            }
        }
        return result;
    }

    private static JsonNode pop(CallContext context, List<JsonNode> a) {
        if (a.get(0).isNull()) {
            return a.get(0);
        }
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "POP");
        }
        ArrayNode result = copy(a.get(0));
        if (!result.isEmpty()) {
            result.remove(result.size() - 1);
        }
        return result;
    }

    private static JsonNode shift(CallContext context, List<JsonNode> a) {
        if (a.get(0).isNull()) {
            return a.get(0);
        }
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "SHIFT");
        }
        ArrayNode result = copy(a.get(0));
        if (!result.isEmpty()) {
            result.remove(0);
        }
        return result;
    }

    private static JsonNode unshift(CallContext context, List<JsonNode> a) {
        JsonNode list = a.get(0);
        if (!list.isNull() && !list.isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "UNSHIFT");
        }
        if (flag(a, 2) && list.isArray() && indexOf(list, a.get(1)) >= 0) {
            return list;
        }
        ArrayNode result = array().add(a.get(1));
        if (list.isArray()) {
            list.forEach(result::add);
        }
        return result;
    }

    private static JsonNode removeValue(CallContext context, List<JsonNode> a) {
        if (a.get(0).isNull()) {
            return array();
        }
        if (!a.get(0).isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "REMOVE_VALUE");
        }
        boolean limited = a.size() > 2 && !a.get(2).isNull();
        long limit = limited ? Values.toLong(a.get(2)) : 0;
        ArrayNode result = array();
        for (JsonNode element : a.get(0)) {
            if ((!limited || limit != 0) && Values.equal(a.get(1), element)) {
                limit--;
            } else {
                result.add(element);
            }
        }
        return result;
    }

    private static JsonNode removeValues(CallContext context, List<JsonNode> a) {
        if (a.get(1).isNull()) {
            return a.get(0);
        }
        if (a.get(0).isNull()) {
            return array();
        }
        if (!a.get(0).isArray() || !a.get(1).isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "REMOVE_VALUES");
        }
        ArrayNode result = array();
        for (JsonNode element : a.get(0)) {
            if (indexOf(a.get(1), element) < 0) {
                result.add(element);
            }
        }
        return result;
    }

    private static JsonNode removeNth(CallContext context, List<JsonNode> a) {
        JsonNode list = a.get(0);
        if (list.isNull()) {
            return array();
        }
        if (!list.isArray()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "REMOVE_NTH");
        }
        double position = NumericFunctions.number(a.get(1));
        if (position >= list.size() || position < -list.size()) {
            return list;
        }
        ArrayNode result = copy(list);
        result.remove((int) (position < 0 ? position + list.size() : position));
        return result;
    }
}
