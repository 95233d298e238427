package io.arangobatch.tck.server.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.store.Graph.Definition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The named graphs of a database, kept in its collection {@code _graphs}. Call it with the database's lock held. */
public final class Graphs {
    private static final String COLLECTION = "_graphs";

    private final Database database;

    public Graphs(Database database) {
        this.database = database;
    }

    public List<Graph> list() {
        return database.require(COLLECTION).documents().stream().map(Graph::of).toList();
    }

    public Optional<Graph> find(String name) {
        return Optional.ofNullable(database.require(COLLECTION).find(name)).map(Graph::of);
    }

    /**
     * The graph of this name.
     *
     * @throws StoreException 1924 if there is none
     */
    public Graph require(String name) {
        return find(name).orElseThrow(ArangoError.GRAPH_NOT_FOUND::exception);
    }

    /**
     * Creates a graph and the collections it lacks.
     *
     * @throws StoreException 1925 if it exists, 1920 to 1923 or 1929 if its definitions do not fit
     */
    public Graph create(String name, JsonNode edgeDefinitions, JsonNode orphanCollections) {
        if (name.isEmpty()) {
            throw ArangoError.GRAPH_CREATE_MISSING_NAME.exception();
        }
        List<Definition> definitions = new ArrayList<>();
        Set<String> edges = new HashSet<>();
        for (JsonNode json : edgeDefinitions) {
            Definition definition = Definition.of(json);
            if (!edges.add(definition.collection())) {
                throw ArangoError.GRAPH_COLLECTION_MULTI_USE.exception();
            }
            definitions.add(definition);
        }
        if (find(name).isPresent()) {
            throw ArangoError.GRAPH_DUPLICATE.exception();
        }
        definitions.forEach(this::checkElsewhere);
        Graph graph = new Graph(name, List.copyOf(definitions), Graph.names(orphanCollections), "", "");
        createCollections(graph);
        Document stored = database.require(COLLECTION)
                .insert(Json.object().put("_key", name).setAll(graph.json()))
                .stored();
        return Graph.of(stored);
    }

    /** Drops a graph, and on demand the collections that no other graph uses. */
    public void drop(Graph graph, boolean dropCollections) {
        database.require(COLLECTION).remove(graph.name(), null);
        if (dropCollections) {
            Set<String> collections = new LinkedHashSet<>(graph.edgeCollections());
            collections.addAll(graph.vertexCollections());
            collections.forEach(this::dropIfUnused);
        }
    }

    /** Makes a vertex collection part of a graph without an edge definition. */
    public Graph addOrphan(Graph graph, String collection, boolean create) {
        Collection existing = database.find(collection);
        if (existing == null && !create) {
            throw ArangoError.GRAPH_VERTEX_COL_DOES_NOT_EXIST.exception();
        }
        if (existing != null && existing.isEdges()) {
            throw ArangoError.GRAPH_WRONG_COLLECTION_TYPE_VERTEX.exception();
        }
        if (graph.usedVertexCollections().contains(collection)) {
            throw ArangoError.GRAPH_COLLECTION_USED_IN_EDGE_DEF.exception();
        }
        List<String> orphans = new ArrayList<>(graph.orphans());
        if (!orphans.contains(collection)) {
            orphans.add(collection);
        }
        return save(graph.with(graph.definitions(), orphans));
    }

    public Graph removeOrphan(Graph graph, String collection, boolean drop) {
        if (database.find(collection) == null) {
            throw ArangoError.GRAPH_VERTEX_COL_DOES_NOT_EXIST.exception();
        }
        if (!graph.orphans().contains(collection)) {
            throw ArangoError.GRAPH_NOT_IN_ORPHAN_COLLECTION.exception();
        }
        List<String> orphans = new ArrayList<>(graph.orphans());
        orphans.remove(collection);
        Graph saved = save(graph.with(graph.definitions(), orphans));
        if (drop) {
            dropIfUnused(collection);
        }
        return saved;
    }

    public Graph addDefinition(Graph graph, Definition definition) {
        if (graph.definition(definition.collection()).isPresent()) {
            throw ArangoError.GRAPH_COLLECTION_MULTI_USE.exception();
        }
        checkElsewhere(definition);
        List<Definition> definitions = new ArrayList<>(graph.definitions());
        definitions.add(definition);
        return save(withoutUsedOrphans(graph, definitions));
    }

    public Graph replaceDefinition(Graph graph, Definition definition) {
        if (graph.definition(definition.collection()).isEmpty()) {
            throw ArangoError.GRAPH_EDGE_COLLECTION_NOT_USED.exception();
        }
        Graph changed = graph;
        // The definition of an edge collection is the same in all graphs that use it.
        for (Graph other : list()) {
            if (other.definition(definition.collection()).isPresent()) {
                List<Definition> definitions = other.definitions().stream()
                        .map(d -> d.collection().equals(definition.collection()) ? definition : d)
                        .toList();
                Graph saved = save(withoutUsedOrphans(other, definitions));
                changed = saved.name().equals(graph.name()) ? saved : changed;
            }
        }
        return changed;
    }

    public Graph removeDefinition(Graph graph, String collection, boolean drop) {
        Definition removed =
                graph.definition(collection).orElseThrow(ArangoError.GRAPH_EDGE_COLLECTION_NOT_USED::exception);
        List<Definition> definitions = new ArrayList<>(graph.definitions());
        definitions.remove(removed);
        Set<String> orphans = new LinkedHashSet<>(graph.orphans());
        orphans.addAll(removed.vertices());
        Graph saved = save(withoutUsedOrphans(graph.with(definitions, List.copyOf(orphans)), definitions));
        if (drop) {
            dropIfUnused(collection);
        }
        return saved;
    }

    /** Removes a vertex and, in all graphs that its collection belongs to, the edges at it. */
    public void removeVertex(Collection vertices, String key) {
        String id = vertices.require(key, null).id();
        Set<String> edgeCollections = new LinkedHashSet<>();
        for (Graph graph : list()) {
            if (graph.vertexCollections().contains(vertices.name())) {
                edgeCollections.addAll(graph.edgeCollections());
            }
        }
        for (String name : edgeCollections) {
            Collection edges = database.find(name);
            if (edges != null) {
                edges.edgesAt(id, true, true).forEach(edge -> edges.remove(edge.key(), null));
            }
        }
        vertices.remove(key, null);
    }

    private static Graph withoutUsedOrphans(Graph graph, List<Definition> definitions) {
        Set<String> used = graph.with(definitions, List.of()).usedVertexCollections();
        List<String> orphans = graph.orphans().stream()
                .filter(orphan -> !used.contains(orphan))
                .toList();
        return graph.with(definitions, orphans);
    }

    private Graph save(Graph graph) {
        createCollections(graph);
        return Graph.of(database.require(COLLECTION)
                .replace(graph.name(), graph.json(), null)
                .stored());
    }

    private void createCollections(Graph graph) {
        graph.edgeCollections().forEach(name -> createIfMissing(name, Collection.EDGES));
        graph.vertexCollections().forEach(name -> createIfMissing(name, Collection.DOCUMENTS));
    }

    private void createIfMissing(String name, int type) {
        if (database.find(name) == null) {
            database.create(name, type, Json.object());
        }
    }

    /** Two graphs may share an edge collection only with one and the same definition. */
    private void checkElsewhere(Definition definition) {
        for (Graph graph : list()) {
            Optional<Definition> other = graph.definition(definition.collection());
            if (other.isPresent()
                    && !(Set.copyOf(other.get().from()).equals(Set.copyOf(definition.from()))
                            && Set.copyOf(other.get().to()).equals(Set.copyOf(definition.to())))) {
                throw ArangoError.GRAPH_COLLECTION_USE_IN_MULTI_GRAPHS.exception();
            }
        }
    }

    private void dropIfUnused(String name) {
        Collection collection = database.find(name);
        boolean used = list().stream()
                .anyMatch(graph -> graph.edgeCollections().contains(name)
                        || graph.vertexCollections().contains(name));
        if (collection != null && !used) {
            database.drop(collection);
        }
    }
}
