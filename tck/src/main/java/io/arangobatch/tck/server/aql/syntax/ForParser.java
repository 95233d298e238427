package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlStore.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads FOR loops and traversals. */
final class ForParser {
    private static final int MAX_VARIABLES = 3;

    private final ParserState state;
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    ForParser(ParserState state, ExpressionParser expressions) {
        this.state = state;
        this.tokens = state.tokens;
        this.expressions = expressions;
    }

    void statement() {
        tokens.take();
        List<String> names = variableNames();
        Direction direction = direction();
        if (direction != null) {
            if (names.size() < MAX_VARIABLES && tokens.at(TokenType.SHORTEST_PATH)) {
                throw new AqlException(AqlException.NOT_IMPLEMENTED, "SHORTEST_PATH is not implemented");
            }
            traversal(names, new Expr.Value(LongNode.valueOf(1)), direction);
            return;
        }
        Expr source = expressions.beforeDirection();
        direction = direction();
        if (direction != null) {
            traversal(names, source, direction);
        } else if (names.size() == 1) {
            state.scopes.start(Scopes.Kind.FOR);
            state.add(new Statement.For(state.declare(names.get(0)), source));
        } else {
            throw tokens.unexpected();
        }
    }

    private List<String> variableNames() {
        List<String> names = new ArrayList<>();
        names.add(tokens.expect(TokenType.IDENTIFIER).text());
        while (names.size() < MAX_VARIABLES && tokens.takeIf(TokenType.COMMA)) {
            names.add(tokens.expect(TokenType.IDENTIFIER).text());
        }
        if (names.size() < MAX_VARIABLES) {
            tokens.expect(TokenType.IN, TokenType.COMMA);
        } else {
            tokens.expect(TokenType.IN);
        }
        return names;
    }

    private @Nullable Direction direction() {
        return switch (tokens.peek().type()) {
            case OUTBOUND, INBOUND, ANY ->
                Direction.valueOf(tokens.take().type().name());
            default -> null;
        };
    }

    private void traversal(List<String> names, Expr steps, Direction direction) {
        Expr start = expressions.beforeDirection();
        Expr graph = null;
        List<Statement.EdgeCollection> edges = List.of();
        if (tokens.takeIf(TokenType.GRAPH)) {
            graph = graphName();
        } else {
            edges = edgeCollections();
        }
        Expr options = expressions.options();
        state.scopes.start(Scopes.Kind.FOR);
        Variable vertex = state.declareUnchecked(names.get(0));
        Variable edge = names.size() > 1 ? state.declareUnchecked(names.get(1)) : null;
        Variable path = names.size() > 2 ? state.declareUnchecked(names.get(2)) : null;
        state.add(new Statement.Traversal(vertex, edge, path, direction, steps, start, graph, edges, options));
    }

    private Expr graphName() {
        if (tokens.at(TokenType.PARAMETER)) {
            return state.parameter(tokens.take());
        }
        return new Expr.Value(TextNode.valueOf(
                tokens.expect(TokenType.STRING, TokenType.PARAMETER).text()));
    }

    private List<Statement.EdgeCollection> edgeCollections() {
        List<Statement.EdgeCollection> edges = new ArrayList<>();
        do {
            Direction own = direction();
            edges.add(new Statement.EdgeCollection(edgeCollection(own != null), own));
        } while (tokens.takeIf(TokenType.COMMA));
        return edges;
    }

    private Expr edgeCollection(boolean afterDirection) {
        if (tokens.at(TokenType.PARAMETER)) {
            return state.parameter(tokens.take());
        }
        if (!tokens.at(TokenType.IDENTIFIER)) {
            throw afterDirection ? tokens.unexpected(TokenType.IDENTIFIER, TokenType.PARAMETER) : tokens.unexpected();
        }
        String name = tokens.take().text();
        state.collections.add(name);
        return new Expr.CollectionRef(name);
    }
}
