package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;

/** What {@code POST /_api/query} tells of a query without running it. */
public record ParsedQuery(List<String> collections, List<String> bindVars, ArrayNode ast) {}
