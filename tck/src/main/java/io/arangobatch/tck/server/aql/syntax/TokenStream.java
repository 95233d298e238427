package io.arangobatch.tck.server.aql.syntax;

import io.arangobatch.tck.server.aql.AqlException;
import java.util.List;

/** The tokens with the place reached, and the errors about them. */
final class TokenStream {
    private static final int MAX_EXPECTED = 4;

    private final QueryText query;
    private final List<Token> tokens;
    private int next;

    TokenStream(QueryText query) {
        this.query = query;
        this.tokens = Tokenizer.tokenize(query);
    }

    Token peek() {
        return tokens.get(next);
    }

    Token peekSecond() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    Token peekThird() {
        return tokens.get(Math.min(next + 2, tokens.size() - 1));
    }

    boolean at(TokenType type) {
        return peek().is(type);
    }

    /** The token taken last. */
    Token last() {
        return tokens.get(Math.max(0, next - 1));
    }

    Token take() {
        Token token = peek();
        if (!token.is(TokenType.END)) {
            next++;
        }
        return token;
    }

    boolean takeIf(TokenType type) {
        if (!at(type)) {
            return false;
        }
        take();
        return true;
    }

    /** Takes a token of the type, or complains and names what would have done there. */
    Token expect(TokenType type, TokenType... alternatives) {
        if (at(type)) {
            return take();
        }
        throw unexpected(type, alternatives);
    }

    /** The server names what it expected only where that was at most four things. */
    AqlException unexpected() {
        return query.syntaxError("syntax error, unexpected " + peek().type().display(), peek().position());
    }

    AqlException unexpected(TokenType expected, TokenType... alternatives) {
        if (alternatives.length >= MAX_EXPECTED) {
            return unexpected();
        }
        StringBuilder text = new StringBuilder("syntax error, unexpected ")
                .append(peek().type().display())
                .append(", expecting ")
                .append(expected.display());
        for (TokenType alternative : alternatives) {
            text.append(" or ").append(alternative.display());
        }
        return query.syntaxError(text.toString(), peek().position());
    }

    AqlException error(String complaint, Token at) {
        return query.syntaxError(complaint, at.position());
    }

    /** An error of another number whose template takes the located complaint as its argument. */
    AqlException error(int errorNum, String template, String complaint, Token at) {
        return new AqlException(errorNum, template.replace("%s", query.located(complaint, at.position())));
    }
}
