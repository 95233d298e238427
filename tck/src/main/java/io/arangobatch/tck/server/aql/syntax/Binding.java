package io.arangobatch.tck.server.aql.syntax;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How strongly infix operators bind; later ones more. */
enum Binding {
    TERNARY,
    OR,
    AND,
    QUANTIFIER,
    EQUALITY,
    MEMBERSHIP,
    ORDER,
    RANGE,
    SUM,
    PRODUCT,
    PREFIX;

    private static final Map<TokenType, Binding> OF = Map.ofEntries(
            Map.entry(TokenType.QUESTION, TERNARY),
            Map.entry(TokenType.OR, OR),
            Map.entry(TokenType.AND, AND),
            Map.entry(TokenType.ALL, QUANTIFIER),
            Map.entry(TokenType.ANY, QUANTIFIER),
            Map.entry(TokenType.NONE, QUANTIFIER),
            Map.entry(TokenType.EQ, EQUALITY),
            Map.entry(TokenType.NE, EQUALITY),
            Map.entry(TokenType.LIKE, EQUALITY),
            Map.entry(TokenType.REGEX_MATCH, EQUALITY),
            Map.entry(TokenType.REGEX_NON_MATCH, EQUALITY),
            Map.entry(TokenType.IN, MEMBERSHIP),
            Map.entry(TokenType.NOT_IN, MEMBERSHIP),
            Map.entry(TokenType.LT, ORDER),
            Map.entry(TokenType.GT, ORDER),
            Map.entry(TokenType.LE, ORDER),
            Map.entry(TokenType.GE, ORDER),
            Map.entry(TokenType.RANGE, RANGE),
            Map.entry(TokenType.PLUS, SUM),
            Map.entry(TokenType.MINUS, SUM),
            Map.entry(TokenType.TIMES, PRODUCT),
            Map.entry(TokenType.DIV, PRODUCT),
            Map.entry(TokenType.MOD, PRODUCT));

    static @Nullable Binding of(TokenType type) {
        return OF.get(type);
    }

    boolean weakerThan(Binding other) {
        return ordinal() < other.ordinal();
    }

    /** What the right operand of a left-associative operator must bind more strongly than. */
    Binding tighter() {
        return values()[ordinal() + 1];
    }
}
