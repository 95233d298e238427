package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.functions.FunctionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Reads what can be accessed further, names, calls, literals of arrays and objects, parentheses, and the accesses to it. */
final class ReferenceParser {
    private static final int UNKNOWN_VARIABLE = 1512;
    private static final String UNKNOWN_VARIABLE_TEMPLATE = "unknown variable '%s'";

    private static final Set<TokenType> STATEMENT_STARTS = Set.of(
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
    private final ExpressionParser expressions;
    private final Supplier<List<Statement>> subqueries;

    ReferenceParser(ParserState state, ExpressionParser expressions, Supplier<List<Statement>> subqueries) {
        this.state = state;
        this.tokens = state.tokens;
        this.expressions = expressions;
        this.subqueries = subqueries;
    }

    Expr reference() {
        Expr result = start();
        while (true) {
            if (tokens.takeIf(TokenType.DOT)) {
                result = attribute(result);
            } else if (tokens.at(TokenType.ARRAY_OPEN)) {
                tokens.take();
                result = tokens.at(TokenType.TIMES) ? expansion(result) : index(result);
            } else {
                return result;
            }
        }
    }

    private Expr start() {
        return switch (tokens.peek().type()) {
            case IDENTIFIER -> nameOrCall();
            case LIKE -> likeCall();
            case PARAMETER -> state.parameter(tokens.take());
            case ARRAY_OPEN -> array();
            case OBJECT_OPEN -> object();
            case OPEN -> parentheses();
            default -> throw tokens.unexpected();
        };
    }

    private Expr nameOrCall() {
        Token name = tokens.take();
        if (tokens.at(TokenType.OPEN) || tokens.at(TokenType.SCOPE)) {
            return call(functionName(name));
        }
        Variable variable = state.scopes.findWithSpecial(name.text());
        if (variable != null) {
            return new Expr.Reference(variable);
        }
        return state.collection(name.text());
    }

    private String functionName(Token first) {
        StringBuilder name = new StringBuilder(first.text());
        while (tokens.takeIf(TokenType.SCOPE)) {
            name.append("::").append(tokens.expect(TokenType.IDENTIFIER).text());
        }
        if (!tokens.at(TokenType.OPEN)) {
            throw tokens.unexpected(TokenType.SCOPE, TokenType.OPEN);
        }
        return name.toString();
    }

    private Expr likeCall() {
        tokens.take();
        if (!tokens.at(TokenType.OPEN)) {
            throw tokens.unexpected(TokenType.OPEN);
        }
        return call("LIKE");
    }

    private Expr call(String name) {
        tokens.take();
        List<Expr> arguments = expressions.list(TokenType.CLOSE, true, this::argument);
        if (name.contains("::") && !name.toUpperCase(Locale.ROOT).startsWith("_AQL::")) {
            return new Expr.UserCall(name.toUpperCase(Locale.ROOT), arguments);
        }
        return new Expr.Call(FunctionCatalog.resolve(name, arguments.size()), arguments);
    }

    /** An argument may be a subquery without parentheses of its own. */
    private Expr argument() {
        if (STATEMENT_STARTS.contains(tokens.peek().type())) {
            return state.addSubquery(subqueries.get());
        }
        return expressions.expression();
    }

    private Expr parentheses() {
        tokens.take();
        if (STATEMENT_STARTS.contains(tokens.peek().type())) {
            List<Statement> statements = subqueries.get();
            tokens.expect(TokenType.CLOSE);
            return state.addSubquery(statements);
        }
        Expr inner = expressions.expression();
        if (!tokens.takeIf(TokenType.CLOSE)) {
            throw tokens.unexpected();
        }
        return inner instanceof Expr.Expansion ? new Expr.Passthru(inner) : inner;
    }

    private Expr array() {
        tokens.take();
        return new Expr.ArrayLiteral(
                expressions.list(TokenType.ARRAY_CLOSE, expressions.startsExpression(), expressions::expression));
    }

    Expr object() {
        tokens.take();
        List<Expr.Member> members = new ArrayList<>();
        if (startsMember()) {
            do {
                members.add(member());
            } while (tokens.takeIf(TokenType.COMMA));
        }
        tokens.expect(TokenType.OBJECT_CLOSE);
        return new Expr.ObjectLiteral(members);
    }

    private boolean startsMember() {
        return switch (tokens.peek().type()) {
            case IDENTIFIER, STRING, PARAMETER, ARRAY_OPEN -> true;
            default -> false;
        };
    }

    private Expr.Member member() {
        Token name = tokens.peek();
        switch (name.type()) {
            case IDENTIFIER -> {
                tokens.take();
                return tokens.takeIf(TokenType.COLON) ? named(name) : shorthand(name);
            }
            case STRING -> {
                tokens.take();
                tokens.expect(TokenType.COLON);
                return named(name);
            }
            case PARAMETER -> {
                return boundName(tokens.take());
            }
            case ARRAY_OPEN -> {
                return computedName();
            }
            default ->
                throw tokens.unexpected(
                        TokenType.IDENTIFIER, TokenType.STRING, TokenType.PARAMETER, TokenType.ARRAY_OPEN);
        }
    }

    private Expr.Member named(Token name) {
        return new Expr.Member(name.text(), null, expressions.expression());
    }

    private Expr.Member shorthand(Token name) {
        Variable variable = state.scopes.findWithSpecial(name.text());
        if (variable == null) {
            throw tokens.error(
                    UNKNOWN_VARIABLE,
                    UNKNOWN_VARIABLE_TEMPLATE,
                    "use of unknown variable '" + name.text() + "' in object literal",
                    tokens.peek());
        }
        return new Expr.Member(name.text(), null, new Expr.Reference(variable));
    }

    private Expr.Member boundName(Token name) {
        tokens.expect(TokenType.COLON);
        Expr value = expressions.expression();
        if (name.text().startsWith("@")) {
            throw state.notADataSourceName(name, tokens.peek());
        }
        return new Expr.Member(null, state.parameter(name), value);
    }

    private Expr.Member computedName() {
        tokens.take();
        Expr name = expressions.expression();
        if (!tokens.takeIf(TokenType.ARRAY_CLOSE)) {
            throw tokens.unexpected();
        }
        tokens.expect(TokenType.COLON);
        return new Expr.Member(null, name, expressions.expression());
    }

    private Expr attribute(Expr object) {
        if (tokens.at(TokenType.PARAMETER)) {
            Expr name = state.parameter(tokens.take());
            return Expansions.extend(object, inner -> new Expr.BoundAccess(inner, name));
        }
        String name = tokens.expect(TokenType.IDENTIFIER, TokenType.PARAMETER).text();
        return Expansions.extend(object, inner -> new Expr.AttributeAccess(inner, name));
    }

    private Expr index(Expr object) {
        Expr index = expressions.expression();
        if (!tokens.takeIf(TokenType.ARRAY_CLOSE)) {
            throw tokens.unexpected();
        }
        return Expansions.extend(object, inner -> new Expr.IndexedAccess(inner, index));
    }

    private Expr expansion(Expr object) {
        int levels = 0;
        while (tokens.takeIf(TokenType.TIMES)) {
            levels++;
        }
        Expr source = levels > 1 && object instanceof Expr.Expansion ? new Expr.Passthru(object) : object;
        Variable item = state.declareTemporary("_");
        state.scopes.pushCurrent(item);
        Expr filter = tokens.takeIf(TokenType.FILTER) ? expressions.expression() : null;
        Expr offset = null;
        Expr count = null;
        if (tokens.takeIf(TokenType.LIMIT)) {
            count = expressions.expression();
            if (tokens.takeIf(TokenType.COMMA)) {
                offset = count;
                count = expressions.expression();
            }
        }
        Expr projection = tokens.takeIf(TokenType.RETURN) ? expressions.expression() : null;
        tokens.expect(TokenType.ARRAY_CLOSE);
        state.scopes.popCurrent();
        Expr element = new Expr.Reference(item);
        if (source instanceof Expr.Expansion outer) {
            return Expansions.withElement(
                    outer,
                    new Expr.Expansion(levels, item, outer.element(), element, filter, offset, count, projection));
        }
        return new Expr.Expansion(levels, item, source, element, filter, offset, count, projection);
    }
}
