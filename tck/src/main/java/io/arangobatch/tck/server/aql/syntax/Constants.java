package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Literals made of literals only, whose value is known without running anything. */
public final class Constants {
    private Constants() {}

    public static boolean isConstant(Expr expr) {
        if (expr instanceof Expr.Value) {
            return true;
        }
        if (expr instanceof Expr.ArrayLiteral array) {
            return array.elements().stream().allMatch(Constants::isConstant);
        }
        return expr instanceof Expr.ObjectLiteral object
                && object.members().stream().allMatch(m -> m.name() != null && isConstant(m.value()));
    }

    /** The value of a constant. Of members with one name the last counts. */
    public static JsonNode valueOf(Expr constant) {
        if (constant instanceof Expr.Value value) {
            return value.value();
        }
        if (constant instanceof Expr.ArrayLiteral array) {
            ArrayNode result =
                    JsonNodeFactory.instance.arrayNode(array.elements().size());
            array.elements().forEach(element -> result.add(valueOf(element)));
            return result;
        }
        if (constant instanceof Expr.ObjectLiteral object) {
            ObjectNode result = JsonNodeFactory.instance.objectNode();
            object.members().forEach(m -> result.set(String.valueOf(m.name()), valueOf(m.value())));
            return result;
        }
        throw new IllegalArgumentException("not a constant: " + constant);
    }
}
