package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.arangobatch.tck.server.aql.AqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a query by recursive descent. Errors come out where, in the order and in the words of the server's own parser. */
public final class Parser {
    private static final int EMPTY_QUERY = 1502;
    private static final Set<TokenType> FINAL_WRITES =
            Set.of(TokenType.REMOVE, TokenType.INSERT, TokenType.UPDATE, TokenType.REPLACE, TokenType.UPSERT);

    private final ParserState state;
    private final TokenStream tokens;
    private final ExpressionParser expressions;
    private final WriteParser writes;
    private final CollectParser collects;
    private final ForParser loops;

    private Parser(String query) {
        this.tokens = new TokenStream(new QueryText(query));
        this.state = new ParserState(tokens);
        this.expressions = new ExpressionParser(state, this::subquery);
        this.writes = new WriteParser(state, expressions);
        this.collects = new CollectParser(state, expressions);
        this.loops = new ForParser(state, expressions);
    }

    /**
     * Parses a query.
     *
     * @throws AqlException with a number from 1501 on and the message without prefix or suffix
     */
    public static ParsedAql parse(String query) {
        if (query.isEmpty()) {
            throw new AqlException(EMPTY_QUERY, "query is empty");
        }
        return new Parser(query).query();
    }

    private ParsedAql query() {
        state.startBlock(Scopes.Kind.MAIN);
        if (tokens.takeIf(TokenType.WITH)) {
            with();
        }
        body();
        if (!tokens.at(TokenType.END)) {
            throw tokens.unexpected(TokenType.END);
        }
        List<Statement> statements = state.endBlock();
        return new ParsedAql(statements, state.collections, List.copyOf(state.parameters), state.nextId());
    }

    private List<Statement> subquery() {
        state.startBlock(Scopes.Kind.SUBQUERY);
        body();
        return state.endBlock();
    }

    private void with() {
        List<Expr> names = new ArrayList<>();
        do {
            names.add(withCollection());
        } while (tokens.takeIf(TokenType.COMMA) || tokens.at(TokenType.IDENTIFIER) || tokens.at(TokenType.PARAMETER));
        state.add(new Statement.With(names));
    }

    private Expr withCollection() {
        if (tokens.at(TokenType.PARAMETER)) {
            Token parameter = tokens.take();
            if (!parameter.text().startsWith("@")) {
                throw state.notADataSourceName(parameter, parameter);
            }
            return state.parameter(parameter);
        }
        String name = tokens.expect(TokenType.IDENTIFIER, TokenType.PARAMETER).text();
        state.collections.add(name);
        return new Expr.CollectionRef(name);
    }

    /** Statements up to the RETURN; a write ends the query as well, if nothing follows it. */
    private void body() {
        boolean wrote = false;
        while (true) {
            TokenType type = tokens.peek().type();
            if (type == TokenType.RETURN) {
                returning();
                return;
            }
            if (wrote && endsBody(type)) {
                return;
            }
            wrote = FINAL_WRITES.contains(type);
            statement(type);
        }
    }

    private static boolean endsBody(TokenType type) {
        return type == TokenType.END || type == TokenType.CLOSE || type == TokenType.COMMA;
    }

    private void statement(TokenType type) {
        switch (type) {
            case FOR -> loops.statement();
            case LET -> let();
            case FILTER -> filter();
            case COLLECT -> collects.statement();
            case SORT -> sort();
            case LIMIT -> limit();
            case REMOVE, INSERT, UPDATE, REPLACE, UPSERT -> writes.statement();
            default -> throw tokens.unexpected();
        }
    }

    private void let() {
        tokens.take();
        do {
            Token name = tokens.expect(TokenType.IDENTIFIER);
            tokens.expect(TokenType.ASSIGN);
            Expr value = expressions.expression();
            state.add(new Statement.Let(state.declare(name.text()), value));
        } while (tokens.takeIf(TokenType.COMMA));
    }

    private void filter() {
        tokens.take();
        state.add(new Statement.Filter(expressions.expression()));
    }

    private void sort() {
        tokens.take();
        List<Statement.SortKey> keys = new ArrayList<>();
        do {
            Expr key = expressions.expression();
            keys.add(new Statement.SortKey(key, ascending()));
        } while (tokens.takeIf(TokenType.COMMA));
        state.add(new Statement.Sort(keys));
    }

    private Expr ascending() {
        if (tokens.takeIf(TokenType.DESC)) {
            return new Expr.Value(BooleanNode.FALSE);
        }
        if (tokens.takeIf(TokenType.ASC)) {
            return new Expr.Value(BooleanNode.TRUE);
        }
        Expr direction = expressions.simpleValue();
        return direction != null ? direction : new Expr.Value(BooleanNode.TRUE);
    }

    private void limit() {
        tokens.take();
        Expr first = limitValue();
        if (tokens.takeIf(TokenType.COMMA)) {
            state.add(new Statement.Limit(first, limitValue()));
        } else {
            state.add(new Statement.Limit(new Expr.Value(LongNode.valueOf(0)), first));
        }
    }

    /** In 3.2 a limit is a literal or a parameter, nothing to be computed. */
    private Expr limitValue() {
        Expr value = expressions.simpleValue();
        if (value == null) {
            throw tokens.unexpected();
        }
        return value;
    }

    private void returning() {
        tokens.take();
        boolean distinct = tokens.at(TokenType.DISTINCT);
        if (distinct) {
            Token modifier = tokens.take();
            if (state.scopes.isTopLevel()) {
                throw tokens.error("cannot use DISTINCT modifier on top-level query element", modifier);
            }
        }
        state.add(new Statement.Return(expressions.expression(), distinct));
        state.scopes.endNested();
    }
}
