package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An index: its definition, and for a unique one what it holds. Guarded by the database's lock. */
public final class Index {
    private final String id;
    private final IndexDefinition definition;
    private final boolean enforced;
    private final Map<List<@Nullable Object>, String> unique = new HashMap<>();

    Index(String id, IndexDefinition definition) {
        this.id = id;
        this.definition = definition;
        this.enforced = definition.unique() && definition.sorted();
    }

    public String id() {
        return id;
    }

    public IndexDefinition definition() {
        return definition;
    }

    /** Whether {@code document} may be stored as far as this index is concerned. */
    boolean admits(Document document) {
        if (!enforced) {
            return true;
        }
        for (List<@Nullable Object> value : keys(document)) {
            String holder = unique.get(value);
            if (holder != null && !holder.equals(document.key())) {
                return false;
            }
        }
        return true;
    }

    void add(Document document) {
        if (enforced) {
            keys(document).forEach(value -> unique.put(value, document.key()));
        }
    }

    void remove(Document document) {
        if (enforced) {
            keys(document).forEach(unique::remove);
        }
    }

    void clear() {
        unique.clear();
    }

    /** What a violated unique index is called in the error message. */
    String context() {
        String fields =
                definition.fields().stream().map(field -> "\"" + field + "\"").collect(Collectors.joining(", "));
        return " - in index " + id + " of type rocksdb-" + definition.type() + " over [" + fields + "]";
    }

    /** The definition as the API shows it, members in alphabetical order. */
    public ObjectNode json(String collection, @Nullable Boolean isNewlyCreated, boolean named) {
        Map<String, JsonNode> members = new TreeMap<>();
        definition.special().properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ArrayNode fields = nodes.arrayNode();
        definition.fields().forEach(fields::add);
        members.put("fields", fields);
        members.put("id", nodes.textNode(collection + "/" + id));
        if (isNewlyCreated != null) {
            members.put("isNewlyCreated", nodes.booleanNode(isNewlyCreated));
        }
        if (named) {
            members.put("name", nodes.textNode(definition.name().isEmpty() ? "idx_" + id : definition.name()));
        }
        if (definition.estimated()) {
            members.put("selectivityEstimate", nodes.numberNode(1));
        }
        members.put("sparse", nodes.booleanNode(definition.sparse()));
        members.put("type", nodes.textNode(definition.type()));
        members.put("unique", nodes.booleanNode(definition.unique()));
        return new ObjectNode(nodes, members);
    }

    private Iterable<List<@Nullable Object>> keys(Document document) {
        return IndexKey.of(document.content(), definition.fields(), definition.sparse());
    }
}
