package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Change;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.Graph;
import io.arangobatch.tck.server.store.Graphs;
import io.arangobatch.tck.server.store.Handles;
import io.arangobatch.tck.server.store.StoreException;
import io.arangobatch.tck.server.store.WriteOptions;
import java.util.Set;

/** The vertices and edges of a graph. */
final class GraphElements {
    private static final int GONE = 410;

    private final Call call;
    private final Graphs graphs;
    private final String kind;
    private final String collectionName;

    GraphElements(Call call, Graphs graphs, String kind) {
        this.call = call;
        this.graphs = graphs;
        this.kind = kind;
        this.collectionName = call.suffixes().get(2);
    }

    HttpResponse handle() {
        if (call.method().equals("POST")) {
            return kind.equals("edge") ? createEdge() : createVertex();
        }
        Collection collection = collection(graphs.require(call.suffixes().get(0)));
        String key = call.suffixes().get(3);
        Document found = collection.require(key, null);
        if (call.revision("if-none-match").filter(found.rev()::equals).isPresent()) {
            return HttpResponse.empty(304, HttpResponse.TEXT);
        }
        String expected =
                call.revision("if-match").or(() -> call.parameter("rev")).orElse(found.rev());
        if (!expected.equals(found.rev())) {
            return Answers.foxxError(412, ArangoError.GRAPH_INVALID_VERTEX.number(), "wrong revision");
        }
        return switch (call.method()) {
            case "GET", "HEAD" ->
                GharialHandler.answer(200, json -> json.field(kind, found.content()))
                        .header("Etag", found.rev());
            case "PUT" -> saved(synchronous() ? 200 : 202, collection.replace(key, withEnds(found), null));
            case "PATCH" ->
                saved(
                        synchronous() ? 200 : 202,
                        collection.update(key, body(), new WriteOptions(call.flag("keepNull", false), true), null));
            case "DELETE" -> remove(collection, found);
            default -> GharialHandler.unsupported();
        };
    }

    private HttpResponse createVertex() {
        Collection collection = collection(graphs.require(call.suffixes().get(0)));
        return saved(synchronous() ? 201 : 202, collection.insert(body()));
    }

    private HttpResponse createEdge() {
        ObjectNode edge = body();
        String from = edge.path("_from").asText("");
        String to = edge.path("_to").asText("");
        if (from.isEmpty() || to.isEmpty()) {
            return gone(ArangoError.GRAPH_INVALID_EDGE.text());
        }
        Graph graph = graphs.require(call.suffixes().get(0));
        Collection collection = collection(graph);
        Graph.Definition definition =
                graph.definition(collectionName).orElseThrow(ArangoError.COLLECTION_NOT_FOUND::exception);
        if (!definition.from().contains(collectionOf(from)) || !definition.to().contains(collectionOf(to))) {
            throw ArangoError.GRAPH_INVALID_EDGE.exception(ArangoError.GRAPH_INVALID_EDGE.text() + " between " + from
                    + " and " + to + ". Doesn't conform to any edge definition");
        }
        try {
            return saved(202, collection.insert(edge));
        } catch (StoreException e) {
            // Whatever goes wrong with an edge is told as an invalid edge.
            return gone(e.getMessage());
        }
    }

    private HttpResponse remove(Collection collection, Document found) {
        if (kind.equals("vertex")) {
            graphs.removeVertex(collection, found.key());
        } else {
            collection.remove(found.key(), null);
        }
        return GharialHandler.answer(synchronous() ? 200 : 202, json -> {
            json.field("removed", true);
            if (call.flag("returnOld", false) && call.version().atLeast(3, 4)) {
                json.field("old", found.content());
            }
        });
    }

    private HttpResponse saved(int status, Change change) {
        Document stored = change.stored();
        return GharialHandler.answer(status, json -> metadata(json.name(kind), change))
                .header("Etag", stored.rev());
    }

    private static void metadata(JsonWriter json, Change change) {
        Document stored = change.stored();
        json.object().field("_id", stored.id()).field("_key", stored.key()).field("_rev", stored.rev());
        if (change.before() != null) {
            json.field("_oldRev", change.before().rev());
        }
        json.endObject();
    }

    /** A replacement, which for an edge may leave out the vertices. */
    private ObjectNode withEnds(Document found) {
        ObjectNode body = body();
        if (kind.equals("edge")) {
            for (String end : new String[] {"_from", "_to"}) {
                if (!body.has(end)) {
                    body.set(end, found.content().path(end));
                }
            }
        }
        return body;
    }

    private ObjectNode body() {
        JsonNode body = ActionBody.of(call);
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw ArangoError.DOCUMENT_TYPE_INVALID.exception();
    }

    private Collection collection(Graph graph) {
        Set<String> names = kind.equals("vertex") ? graph.vertexCollections() : graph.edgeCollections();
        Collection collection = names.contains(collectionName) ? call.database().find(collectionName) : null;
        if (collection == null) {
            throw ArangoError.COLLECTION_NOT_FOUND.exception();
        }
        return collection;
    }

    private static String collectionOf(String handle) {
        String key = Handles.key(handle);
        return handle.substring(0, Math.max(0, handle.length() - key.length() - 1));
    }

    private HttpResponse gone(String message) {
        return Answers.foxxError(GONE, ArangoError.GRAPH_INVALID_EDGE.number(), message);
    }

    private boolean synchronous() {
        return call.flag("waitForSync", false);
    }
}
