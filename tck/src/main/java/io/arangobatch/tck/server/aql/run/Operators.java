package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.arangobatch.tck.server.aql.functions.Numbers;
import io.arangobatch.tck.server.aql.functions.Values;
import io.arangobatch.tck.server.aql.syntax.Expr;
import io.arangobatch.tck.server.aql.syntax.Operator;

/** Computes operators on values. The server words its warnings differently while it optimizes a query. */
final class Operators {
    private static final int OUT_OF_RANGE = 1504;
    private static final int DIVISION_BY_ZERO = 1562;

    private final QueryContext context;
    private final boolean whileOptimizing;

    Operators(QueryContext context, boolean whileOptimizing) {
        this.context = context;
        this.whileOptimizing = whileOptimizing;
    }

    JsonNode unary(Operator operator, JsonNode operand) {
        return switch (operator) {
            case NOT -> BooleanNode.valueOf(!Values.isTrue(operand));
            case UNARY_PLUS -> Values.toNumber(operand);
            case UNARY_MINUS -> arithmetic(Operator.MINUS, LongNode.valueOf(0), operand);
            default -> throw new IllegalArgumentException("not unary: " + operator);
        };
    }

    JsonNode binary(Operator operator, JsonNode left, JsonNode right) {
        return operator.isArithmetic()
                ? arithmetic(operator, left, right)
                : BooleanNode.valueOf(compare(operator, left, right));
    }

    private boolean compare(Operator operator, JsonNode left, JsonNode right) {
        return switch (operator) {
            case EQ -> Values.equal(left, right);
            case NE -> !Values.equal(left, right);
            case LT -> Values.ORDER.compare(left, right) < 0;
            case LE -> Values.ORDER.compare(left, right) <= 0;
            case GT -> Values.ORDER.compare(left, right) > 0;
            case GE -> Values.ORDER.compare(left, right) >= 0;
            case IN -> right.isArray() && contains(right, left);
            case NOT_IN -> right.isArray() && !contains(right, left);
            default -> throw new IllegalArgumentException("not a comparison: " + operator);
        };
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (Values.equal(element, value)) {
                return true;
            }
        }
        return false;
    }

    JsonNode quantified(Expr.Quantifier quantifier, Operator operator, JsonNode left, JsonNode right) {
        boolean membership = operator == Operator.IN || operator == Operator.NOT_IN;
        if (!left.isArray() || (membership && !right.isArray())) {
            return BooleanNode.FALSE;
        }
        int matching = 0;
        for (JsonNode element : left) {
            if (compare(operator, element, right)) {
                matching++;
            }
        }
        return BooleanNode.valueOf(
                switch (quantifier) {
                    case ALL -> matching == left.size();
                    case ANY -> matching > 0;
                    case NONE -> matching == 0;
                });
    }

    private JsonNode arithmetic(Operator operator, JsonNode left, JsonNode right) {
        JsonNode a = Values.toNumber(left);
        JsonNode b = Values.toNumber(right);
        if ((operator == Operator.DIV || operator == Operator.MOD) && b.doubleValue() == 0) {
            return divisionByZero(operator);
        }
        // Only the server's optimizer computes with integers, rows are computed with doubles.
        if (whileOptimizing && Numbers.isInteger(a) && Numbers.isInteger(b)) {
            try {
                return integers(operator, a.longValue(), b.longValue());
            } catch (ArithmeticException overflow) {
                // The server then goes on with doubles.
                return doubles(operator, a.doubleValue(), b.doubleValue());
            }
        }
        return doubles(operator, a.doubleValue(), b.doubleValue());
    }

    private static JsonNode integers(Operator operator, long a, long b) {
        return switch (operator) {
            case PLUS -> LongNode.valueOf(Math.addExact(a, b));
            case MINUS -> LongNode.valueOf(Math.subtractExact(a, b));
            case TIMES -> LongNode.valueOf(Math.multiplyExact(a, b));
            case MOD -> LongNode.valueOf(a % b);
            default -> a % b == 0 ? LongNode.valueOf(a / b) : Numbers.of((double) a / b);
        };
    }

    private JsonNode doubles(Operator operator, double a, double b) {
        double result = switch (operator) {
            case PLUS -> a + b;
            case MINUS -> a - b;
            case TIMES -> a * b;
            case DIV -> a / b;
            default -> a % b;
        };
        if (!Double.isFinite(result)) {
            if (whileOptimizing) {
                context.warn(OUT_OF_RANGE, "number out of range");
            }
            return NullNode.getInstance();
        }
        return Numbers.of(result);
    }

    private JsonNode divisionByZero(Operator operator) {
        String sign = operator == Operator.DIV ? "/" : "%";
        context.warn(
                DIVISION_BY_ZERO,
                whileOptimizing ? "division by zero" : "in function '" + sign + "()': division by zero");
        return NullNode.getInstance();
    }
}
