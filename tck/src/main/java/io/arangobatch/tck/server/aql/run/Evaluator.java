package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.functions.Function;
import io.arangobatch.tck.server.aql.functions.FunctionCatalog;
import io.arangobatch.tck.server.aql.functions.Ranges;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Operator;
import java.util.ArrayList;
import java.util.List;

/** Computes expressions. */
final class Evaluator {
    private final QueryContext context;
    private final Operators operators;
    private final ExpansionEvaluator expansions;

    Evaluator(QueryContext context, boolean whileOptimizing) {
        this.context = context;
        this.operators = new Operators(context, whileOptimizing);
        this.expansions = new ExpansionEvaluator(this);
    }

    JsonNode eval(Expr expr, Row row) {
        if (expr instanceof Expr.Value e) {
            return e.value();
        }
        if (expr instanceof Expr.Reference e) {
            return row.get(e.variable());
        }
        if (expr instanceof Expr.AttributeAccess e) {
            return Values.attribute(eval(e.object(), row), e.name());
        }
        if (expr instanceof Expr.Binary e) {
            return binary(e, row);
        }
        if (expr instanceof Expr.Unary e) {
            return operators.unary(e.operator(), eval(e.operand(), row));
        }
        if (expr instanceof Expr.ObjectLiteral e) {
            return object(e, row);
        }
        if (expr instanceof Expr.ArrayLiteral e) {
            return array(e, row);
        }
        if (expr instanceof Expr.Call e) {
            return call(e, row);
        }
        return evalRare(expr, row);
    }

    private JsonNode evalRare(Expr expr, Row row) {
        if (expr instanceof Expr.IndexedAccess e) {
            return Values.index(eval(e.object(), row), eval(e.index(), row));
        }
        if (expr instanceof Expr.Ternary e) {
            return eval(Values.isTrue(eval(e.condition(), row)) ? e.then() : e.otherwise(), row);
        }
        if (expr instanceof Expr.Range e) {
            return Ranges.materialize(Values.toLong(eval(e.from(), row)), Values.toLong(eval(e.to(), row)));
        }
        if (expr instanceof Expr.ArrayComparison e) {
            return operators.quantified(e.quantifier(), e.operator(), eval(e.left(), row), eval(e.right(), row));
        }
        if (expr instanceof Expr.Expansion e) {
            return expansions.eval(e, row);
        }
        if (expr instanceof Expr.Passthru e) {
            return eval(e.inner(), row);
        }
        if (expr instanceof Expr.CollectionRef e) {
            ArrayNode documents = JsonNodeFactory.instance.arrayNode();
            context.store().documents(e.name()).forEach(documents::add);
            return documents;
        }
        if (expr instanceof Expr.UserCall e) {
            throw new AqlException(
                    AqlException.NOT_IMPLEMENTED, "user function '" + e.function() + "()' is not implemented");
        }
        throw new IllegalStateException("not an expression to compute: " + expr);
    }

    boolean isTrue(Expr expr, Row row) {
        return Values.isTrue(eval(expr, row));
    }

    private JsonNode binary(Expr.Binary e, Row row) {
        JsonNode left = eval(e.left(), row);
        if (e.operator() == Operator.AND) {
            return Values.isTrue(left) ? eval(e.right(), row) : left;
        }
        if (e.operator() == Operator.OR) {
            return Values.isTrue(left) ? left : eval(e.right(), row);
        }
        return operators.binary(e.operator(), left, eval(e.right(), row));
    }

    private ArrayNode array(Expr.ArrayLiteral e, Row row) {
        ArrayNode result = JsonNodeFactory.instance.arrayNode(e.elements().size());
        for (Expr element : e.elements()) {
            result.add(eval(element, row));
        }
        return result;
    }

    private ObjectNode object(Expr.ObjectLiteral e, Row row) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (Expr.Member member : e.members()) {
            Expr computed = member.computedName();
            String name = computed == null ? String.valueOf(member.name()) : Values.toText(eval(computed, row));
            result.set(name, eval(member.value(), row));
        }
        return result;
    }

    private JsonNode call(Expr.Call e, Row row) {
        Function function = FunctionCatalog.get(e.function());
        Function.Body body = function.body();
        if (body == null) {
            throw new AqlException(
                    AqlException.NOT_IMPLEMENTED, "function '" + e.function() + "()' is not implemented");
        }
        List<JsonNode> arguments = new ArrayList<>(e.arguments().size());
        for (Expr argument : e.arguments()) {
            arguments.add(eval(argument, row));
        }
        return body.call(context, arguments);
    }

    static JsonNode bool(boolean value) {
        return BooleanNode.valueOf(value);
    }
}
