package io.arangobatch.tck.server.aql.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A set of values that finds them fast. Handed out latest first: the server walks a hash table, where a new entry goes to the
 * front, and that is what its clients see as long as nothing collides.
 */
public final class DistinctValues {
    private record Key(JsonNode value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Values.equal(value, key.value);
        }

        @Override
        public int hashCode() {
            return hash(value);
        }

        /** Equal numbers and members that are null must not tell values apart. */
        private static int hash(JsonNode value) {
            return switch (value.getNodeType()) {
                case NUMBER -> Double.hashCode(value.doubleValue() + 0.0);
                case STRING, BOOLEAN -> value.hashCode();
                case ARRAY -> value.isEmpty() ? 0 : hash(value.get(0));
                default -> 0;
            };
        }
    }

    private final Map<Key, Integer> values = new LinkedHashMap<>();

    /** Whether the value is new. */
    public boolean add(JsonNode value) {
        return values.putIfAbsent(new Key(value), 1) == null;
    }

    void remove(JsonNode value) {
        values.remove(new Key(value));
    }

    boolean contains(JsonNode value) {
        return values.containsKey(new Key(value));
    }

    /** How often a value was counted. */
    int count(JsonNode value) {
        return values.getOrDefault(new Key(value), 0);
    }

    void count(JsonNode value, int times) {
        values.put(new Key(value), times);
    }

    public List<JsonNode> latestFirst() {
        List<JsonNode> list = new ArrayList<>(values.size());
        values.keySet().forEach(key -> list.add(0, key.value()));
        return list;
    }

    ArrayNode toArray() {
        return JsonNodeFactory.instance.arrayNode().addAll(latestFirst());
    }
}
