package io.arangobatch.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;

/**
 * A query that the server parsed and did not run.
 *
 * @param collections the collections that it names
 * @param bindVariables the names of its bind variables
 * @param ast its syntax tree, in the server's own form
 */
public record ParsedQuery(List<String> collections, List<String> bindVariables, JsonNode ast) {

    /**
     * Checks that every component is there and copies the lists.
     *
     * @param collections the collections that it names
     * @param bindVariables the names of its bind variables
     * @param ast its syntax tree, in the server's own form
     */
    public ParsedQuery {
        collections = List.copyOf(collections);
        bindVariables = List.copyOf(bindVariables);
        Objects.requireNonNull(ast, "ast");
    }
}
