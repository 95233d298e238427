package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.functions.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads expressions: infix operators by binding strength, everything else by descent. */
final class ExpressionParser {
    /** What a thread's stack of ordinary size bears; brackets take more of it than chained operators. */
    private static final int MAX_DEPTH = 1000;

    private static final int BRACKET_DEPTH = 5;

    /** What may follow the collection's name in a write; it tells {@code IN collection} from the operator IN. */
    private static final List<TokenType> AFTER_COLLECTION = List.of(
            TokenType.END,
            TokenType.CLOSE,
            TokenType.COMMA,
            TokenType.IDENTIFIER,
            TokenType.FOR,
            TokenType.LET,
            TokenType.FILTER,
            TokenType.RETURN,
            TokenType.COLLECT,
            TokenType.SORT,
            TokenType.LIMIT,
            TokenType.REMOVE,
            TokenType.INSERT,
            TokenType.UPDATE,
            TokenType.REPLACE,
            TokenType.UPSERT);

    private final ParserState state;
    private final TokenStream tokens;
    private final ReferenceParser references;
    private int depth;

    ExpressionParser(ParserState state, Supplier<List<Statement>> subqueries) {
        this.state = state;
        this.tokens = state.tokens;
        this.references = new ReferenceParser(state, this, subqueries);
    }

    Expr expression() {
        return infix(Binding.TERNARY);
    }

    /** An expression in front of {@code IN collection} or {@code INTO collection}. */
    Expr beforeCollection() {
        return infix(Binding.TERNARY, this::atCollection);
    }

    /** An expression that the direction of a traversal or of an edge collection may follow. */
    Expr beforeDirection() {
        return infix(Binding.TERNARY, this::atDirection);
    }

    private Expr infix(Binding weakest) {
        return infix(weakest, () -> false);
    }

    private Expr infix(Binding weakest, BooleanSupplier atEnd) {
        int depthBefore = depth;
        deepen(BRACKET_DEPTH);
        Expr left = prefix();
        while (true) {
            Binding binding = Binding.of(tokens.peek().type());
            if (binding == null || binding.weakerThan(weakest) || atEnd.getAsBoolean()) {
                depth = depthBefore;
                return left;
            }
            deepen(1);
            left = operator(left, binding);
        }
    }

    /** Trees are walked by recursion, so that their depth must have an end before the stack has. */
    private void deepen(int levels) {
        depth += levels;
        if (depth > MAX_DEPTH) {
            throw new AqlException(AqlException.NOT_IMPLEMENTED, "an expression as deep as this is not implemented");
        }
    }

    private boolean atCollection() {
        if (!tokens.at(TokenType.IN)) {
            return false;
        }
        Token name = tokens.peekSecond();
        boolean isName = name.is(TokenType.IDENTIFIER) || name.is(TokenType.STRING) || name.is(TokenType.PARAMETER);
        return isName && AFTER_COLLECTION.contains(tokens.peekThird().type());
    }

    /** {@code 1..2 ANY start}: a direction of a traversal, unless a comparison follows. */
    private boolean atDirection() {
        return tokens.at(TokenType.ANY) && comparison(tokens.peekSecond().type()) == null;
    }

    private Expr operator(Expr left, Binding binding) {
        Token operator = tokens.take();
        return switch (operator.type()) {
            case QUESTION -> ternary(left);
            case RANGE -> new Expr.Range(left, infix(binding.tighter()));
            case LIKE -> new Expr.Call("LIKE", List.of(left, infix(binding.tighter())));
            case REGEX_MATCH -> new Expr.Call("REGEX_TEST", List.of(left, infix(binding.tighter())));
            case REGEX_NON_MATCH ->
                new Expr.Unary(Operator.NOT, new Expr.Call("REGEX_TEST", List.of(left, infix(binding.tighter()))));
            case ALL, ANY, NONE ->
                arrayComparison(left, Expr.Quantifier.valueOf(operator.type().name()));
            default -> new Expr.Binary(binary(operator.type()), left, infix(binding.tighter()));
        };
    }

    private Expr ternary(Expr condition) {
        if (tokens.takeIf(TokenType.COLON)) {
            return new Expr.Ternary(condition, condition, infix(Binding.TERNARY));
        }
        Expr then = infix(Binding.TERNARY);
        if (!tokens.takeIf(TokenType.COLON)) {
            throw tokens.unexpected();
        }
        return new Expr.Ternary(condition, then, infix(Binding.TERNARY));
    }

    private Expr arrayComparison(Expr left, Expr.Quantifier quantifier) {
        Operator operator = comparison(tokens.peek().type());
        if (operator == null) {
            throw tokens.unexpected();
        }
        Binding binding = Binding.valueOf(
                switch (operator) {
                    case EQ, NE -> "EQUALITY";
                    case IN, NOT_IN -> "MEMBERSHIP";
                    default -> "ORDER";
                });
        tokens.take();
        return new Expr.ArrayComparison(quantifier, operator, left, infix(binding.tighter()));
    }

    private static @Nullable Operator comparison(TokenType type) {
        return switch (type) {
            case EQ, NE, LT, LE, GT, GE, IN, NOT_IN -> Operator.valueOf(type.name());
            default -> null;
        };
    }

    private static Operator binary(TokenType type) {
        return Operator.valueOf(type.name());
    }

    private Expr prefix() {
        if (tokens.takeIf(TokenType.PLUS)) {
            return new Expr.Unary(Operator.UNARY_PLUS, infix(Binding.PREFIX));
        }
        if (tokens.takeIf(TokenType.MINUS)) {
            return new Expr.Unary(Operator.UNARY_MINUS, infix(Binding.PREFIX));
        }
        if (tokens.takeIf(TokenType.NOT)) {
            return new Expr.Unary(Operator.NOT, infix(Binding.PREFIX));
        }
        Expr literal = literal();
        return literal != null ? literal : references.reference();
    }

    /** A literal, or a parameter. */
    @Nullable
    Expr simpleValue() {
        return tokens.at(TokenType.PARAMETER) ? state.parameter(tokens.take()) : literal();
    }

    private @Nullable Expr literal() {
        Token token = tokens.peek();
        Expr value = switch (token.type()) {
            case NULL -> new Expr.Value(NullNode.getInstance());
            case TRUE -> new Expr.Value(BooleanNode.TRUE);
            case FALSE -> new Expr.Value(BooleanNode.FALSE);
            case STRING -> new Expr.Value(TextNode.valueOf(token.text()));
            case INTEGER, DOUBLE -> new Expr.Value(Numbers.parseLiteral(token.text()));
            default -> null;
        };
        if (value != null) {
            tokens.take();
        }
        return value;
    }

    /** {@code OPTIONS { … }}, if it is there. */
    @Nullable
    Expr options() {
        if (!tokens.at(TokenType.IDENTIFIER)) {
            return null;
        }
        Token qualifier = tokens.take();
        if (!tokens.at(TokenType.OBJECT_OPEN)) {
            throw tokens.unexpected(TokenType.OBJECT_OPEN);
        }
        Expr options = references.object();
        if (!qualifier.text().equalsIgnoreCase("OPTIONS")) {
            throw tokens.error("unexpected qualifier '" + qualifier.text() + "', expecting 'OPTIONS'", tokens.last());
        }
        return options;
    }

    boolean startsExpression() {
        return switch (tokens.peek().type()) {
            case PLUS,
                    MINUS,
                    NOT,
                    NULL,
                    TRUE,
                    FALSE,
                    STRING,
                    INTEGER,
                    DOUBLE,
                    IDENTIFIER,
                    LIKE,
                    PARAMETER,
                    ARRAY_OPEN,
                    OBJECT_OPEN,
                    OPEN -> true;
            default -> false;
        };
    }

    /** Elements up to the closing token, which is taken. What starts none is complained of as if the list were to end. */
    List<Expr> list(TokenType close, boolean startsElement, Supplier<Expr> element) {
        List<Expr> elements = new ArrayList<>();
        if (!tokens.at(close) && startsElement) {
            do {
                elements.add(element.get());
            } while (tokens.takeIf(TokenType.COMMA));
        }
        tokens.expect(close);
        return elements;
    }
}
