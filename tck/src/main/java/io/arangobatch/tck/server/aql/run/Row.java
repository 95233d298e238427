package io.arangobatch.tck.server.aql.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.arangobatch.tck.server.aql.syntax.Variable;
import org.jspecify.annotations.Nullable;

/** The values of the variables at one point of a query's run. Immutable. */
final class Row {
    private final @Nullable JsonNode[] values;

    private Row(@Nullable JsonNode[] values) {
        this.values = values;
    }

    static Row empty(int variables) {
        return new Row(new JsonNode[variables]);
    }

    JsonNode get(Variable variable) {
        JsonNode value = values[variable.id()];
        return value == null ? NullNode.getInstance() : value;
    }

    Row with(Variable variable, JsonNode value) {
        @Nullable JsonNode[] copy = values.clone();
        copy[variable.id()] = value;
        return new Row(copy);
    }
}
