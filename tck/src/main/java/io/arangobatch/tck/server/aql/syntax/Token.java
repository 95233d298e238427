package io.arangobatch.tck.server.aql.syntax;

/** A terminal with its text (unescaped, for names and strings) and the place an error at it is reported for. */
record Token(TokenType type, String text, Position position) {
    boolean is(TokenType other) {
        return type == other;
    }
}
