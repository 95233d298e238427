package io.arangobatch.tck.server.aql.syntax;

/** What the documents before and after a write are called inside the parser. */
final class SpecialNames {
    static final String OLD = "$OLD";
    static final String NEW = "$NEW";

    private SpecialNames() {}
}
