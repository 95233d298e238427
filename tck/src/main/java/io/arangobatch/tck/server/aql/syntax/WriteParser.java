package io.arangobatch.tck.server.aql.syntax;

import com.fasterxml.jackson.databind.node.LongNode;
import io.arangobatch.tck.server.aql.AqlException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the statements that write. */
final class WriteParser {
    private static final int OPTIONS_NOT_CONSTANT = 1575;

    private final ParserState state;
    private final TokenStream tokens;
    private final ExpressionParser expressions;

    WriteParser(ParserState state, ExpressionParser expressions) {
        this.state = state;
        this.tokens = state.tokens;
        this.expressions = expressions;
    }

    void statement() {
        Token command = tokens.take();
        switch (command.type()) {
            case INSERT -> insert();
            case REMOVE -> remove();
            case UPDATE -> modify(false);
            case REPLACE -> modify(true);
            default -> upsert();
        }
    }

    private void insert() {
        Expr document = expressions.beforeCollection();
        Expr collection = collection();
        Expr options = options();
        state.add(new Statement.Insert(document, collection, options, state.declareSpecial(SpecialNames.NEW)));
    }

    private void remove() {
        Expr document = expressions.beforeCollection();
        Expr collection = collection();
        Expr options = options();
        state.add(new Statement.Remove(document, collection, options, state.declareSpecial(SpecialNames.OLD)));
    }

    private void modify(boolean replace) {
        Expr key = null;
        Expr document = expressions.beforeCollection();
        if (tokens.takeIf(TokenType.WITH)) {
            key = document;
            document = expressions.beforeCollection();
        }
        Expr collection = collection();
        Expr options = options();
        Variable before = state.declareSpecial(SpecialNames.OLD);
        Variable after = state.declareSpecial(SpecialNames.NEW);
        state.add(new Statement.Modify(replace, key, document, collection, options, before, after));
    }

    /** An UPSERT is a subquery that looks for the document, its first result, and the write itself. */
    private void upsert() {
        Variable found = state.declare(SpecialNames.OLD);
        Expr example = expressions.expression();
        requireExample(example);
        state.startBlock(Scopes.Kind.SUBQUERY);
        state.scopes.start(Scopes.Kind.FOR);
        Variable document = state.declareTemporary("");
        state.add(new Statement.Filter(new Expr.Example(document, example)));
        state.add(new Statement.Limit(new Expr.Value(LongNode.valueOf(0)), new Expr.Value(LongNode.valueOf(1))));
        state.add(new Statement.Return(new Expr.Reference(document), false));
        List<Statement> search = state.endBlock();
        Variable results = state.declareTemporary("");
        tokens.expect(TokenType.INSERT);
        Expr insert = expressions.expression();
        boolean replace = replaces();
        Expr update = expressions.beforeCollection();
        Expr collection = collection();
        Expr options = options();
        state.add(new Statement.Let(
                results, new Expr.Subquery(prepend(new Statement.For(document, collection), search))));
        state.add(new Statement.Let(
                found, new Expr.IndexedAccess(new Expr.Reference(results), new Expr.Value(LongNode.valueOf(0)))));
        Variable after = state.declareSpecial(SpecialNames.NEW);
        state.add(new Statement.Upsert(replace, found, insert, update, collection, options, after));
    }

    private static void requireExample(Expr example) {
        if (!(example instanceof Expr.ObjectLiteral) && !(example instanceof Expr.Parameter)) {
            throw new AqlException(QueryText.PARSE_ERROR, "expecting object literal or bind parameter for example");
        }
    }

    private static List<Statement> prepend(Statement first, List<Statement> rest) {
        List<Statement> all = new java.util.ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return List.copyOf(all);
    }

    private boolean replaces() {
        if (tokens.takeIf(TokenType.UPDATE)) {
            return false;
        }
        if (tokens.takeIf(TokenType.REPLACE)) {
            return true;
        }
        throw tokens.unexpected();
    }

    private Expr collection() {
        if (!tokens.takeIf(TokenType.IN) && !tokens.takeIf(TokenType.INTO)) {
            throw tokens.unexpected();
        }
        if (tokens.at(TokenType.PARAMETER)) {
            Token parameter = tokens.take();
            if (!parameter.text().startsWith("@")) {
                throw state.notADataSourceName(parameter, parameter);
            }
            return state.parameter(parameter);
        }
        if (!tokens.at(TokenType.IDENTIFIER) && !tokens.at(TokenType.STRING)) {
            throw tokens.unexpected(TokenType.IDENTIFIER, TokenType.STRING, TokenType.PARAMETER);
        }
        return state.collection(tokens.take().text());
    }

    private @Nullable Expr options() {
        Expr options = expressions.options();
        if (options != null && !Constants.isConstant(options)) {
            throw new AqlException(OPTIONS_NOT_CONSTANT, "query options must be readable at query compile time");
        }
        return options;
    }
}
