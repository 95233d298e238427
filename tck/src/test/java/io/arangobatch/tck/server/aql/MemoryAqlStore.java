package io.arangobatch.tck.server.aql;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A database of maps, for tests of the engine alone. */
final class MemoryAqlStore implements AqlStore {
    private record Collection(String id, boolean edges, Map<String, ObjectNode> documents) {}

    private final Map<String, Collection> collections = new LinkedHashMap<>();
    private final Map<String, GraphEdges> graphs = new LinkedHashMap<>();
    private int nextId = 1;

    MemoryAqlStore create(String name, boolean edges) {
        collections.put(name, new Collection(String.valueOf(nextId++), edges, new LinkedHashMap<>()));
        return this;
    }

    void drop(String name) {
        collections.remove(name);
    }

    MemoryAqlStore graph(String name, List<String> edges, List<String> vertices) {
        graphs.put(name, new GraphEdges(edges, vertices));
        return this;
    }

    MemoryAqlStore add(String collection, String json) {
        insert(collection, (ObjectNode) TestJson.read(json), WriteOptions.DEFAULT);
        return this;
    }

    private Map<String, ObjectNode> of(String collection) {
        return collections.get(collection).documents();
    }

    @Override
    public String databaseName() {
        return "_system";
    }

    @Override
    public List<CollectionInfo> collections() {
        return collections.entrySet().stream()
                .map(e -> new CollectionInfo(e.getValue().id(), e.getKey()))
                .toList();
    }

    @Override
    public boolean hasCollection(String name) {
        return collections.containsKey(name);
    }

    @Override
    public boolean isEdgeCollection(String name) {
        return collections.get(name).edges();
    }

    @Override
    public Iterable<ObjectNode> documents(String collection) {
        return new ArrayList<>(of(collection).values());
    }

    @Override
    public long count(String collection) {
        return of(collection).size();
    }

    @Override
    public ObjectNode document(String collection, String key) {
        return of(collection).get(key);
    }

    @Override
    public Optional<GraphEdges> graph(String name) {
        return Optional.ofNullable(graphs.get(name));
    }

    @Override
    public StoredChange insert(String collection, ObjectNode document, WriteOptions options) {
        String key = document.path("_key").asText(String.valueOf(1000 + nextId++));
        if (!key.matches("[a-zA-Z0-9_:.@()+,=;$!*'%-]+")) {
            throw new AqlException(1221, "illegal document key");
        }
        if (of(collection).containsKey(key)) {
            throw new AqlException(1210, "unique constraint violated");
        }
        ObjectNode stored = stored(collection, key, document);
        of(collection).put(key, stored);
        return new StoredChange(null, stored);
    }

    private ObjectNode stored(String collection, String key, ObjectNode content) {
        ObjectNode stored = JsonNodeFactory.instance.objectNode();
        stored.put("_key", key).put("_id", collection + "/" + key).put("_rev", "_" + nextId++);
        content.properties().forEach(member -> {
            if (!stored.has(member.getKey())) {
                stored.set(member.getKey(), member.getValue());
            }
        });
        return stored;
    }

    private ObjectNode existing(String collection, String key) {
        ObjectNode document = of(collection).get(key);
        if (document == null) {
            throw new AqlException(1202, "document not found");
        }
        return document;
    }

    @Override
    public StoredChange update(String collection, String key, ObjectNode patch, WriteOptions options) {
        ObjectNode before = existing(collection, key);
        ObjectNode merged = before.deepCopy();
        patch.properties().forEach(member -> {
            JsonNode present = merged.get(member.getKey());
            if (!options.keepNull() && member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else if (options.mergeObjects()
                    && present instanceof ObjectNode o
                    && member.getValue().isObject()) {
                o.setAll((ObjectNode) member.getValue());
            } else {
                merged.set(member.getKey(), member.getValue());
            }
        });
        return put(collection, key, before, merged);
    }

    @Override
    public StoredChange replace(String collection, String key, ObjectNode document, WriteOptions options) {
        return put(collection, key, existing(collection, key), document);
    }

    private StoredChange put(String collection, String key, ObjectNode before, ObjectNode content) {
        ObjectNode after = stored(collection, key, content);
        of(collection).put(key, after);
        return new StoredChange(before, after);
    }

    @Override
    public StoredChange remove(String collection, String key, WriteOptions options) {
        ObjectNode before = existing(collection, key);
        of(collection).remove(key);
        return new StoredChange(before, null);
    }
}
