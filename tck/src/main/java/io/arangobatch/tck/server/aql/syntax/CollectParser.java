package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.functions.Aggregates;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads COLLECT in all its forms. */
final class CollectParser {
    private static final int INVALID_AGGREGATE = 1574;

    private final ParserState state;
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    CollectParser(ParserState state, ExpressionParser expressions) {
        this.state = state;
        this.tokens = state.tokens;
        this.expressions = expressions;
    }

    void statement() {
        tokens.take();
        List<Statement.Assign> groups = List.of();
        if (!tokens.at(TokenType.WITH) && !tokens.at(TokenType.AGGREGATE)) {
            if (!tokens.at(TokenType.IDENTIFIER)) {
                throw tokens.unexpected(TokenType.IDENTIFIER);
            }
            groups = assignments();
        }
        if (tokens.at(TokenType.WITH)) {
            count(groups);
        } else if (tokens.takeIf(TokenType.AGGREGATE)) {
            aggregate(groups);
        } else {
            group(groups);
        }
    }

    private List<Statement.Assign> assignments() {
        List<Statement.Assign> assignments = new ArrayList<>();
        do {
            String name = tokens.expect(TokenType.IDENTIFIER).text();
            tokens.expect(TokenType.ASSIGN);
            Expr value = expressions.expression();
            assignments.add(new Statement.Assign(state.declare(name), value));
        } while (tokens.takeIf(TokenType.COMMA));
        return assignments;
    }

    private void count(List<Statement.Assign> groups) {
        tokens.take();
        Token qualifier = tokens.expect(TokenType.IDENTIFIER);
        tokens.expect(TokenType.INTO);
        Token name = tokens.expect(TokenType.IDENTIFIER);
        if (!qualifier.text().equalsIgnoreCase("COUNT")) {
            throw tokens.error("unexpected qualifier '" + qualifier.text() + "', expecting 'COUNT'", name);
        }
        Expr options = expressions.options();
        startScope(groups, List.of());
        Variable count = state.declare(name.text());
        state.add(new Statement.Collect(groups, List.of(), null, null, null, count, options));
    }

    private void aggregate(List<Statement.Assign> groups) {
        List<Statement.Assign> aggregates = assignments();
        Into into = into();
        Expr options = expressions.options();
        startScope(groups, aggregates);
        for (Statement.Assign aggregate : aggregates) {
            if (!(aggregate.value() instanceof Expr.Call call) || !Aggregates.isAggregate(call.function())) {
                throw new AqlException(INVALID_AGGREGATE, "invalid aggregate expression");
            }
        }
        Variable target = into == null ? null : state.declare(into.name());
        state.add(new Statement.Collect(
                groups, aggregates, target, into == null ? null : into.value(), null, null, options));
    }

    private void group(List<Statement.Assign> groups) {
        Into into = into();
        List<Variable> keep = null;
        Token keepEnd = tokens.last();
        if (tokens.at(TokenType.IDENTIFIER) && !tokens.peekSecond().is(TokenType.OBJECT_OPEN)) {
            keep = keep();
            keepEnd = tokens.peek();
        }
        Expr options = expressions.options();
        startScope(groups, List.of());
        if (keep != null && into == null) {
            throw tokens.error("use of 'KEEP' without 'INTO'", keepEnd);
        }
        Variable target = into == null ? null : state.declare(into.name());
        state.add(new Statement.Collect(
                groups, List.of(), target, into == null ? null : into.value(), keep, null, options));
    }

    private record Into(String name, @Nullable Expr value) {}

    private @Nullable Into into() {
        if (!tokens.takeIf(TokenType.INTO)) {
            return null;
        }
        String name = tokens.expect(TokenType.IDENTIFIER).text();
        return new Into(name, tokens.takeIf(TokenType.ASSIGN) ? expressions.expression() : null);
    }

    private List<Variable> keep() {
        Token qualifier = tokens.take();
        if (!qualifier.text().equalsIgnoreCase("KEEP")) {
            throw tokens.error("unexpected qualifier '" + qualifier.text() + "', expecting 'KEEP'", tokens.peek());
        }
        List<Variable> kept = new ArrayList<>();
        do {
            Token name = tokens.expect(TokenType.IDENTIFIER);
            Variable variable = state.scopes.find(name.text());
            if (variable == null) {
                throw tokens.error("use of unknown variable '" + name.text() + "' for KEEP", name);
            }
            kept.add(variable);
        } while (tokens.takeIf(TokenType.COMMA));
        return kept;
    }

    /** Behind a COLLECT only its own variables are left of the loops before it. */
    private void startScope(List<Statement.Assign> groups, List<Statement.Assign> aggregates) {
        if (state.scopes.kind() == Scopes.Kind.MAIN) {
            return;
        }
        state.scopes.endNested();
        state.scopes.start(Scopes.Kind.COLLECT);
        groups.forEach(group -> state.scopes.add(group.variable()));
        aggregates.forEach(aggregate -> state.scopes.add(aggregate.variable()));
    }
}
