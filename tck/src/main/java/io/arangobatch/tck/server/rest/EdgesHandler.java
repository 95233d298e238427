package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /_api/edges}: the edges at one vertex, or at several. */
final class EdgesHandler implements Handler {
    static final String PATH = "/_api/edges";

    @Override
    public HttpResponse handle(Call call) {
        return switch (call.method()) {
            case "GET" -> ofOne(call);
            case "POST" -> ofMany(call);
            default -> Answers.notImplemented("ILLEGAL " + PATH);
        };
    }

    private static HttpResponse ofOne(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER,
                    "expected GET " + PATH + "/<collection-identifier>?vertex=<vertex-handle>&direction=<direction>");
        }
        return edges(call, List.of(call.parameter("vertex").orElse("")), true);
    }

    private static HttpResponse ofMany(Call call) {
        String usage = "expected POST " + PATH + "/<collection-identifier>?direction=<direction>";
        if (call.suffixes().size() != 1) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, usage);
        }
        JsonNode body;
        try {
            body = call.json();
        } catch (JsonFault.Refused refused) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, usage);
        }
        if (!body.isArray()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "Expected an array of vertex _id's in body parameter");
        }
        List<String> vertices = new ArrayList<>();
        body.forEach(vertex -> {
            if (vertex.isTextual()) {
                vertices.add(vertex.textValue());
            }
        });
        return edges(call, vertices, false);
    }

    private static HttpResponse edges(Call call, List<String> vertices, boolean required) {
        String direction = call.parameter("direction").filter(d -> !d.isEmpty()).orElse("any");
        boolean outbound = !direction.equals("in") && !direction.equals("inbound");
        boolean inbound = !direction.equals("out") && !direction.equals("outbound");
        return call.database().locked(() -> {
            Collection collection = call.database().require(call.suffixes().get(0));
            if (!collection.isEdges()) {
                throw ArangoError.COLLECTION_TYPE_INVALID.exception();
            }
            if (outbound && inbound && !direction.equals("any")) {
                throw ArangoError.HTTP_BAD_PARAMETER.exception(
                        "<direction> must by any, in, or out, not: " + direction);
            }
            if (required && vertices.get(0).isEmpty()) {
                throw ArangoError.DOCUMENT_HANDLE_BAD.exception();
            }
            call.rights().requireRead(call.database(), collection.name());
            Map<String, Document> found = new LinkedHashMap<>();
            vertices.forEach(vertex ->
                    collection.edgesAt(vertex, outbound, inbound).forEach(edge -> found.put(edge.key(), edge)));
            return answer(found.values());
        });
    }

    private static HttpResponse answer(java.util.Collection<Document> edges) {
        return Answers.json(200, json -> {
            json.object().name("edges").array();
            edges.forEach(edge -> json.node(edge.content()));
            json.endArray()
                    .field("error", false)
                    .field("code", 200)
                    .name("stats")
                    .object()
                    .field("scannedIndex", edges.size())
                    .field("filtered", 0)
                    .endObject()
                    .endObject();
        });
    }
}
