package io.arangobatch.tck.server.aql.syntax;

import java.util.List;
import java.util.SortedSet;

/** What the parser makes of a query. */
public record ParsedAql(
        List<Statement> statements, SortedSet<String> collections, List<String> parameters, int nextVariableId) {}
