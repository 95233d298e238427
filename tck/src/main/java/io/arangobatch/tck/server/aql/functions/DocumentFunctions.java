package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.MANY;
import static io.arangobatch.tck.server.aql.functions.Function.late;
import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Functions on objects. */
final class DocumentFunctions {
    static final List<Function> ALL = List.of(
            pure(
                    "HAS",
                    2,
                    2,
                    (c, a) ->
                            BooleanNode.valueOf(a.get(0).isObject() && a.get(0).has(Values.toText(a.get(1))))),
            pure("ATTRIBUTES", 1, 3, DocumentFunctions::attributes),
            pure("VALUES", 1, 2, DocumentFunctions::values),
            pure("MERGE", 1, MANY, (c, a) -> merge(c, "MERGE", a, false)),
            pure("MERGE_RECURSIVE", 2, MANY, (c, a) -> merge(c, "MERGE_RECURSIVE", a, true)),
            pure("UNSET", 2, MANY, (c, a) -> select(c, "UNSET", a, false, false)),
            pure("UNSET_RECURSIVE", 2, MANY, (c, a) -> select(c, "UNSET_RECURSIVE", a, false, true)),
            pure("KEEP", 2, MANY, (c, a) -> select(c, "KEEP", a, true, false)),
            pure("ZIP", 2, 2, DocumentFunctions::zip),
            late("MATCHES", 2, 3, (c, a) -> matches(a)),
            late("TRANSLATE", 2, 3, DocumentFunctions::translate));

    private DocumentFunctions() {}

    private static JsonNode attributes(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isObject()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "ATTRIBUTES");
        }
        boolean withoutSystem = a.size() > 1 && Values.isTrue(a.get(1));
        List<String> names = new ArrayList<>();
        a.get(0).fieldNames().forEachRemaining(names::add);
        if (a.size() > 2 && Values.isTrue(a.get(2))) {
            names.sort(Collation.INSTANCE);
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        names.stream().filter(name -> !(withoutSystem && name.startsWith("_"))).forEach(result::add);
        return result;
    }

    private static JsonNode values(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isObject()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "VALUES");
        }
        boolean withoutSystem = a.size() > 1 && Values.isTrue(a.get(1));
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        a.get(0).properties().forEach(member -> {
            if (!(withoutSystem && member.getKey().startsWith("_"))) {
                result.add(member.getValue());
            }
        });
        return result;
    }

    private static JsonNode merge(CallContext context, String function, List<JsonNode> a, boolean recursive) {
        Iterable<JsonNode> objects = a.size() == 1 && a.get(0).isArray() ? a.get(0) : a;
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (JsonNode object : objects) {
            if (!object.isObject()) {
                return context.refuse(CallContext.INVALID_ARGUMENT, function);
            }
            mergeInto(result, object, recursive);
        }
        return result;
    }

    private static void mergeInto(ObjectNode target, JsonNode source, boolean recursive) {
        source.properties().forEach(member -> {
            JsonNode present = target.get(member.getKey());
            if (recursive
                    && present != null
                    && present.isObject()
                    && member.getValue().isObject()) {
                ObjectNode merged = JsonNodeFactory.instance.objectNode();
                mergeInto(merged, present, true);
                mergeInto(merged, member.getValue(), true);
                target.set(member.getKey(), merged);
            } else {
                target.set(member.getKey(), member.getValue());
            }
        });
    }

    private static JsonNode select(
            CallContext context, String function, List<JsonNode> a, boolean keep, boolean recursive) {
        if (!a.get(0).isObject()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, function);
        }
        Set<String> names = new HashSet<>();
        for (JsonNode argument : a.subList(1, a.size())) {
            collectNames(context, function, argument, names);
        }
        return select(a.get(0), names, keep, recursive);
    }

    private static void collectNames(CallContext context, String function, JsonNode argument, Set<String> names) {
        if (argument.isTextual() || argument.isNumber()) {
            names.add(Values.toText(argument));
        } else if (argument.isArray()) {
            for (JsonNode element : argument) {
                if (element.isTextual()) {
                    names.add(element.textValue());
                } else {
                    context.refuse(CallContext.INVALID_ARGUMENT, function);
                }
            }
        }
    }

    private static ObjectNode select(JsonNode object, Set<String> names, boolean keep, boolean recursive) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(member -> {
            if (names.contains(member.getKey()) == keep) {
                boolean descend = recursive && member.getValue().isObject();
                result.set(member.getKey(), descend ? select(member.getValue(), names, keep, true) : member.getValue());
            }
        });
        return result;
    }

    private static JsonNode zip(CallContext context, List<JsonNode> a) {
        if (!a.get(0).isArray()
                || !a.get(1).isArray()
                || a.get(0).size() != a.get(1).size()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "ZIP");
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < a.get(0).size(); i++) {
            result.set(Values.toText(a.get(0).get(i)), a.get(1).get(i));
        }
        return result;
    }

    private static JsonNode matches(List<JsonNode> a) {
        boolean wantsIndex = a.size() > 2 && Values.isTrue(a.get(2));
        int found = a.get(0).isObject() ? firstMatch(a.get(0), a.get(1)) : -1;
        return wantsIndex ? LongNode.valueOf(found) : BooleanNode.valueOf(found >= 0);
    }

    private static int firstMatch(JsonNode object, JsonNode examples) {
        if (!examples.isArray()) {
            return matchesExample(object, examples) ? 0 : -1;
        }
        for (int i = 0; i < examples.size(); i++) {
            if (matchesExample(object, examples.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matchesExample(JsonNode object, JsonNode example) {
        if (!example.isObject()) {
            return false;
        }
        var names = example.fieldNames();
        while (names.hasNext()) {
            String name = names.next();
            if (!Values.equal(Values.attribute(object, name), example.get(name))) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode translate(CallContext context, List<JsonNode> a) {
        if (!a.get(1).isObject()) {
            return context.refuse(CallContext.INVALID_ARGUMENT, "TRANSLATE");
        }
        JsonNode found = a.get(1).get(Values.toText(a.get(0)));
        if (found != null) {
            return found;
        }
        return a.size() > 2 ? a.get(2) : a.get(0);
    }
}
