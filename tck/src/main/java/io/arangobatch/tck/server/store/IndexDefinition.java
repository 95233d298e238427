package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** What a client asks for when it creates an index; {@code special} holds what only one type has. */
public record IndexDefinition(
        String type, List<String> fields, boolean unique, boolean sparse, String name, ObjectNode special) {
    static final IndexDefinition PRIMARY =
            new IndexDefinition("primary", List.of("_key"), true, false, "primary", Json.object());
    static final IndexDefinition EDGE =
            new IndexDefinition("edge", List.of("_from", "_to"), false, false, "edge", Json.object());

    /**
     * Reads a definition.
     *
     * @throws StoreException 10 if it is not one
     */
    public static IndexDefinition of(JsonNode json) {
        List<String> fields = fields(json.path("fields"));
        boolean unique = json.path("unique").asBoolean(false);
        boolean sparse = json.path("sparse").asBoolean(false);
        String name = json.path("name").asText("");
        String type = json.path("type").asText("");
        return switch (type) {
            case "hash", "skiplist", "persistent" -> {
                ObjectNode special = Json.object();
                special.put("deduplicate", json.path("deduplicate").asBoolean(true));
                yield new IndexDefinition(type, fields, unique, sparse, name, special);
            }
            case "ttl" -> {
                require(fields.size() == 1 && json.path("expireAfter").isNumber());
                ObjectNode special = Json.object();
                special.set("expireAfter", json.path("expireAfter"));
                yield new IndexDefinition(type, fields, false, true, name, special);
            }
            case "geo", "geo1", "geo2" -> geo(json, fields, name);
            case "fulltext" -> {
                require(fields.size() == 1);
                ObjectNode special =
                        Json.object().put("minLength", json.path("minLength").asInt(2));
                yield new IndexDefinition(type, fields, false, true, name, special);
            }
            default -> throw ArangoError.BAD_PARAMETER.exception();
        };
    }

    private static IndexDefinition geo(JsonNode json, List<String> fields, String name) {
        require(fields.size() <= 2);
        ObjectNode special = Json.object().put("constraint", false);
        if (fields.size() == 1) {
            special.put("geoJson", json.path("geoJson").asBoolean(false));
        }
        special.put("ignoreNull", true);
        return new IndexDefinition(fields.size() == 1 ? "geo1" : "geo2", fields, false, true, name, special);
    }

    private static List<String> fields(JsonNode json) {
        List<String> fields = new ArrayList<>();
        for (JsonNode field : json) {
            require(field.isTextual() && !field.textValue().isEmpty());
            fields.add(field.textValue());
        }
        require(json.isArray() && !fields.isEmpty() && new LinkedHashSet<>(fields).size() == fields.size());
        return List.copyOf(fields);
    }

    private static void require(boolean fulfilled) {
        if (!fulfilled) {
            throw ArangoError.BAD_PARAMETER.exception();
        }
    }

    /** Whether the index orders or hashes values, so that it can be unique. */
    boolean sorted() {
        return special.has("deduplicate");
    }

    boolean estimated() {
        return sorted() || type.equals("primary") || type.equals("edge") || type.equals("ttl");
    }

    /** Whether a request for {@code other} gets this index instead of a new one. */
    boolean sameAs(IndexDefinition other) {
        return type.equals(other.type)
                && fields.equals(other.fields)
                && unique == other.unique
                && sparse == other.sparse
                && special.equals(other.special);
    }
}
