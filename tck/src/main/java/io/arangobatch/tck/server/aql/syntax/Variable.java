package io.arangobatch.tck.server.aql.syntax;

/** A variable of a query; ids count up in the order the server gives them, temporary ones included. */
public record Variable(int id, String name) {
    /** Names that begin with a digit or {@code $} are the parser's own. */
    public boolean isUserDefined() {
        char first = name.charAt(0);
        return first != '$' && (first < '0' || first > '9');
    }
}
