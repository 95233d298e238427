package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the example of an UPSERT into comparisons of the document's attributes, nested ones one by one. */
final class ExampleCondition {
    private static final int PARSE_ERROR = 1501;

    private final List<Expr> comparisons = new ArrayList<>();

    private ExampleCondition() {}

    static Expr of(Expr.Example example) {
        ExampleCondition condition = new ExampleCondition();
        condition.compare(new Expr.Reference(example.variable()), example.example(), true);
        return condition.comparisons.stream()
                .reduce((left, right) -> new Expr.Binary(Operator.AND, left, right))
                .orElse(new Expr.Value(BooleanNode.TRUE));
    }

    private void compare(Expr attribute, Expr expected, boolean top) {
        if (expected instanceof Expr.ObjectLiteral object) {
            for (Expr.Member member : object.members()) {
                String name = member.name();
                if (name == null) {
                    throw new AqlException(
                            PARSE_ERROR, "expecting object literal with literal attribute names in example");
                }
                compare(new Expr.AttributeAccess(attribute, name), member.value(), false);
            }
        } else if (expected instanceof Expr.Value value && value.value().isObject()) {
            for (Map.Entry<String, JsonNode> member : value.value().properties()) {
                compare(new Expr.AttributeAccess(attribute, member.getKey()), new Expr.Value(member.getValue()), false);
            }
        } else if (top) {
            throw new AqlException(PARSE_ERROR, "expecting object literal for example");
        } else {
            comparisons.add(new Expr.Binary(Operator.EQ, attribute, expected));
        }
    }
}
