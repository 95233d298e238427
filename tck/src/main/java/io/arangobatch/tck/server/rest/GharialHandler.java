package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Graph;
import io.arangobatch.tck.server.store.Graphs;
import io.arangobatch.tck.server.store.StoreException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** {@code /_api/gharial}: named graphs, on a 3.2 server a Foxx service. */
final class GharialHandler implements Handler {
    static final String PATH = "/_api/gharial";

    @Override
    public HttpResponse handle(Call call) {
        try {
            return call.database().transaction(() -> route(call, new Graphs(call.database())));
        } catch (JsonFault.Refused refused) {
            return Answers.foxxError(400, ArangoError.CORRUPTED_JSON.number(), refused.v8());
        } catch (StoreException e) {
            return Answers.foxxError(e.error().status(), e.error().number(), e.getMessage());
        }
    }

    private static HttpResponse route(Call call, Graphs graphs) {
        List<String> suffixes = call.suffixes();
        if (!call.method().equals("GET") && !call.method().equals("HEAD")) {
            call.rights().requireDatabaseWrite(call.database());
        }
        if (suffixes.isEmpty()) {
            return switch (call.method()) {
                case "GET", "HEAD" ->
                    answer(200, json -> {
                        json.name("graphs").array();
                        graphs.list().forEach(graph -> describe(json, graph, 1));
                        json.endArray();
                    });
                case "POST" -> create(call, graphs);
                default -> unsupported();
            };
        }
        String kind = suffixes.size() > 1 ? suffixes.get(1) : "";
        if (suffixes.size() > 4 || suffixes.size() > 1 && !kind.equals("vertex") && !kind.equals("edge")) {
            return Answers.unknownPath(call.path());
        }
        if (suffixes.size() == 3 && call.method().equals("POST") || suffixes.size() == 4) {
            return new GraphElements(call, graphs, kind).handle();
        }
        Graph graph = graphs.require(suffixes.get(0));
        return switch (suffixes.size()) {
            case 1 -> one(call, graphs, graph);
            case 2 -> collections(call, graphs, graph, kind);
            default -> collection(call, graphs, graph, kind, suffixes.get(2));
        };
    }

    private static HttpResponse create(Call call, Graphs graphs) {
        JsonNode body = ActionBody.of(call);
        Graph graph = graphs.create(
                body.path("name").asText(""), body.path("edgeDefinitions"), body.path("orphanCollections"));
        return graph(call.flag("waitForSync", false) ? 201 : 202, graph, 0);
    }

    private static HttpResponse one(Call call, Graphs graphs, Graph graph) {
        return switch (call.method()) {
            case "GET", "HEAD" -> graph(200, graph, 1);
            case "DELETE" -> {
                graphs.drop(graph, call.flag("dropCollections", false));
                yield answer(202, json -> json.field("removed", true));
            }
            default -> unsupported();
        };
    }

    private static HttpResponse collections(Call call, Graphs graphs, Graph graph, String kind) {
        boolean vertices = kind.equals("vertex");
        return switch (call.method()) {
            case "GET", "HEAD" -> names(vertices ? graph.vertexCollections() : graph.edgeCollections());
            case "POST" -> {
                JsonNode body = ActionBody.of(call);
                yield graph(
                        202,
                        vertices
                                ? graphs.addOrphan(
                                        graph,
                                        body.path("collection").asText(""),
                                        call.version().atLeast(3, 4))
                                : graphs.addDefinition(graph, Graph.Definition.of(body)),
                        1);
            }
            default -> unsupported();
        };
    }

    private static HttpResponse collection(Call call, Graphs graphs, Graph graph, String kind, String name) {
        boolean drop = call.flag("dropCollection", call.flag("dropCollections", false));
        if (call.method().equals("DELETE")) {
            return graph(
                    202,
                    kind.equals("vertex")
                            ? graphs.removeOrphan(graph, name, drop)
                            : graphs.removeDefinition(graph, name, drop),
                    1);
        }
        if (call.method().equals("PUT") && kind.equals("edge")) {
            JsonNode body = ActionBody.of(call);
            if (!name.equals(body.path("collection").asText())) {
                return Answers.foxxError(
                        404,
                        ArangoError.GRAPH_EDGE_COLLECTION_NOT_USED.number(),
                        ArangoError.GRAPH_EDGE_COLLECTION_NOT_USED.text());
            }
            return graph(202, graphs.replaceDefinition(graph, Graph.Definition.of(body)), 1);
        }
        return unsupported();
    }

    private static HttpResponse names(Collection<String> names) {
        return answer(200, json -> {
            json.name("collections").array();
            new TreeSet<>(names).forEach(json::string);
            json.endArray();
        });
    }

    private static HttpResponse graph(int status, Graph graph, int shards) {
        return answer(status, json -> {
                    json.name("graph");
                    describe(json, graph, shards);
                })
                .header("Etag", graph.rev());
    }

    private static void describe(JsonWriter json, Graph graph, int shards) {
        json.object()
                .field("name", graph.name())
                .fields(graph.json())
                .field("isSmart", false)
                .field("numberOfShards", shards)
                .field("smartGraphAttribute", "")
                .field("_id", graph.id())
                .field("_rev", graph.rev())
                .endObject();
    }

    static HttpResponse answer(int status, Consumer<JsonWriter> members) {
        return Answers.json(status, json -> {
            json.object().field("error", false);
            members.accept(json);
            json.field("code", status).endObject();
        });
    }

    static HttpResponse unsupported() {
        return Answers.foxxError(405, 405, "Method Not Allowed");
    }
}
