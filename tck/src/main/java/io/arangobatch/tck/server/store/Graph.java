package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A named graph, as its document in {@code _graphs} defines it. */
public record Graph(String name, List<Definition> definitions, List<String> orphans, String id, String rev) {
    /** Which vertices an edge collection connects. */
    public record Definition(String collection, List<String> from, List<String> to) {
        /**
         * Reads a definition.
         *
         * @throws StoreException 1923 if it is not one
         */
        public static Definition of(JsonNode json) {
            String collection = json.path("collection").textValue();
            if (collection == null
                    || !json.path("from").isArray()
                    || !json.path("to").isArray()) {
                throw ArangoError.GRAPH_CREATE_MALFORMED_EDGE_DEFINITION.exception();
            }
            return new Definition(collection, names(json.path("from")), names(json.path("to")));
        }

        Set<String> vertices() {
            Set<String> vertices = new LinkedHashSet<>(from);
            vertices.addAll(to);
            return vertices;
        }

        ObjectNode json() {
            ObjectNode json = Json.object().put("collection", collection);
            from.forEach(json.putArray("from")::add);
            to.forEach(json.putArray("to")::add);
            return json;
        }
    }

    static Graph of(Document document) {
        List<Definition> definitions = new ArrayList<>();
        document.content().path("edgeDefinitions").forEach(definition -> definitions.add(Definition.of(definition)));
        return new Graph(
                document.key(),
                definitions,
                names(document.content().path("orphanCollections")),
                document.id(),
                document.rev());
    }

    public Optional<Definition> definition(String edgeCollection) {
        return definitions.stream()
                .filter(d -> d.collection().equals(edgeCollection))
                .findFirst();
    }

    public Set<String> edgeCollections() {
        Set<String> collections = new LinkedHashSet<>();
        definitions.forEach(definition -> collections.add(definition.collection()));
        return collections;
    }

    /** The vertex collections of the edge definitions, then the orphans. */
    public Set<String> vertexCollections() {
        Set<String> collections = new LinkedHashSet<>(usedVertexCollections());
        collections.addAll(orphans);
        return collections;
    }

    Set<String> usedVertexCollections() {
        Set<String> collections = new LinkedHashSet<>();
        definitions.forEach(definition -> collections.addAll(definition.vertices()));
        return collections;
    }

    /** The definition without the system attributes. */
    public ObjectNode json() {
        ObjectNode json = Json.object();
        ArrayNode edges = json.putArray("edgeDefinitions");
        definitions.forEach(definition -> edges.add(definition.json()));
        ArrayNode names = json.putArray("orphanCollections");
        orphans.forEach(names::add);
        return json;
    }

    Graph with(List<Definition> newDefinitions, List<String> newOrphans) {
        return new Graph(name, List.copyOf(newDefinitions), List.copyOf(newOrphans), id, rev);
    }

    static List<String> names(JsonNode array) {
        List<String> names = new ArrayList<>();
        array.forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }
}
