package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds what is stored of a document: system attributes first, then the user's own. */
final class Content {
    private Content() {}

    static ObjectNode create(String key, String id, String rev, @Nullable Ends ends, ObjectNode user) {
        ObjectNode stored = head(key, id, rev, ends);
        copyUser(user, stored);
        return stored;
    }

    /** The old content with a patch merged in. */
    static ObjectNode patch(Document old, String rev, @Nullable Ends ends, ObjectNode patch, WriteOptions options) {
        ObjectNode stored = head(old.key(), old.id(), rev, ends);
        for (Map.Entry<String, JsonNode> member : old.content().properties()) {
            String name = member.getKey();
            if (system(name)) {
                continue;
            }
            JsonNode change = patch.get(name);
            if (change == null) {
                stored.set(name, member.getValue());
            } else if (change.isObject() && member.getValue().isObject() && options.mergeObjects()) {
                stored.set(name, merge((ObjectNode) member.getValue(), (ObjectNode) change, options.keepNull()));
            } else if (options.keepNull() || !change.isNull()) {
                stored.set(name, change);
            }
        }
        for (Map.Entry<String, JsonNode> member : patch.properties()) {
            String name = member.getKey();
            boolean wanted = options.keepNull() || !member.getValue().isNull();
            if (wanted && !system(name) && !old.content().has(name)) {
                stored.set(name, member.getValue());
            }
        }
        return stored;
    }

    private static ObjectNode merge(ObjectNode left, ObjectNode right, boolean keepNull) {
        ObjectNode merged = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : left.properties()) {
            JsonNode change = right.get(member.getKey());
            if (change == null) {
                merged.set(member.getKey(), member.getValue());
            } else if (change.isObject() && member.getValue().isObject()) {
                merged.set(member.getKey(), merge((ObjectNode) member.getValue(), (ObjectNode) change, keepNull));
            } else if (keepNull || !change.isNull()) {
                merged.set(member.getKey(), change);
            }
        }
        for (Map.Entry<String, JsonNode> member : right.properties()) {
            if (!left.has(member.getKey()) && (keepNull || !member.getValue().isNull())) {
                merged.set(member.getKey(), member.getValue());
            }
        }
        return merged;
    }

    private static ObjectNode head(String key, String id, String rev, @Nullable Ends ends) {
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("_key", key).put("_id", id);
        if (ends != null) {
            stored.put("_from", ends.from()).put("_to", ends.to());
        }
        return stored.put("_rev", rev);
    }

    private static void copyUser(ObjectNode from, ObjectNode to) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String name = member.getKey();
            // In a document collection _from and _to are a user's attributes like any other.
            if (!system(name) || !to.has(name)) {
                to.set(name, member.getValue());
            }
        }
    }

    private static boolean system(String name) {
        return !name.isEmpty()
                && name.charAt(0) == '_'
                && switch (name) {
                    case "_key", "_id", "_rev", "_from", "_to" -> true;
                    default -> false;
                };
    }

    /** The vertices of an edge. */
    record Ends(String from, String to) {
        /**
         * Reads the vertices of an edge.
         *
         * @throws StoreException 1233 if one is missing or no document id
         */
        static Ends of(ObjectNode edge) {
            return new Ends(id(edge.get("_from")), id(edge.get("_to")));
        }

        /** The vertices after a patch, which may name new ones. */
        static Ends of(ObjectNode patch, ObjectNode old) {
            JsonNode from = patch.get("_from");
            JsonNode to = patch.get("_to");
            return new Ends(id(from == null ? old.get("_from") : from), id(to == null ? old.get("_to") : to));
        }

        private static String id(@Nullable JsonNode end) {
            String id = end == null ? null : end.textValue();
            if (id == null || !Handles.isDocumentId(id)) {
                throw ArangoError.INVALID_EDGE_ATTRIBUTE.exception();
            }
            return id;
        }
    }
}
