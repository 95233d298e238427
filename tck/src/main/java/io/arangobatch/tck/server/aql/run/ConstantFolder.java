package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.functions.FunctionCatalog;
import io.arangobatch.tck.server.aql.functions.Json;
import io.arangobatch.tck.server.aql.functions.Numbers;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Constants;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Operator;
import io.arangobatch.tck.server.aql.syntax.Statement;
import io.arangobatch.tck.server.aql.syntax.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Computes in advance what does not depend on any row, as the server does: once, with its warnings, and with its errors. */
final class ConstantFolder extends ExprRewriter {
    private static final int ARRAY_EXPECTED = 1563;
    private static final Set<String> TAKES_COLLECTION_NAME =
            Set.of("DOCUMENT", "COLLECTION_COUNT", "IS_SAME_COLLECTION");

    private final Evaluator evaluator;
    private final Map<Variable, Expr> constants = new HashMap<>();
    private int unoptimized;

    ConstantFolder(QueryContext context) {
        this.evaluator = new Evaluator(context, true);
    }

    @Override
    protected Expr parts(Expr expr) {
        boolean stop = expr instanceof Expr.Call call && call.function().equals("NOOPT");
        if (stop) {
            unoptimized++;
        }
        Expr result = expr instanceof Expr.Example example ? rewrite(ExampleCondition.of(example)) : super.parts(expr);
        if (stop) {
            unoptimized--;
        }
        return result;
    }

    @Override
    protected Expr rewritten(Expr expr) {
        if (expr instanceof Expr.Reference reference) {
            return constants.getOrDefault(reference.variable(), expr);
        }
        if (expr instanceof Expr.Passthru passthru) {
            return passthru.inner();
        }
        if (expr instanceof Expr.Call call) {
            return call(call);
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        }
        if (expr instanceof Expr.Ternary ternary && Constants.isConstant(ternary.condition())) {
            return Values.isTrue(Constants.valueOf(ternary.condition())) ? ternary.then() : ternary.otherwise();
        }
        if (expr instanceof Expr.Unary unary && Constants.isConstant(unary.operand())) {
            return compute(expr);
        }
        if (expr instanceof Expr.AttributeAccess access && Constants.isConstant(access.object())) {
            JsonNode object = Constants.valueOf(access.object());
            return object.has(access.name()) ? new Expr.Value(object.get(access.name())) : access;
        }
        if (expr instanceof Expr.IndexedAccess access) {
            return indexed(access);
        }
        return expr;
    }

    private Expr compute(Expr expr) {
        return new Expr.Value(evaluator.eval(expr, Row.empty(0)));
    }

    private Expr binary(Expr.Binary e) {
        boolean leftConstant = Constants.isConstant(e.left());
        if (e.operator() == Operator.AND || e.operator() == Operator.OR) {
            if (!leftConstant) {
                return e;
            }
            boolean left = Values.isTrue(Constants.valueOf(e.left()));
            return left == (e.operator() == Operator.AND) ? e.right() : e.left();
        }
        boolean membership = e.operator() == Operator.IN || e.operator() == Operator.NOT_IN;
        if (membership
                && Constants.isConstant(e.right())
                && !Constants.valueOf(e.right()).isArray()) {
            return new Expr.Value(BooleanNode.FALSE);
        }
        return leftConstant && Constants.isConstant(e.right()) ? compute(e) : e;
    }

    private Expr call(Expr.Call call) {
        if (call.arguments().stream().anyMatch(Expr.CollectionRef.class::isInstance)) {
            return withCollection(call);
        }
        if (call.function().equals("IS_NULL") && unoptimized == 0) {
            return rewritten(
                    new Expr.Binary(Operator.EQ, call.arguments().get(0), new Expr.Value(NullNode.getInstance())));
        }
        boolean folds = unoptimized == 0 && FunctionCatalog.get(call.function()).folds();
        return folds && call.arguments().stream().allMatch(Constants::isConstant) ? compute(call) : call;
    }

    /** LENGTH of a collection only counts; some functions want the name. */
    private static Expr withCollection(Expr.Call call) {
        boolean counts = call.function().equals("LENGTH") || call.function().equals("COUNT");
        if (!counts && !TAKES_COLLECTION_NAME.contains(call.function())) {
            return call;
        }
        List<Expr> arguments = new ArrayList<>();
        for (Expr argument : call.arguments()) {
            arguments.add(
                    argument instanceof Expr.CollectionRef ref
                            ? new Expr.Value(TextNode.valueOf(ref.name()))
                            : argument);
        }
        return new Expr.Call(counts ? "COLLECTION_COUNT" : call.function(), arguments);
    }

    private static Expr indexed(Expr.IndexedAccess access) {
        if (access.index() instanceof Expr.Value index && index.value().isTextual()) {
            String name = index.value().textValue();
            if (!name.isEmpty() && !Character.isDigit(name.charAt(0))) {
                return new Expr.AttributeAccess(access.object(), name);
            }
        }
        return access;
    }

    @Override
    protected Statement statement(Statement statement) {
        Statement folded = super.statement(statement);
        if (folded instanceof Statement.Let let && Constants.isConstant(let.value())) {
            constants.put(let.variable(), let.value());
        } else if (folded instanceof Statement.For loop) {
            checkSource(loop.source());
        }
        return folded;
    }

    private static void checkSource(Expr source) {
        if (!Constants.isConstant(source)) {
            return;
        }
        JsonNode value = Constants.valueOf(source);
        if (!value.isArray()) {
            throw new AqlException(
                    ARRAY_EXPECTED,
                    "collection or array expected as operand to FOR loop; you specified type '" + valueType(value)
                            + "' with content '" + Json.write(value) + "'");
        }
    }

    private static String valueType(JsonNode value) {
        return switch (value.getNodeType()) {
            case BOOLEAN -> "bool";
            case STRING -> "string";
            case NUMBER -> Numbers.isInteger(value) ? "int" : "double";
            default -> "null";
        };
    }
}
