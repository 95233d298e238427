package io.arangobatch.tck.server.aql.functions;

import static io.arangobatch.tck.server.aql.functions.Function.late;
import static io.arangobatch.tck.server.aql.functions.Function.pure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Predicate;

/** Type checks and conversions. */
final class TypeFunctions {
    static final List<Function> ALL = List.of(
            check("IS_NULL", value -> value.isNull()),
            check("IS_BOOL", JsonNode::isBoolean),
            check("IS_NUMBER", JsonNode::isNumber),
            check("IS_STRING", JsonNode::isTextual),
            check("IS_ARRAY", JsonNode::isArray),
            check("IS_LIST", JsonNode::isArray),
            check("IS_OBJECT", JsonNode::isObject),
            check("IS_DOCUMENT", JsonNode::isObject),
            late(
                    "IS_DATESTRING",
                    1,
                    1,
                    (c, a) -> BooleanNode.valueOf(
                            a.get(0).isTextual() && Dates.parse(a.get(0)).isPresent())),
            pure("TYPENAME", 1, 1, (c, a) -> TextNode.valueOf(Values.typeName(a.get(0)))),
            pure("TO_NUMBER", 1, 1, (c, a) -> Values.toNumber(a.get(0))),
            pure("TO_STRING", 1, 1, (c, a) -> TextNode.valueOf(Values.toText(a.get(0)))),
            pure("TO_BOOL", 1, 1, (c, a) -> BooleanNode.valueOf(Values.isTrue(a.get(0)))),
            pure("TO_ARRAY", 1, 1, (c, a) -> toArray(a.get(0))),
            pure("TO_LIST", 1, 1, (c, a) -> toArray(a.get(0))));

    private TypeFunctions() {}

    private static Function check(String name, Predicate<JsonNode> test) {
        return pure(name, 1, 1, (c, a) -> BooleanNode.valueOf(test.test(a.get(0))));
    }

    private static JsonNode toArray(JsonNode value) {
        if (value.isArray()) {
            return value;
        }
        ArrayNode result = JsonNodeFactory.instance.arrayNode();
        if (value.isObject()) {
            value.forEach(result::add);
        } else if (!value.isNull()) {
            result.add(value);
        }
        return result;
    }
}
