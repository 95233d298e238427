package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Change;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.StoreException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The array forms of the document API: an answer for each element, failures among them. */
final class ManyDocuments {
    private static final int SIZE_PER_ELEMENT = 80;

    private final Call call;
    private final Collection collection;
    private final ArrayNode elements;
    private final Map<Integer, Integer> failures = new TreeMap<>();

    ManyDocuments(Call call, Collection collection, ArrayNode elements) {
        this.call = call;
        this.collection = collection;
        this.elements = elements;
    }

    HttpResponse write(Function<JsonNode, Change> operation) {
        HttpResponse response = changes(DocumentAnswers.synchronous(call, collection) ? 201 : 202, operation);
        return countFailures(response);
    }

    HttpResponse remove(Function<JsonNode, Change> operation) {
        HttpResponse response = changes(DocumentAnswers.synchronous(call, collection) ? 200 : 202, operation);
        // A 3.2 server tells of failed removals only in the elements.
        return call.version().atLeast(3, 4) ? countFailures(response) : response;
    }

    HttpResponse read(Function<JsonNode, Document> operation) {
        return each(200, (element, json) -> {
            Document found = operation.apply(element);
            json.node(found.content());
        });
    }

    private HttpResponse changes(int status, Function<JsonNode, Change> operation) {
        boolean silent = call.flag("silent", false) && call.version().atLeast(3, 4);
        return each(status, (element, json) -> {
            Change change = operation.apply(element);
            if (!silent) {
                DocumentAnswers.metadata(json, call, change);
            }
        });
    }

    private HttpResponse each(int status, ElementWriter writer) {
        if (elements.isEmpty() && call.version().failsOnEmptyArray()) {
            throw ArangoError.INTERNAL.exception();
        }
        // A silent 3.2 server leaves the failures out and keeps the rest.
        boolean hideFailures = call.flag("silent", false) && !call.version().atLeast(3, 4);
        ByteBuilder out = new ByteBuilder(SIZE_PER_ELEMENT * (elements.size() + 1));
        JsonWriter json = new JsonWriter(out);
        json.array();
        for (JsonNode element : elements) {
            try {
                writer.write(element, json);
            } catch (StoreException e) {
                failures.merge(e.error().number(), 1, Integer::sum);
                if (!hideFailures) {
                    json.object()
                            .field("error", true)
                            .field("errorNum", e.error().number())
                            .field("errorMessage", e.getMessage())
                            .endObject();
                }
            }
        }
        json.endArray();
        return new HttpResponse(status, HttpResponse.JSON, out.bytes());
    }

    private HttpResponse countFailures(HttpResponse response) {
        if (!failures.isEmpty()) {
            String counts = failures.entrySet().stream()
                    .map(failure -> "\"" + failure.getKey() + "\":" + failure.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
            response.header("X-Arango-Error-Codes", counts);
        }
        return response;
    }

    /** Handles one element before it writes its answer, so that a failure finds nothing written. */
    @FunctionalInterface
    private interface ElementWriter {
        void write(JsonNode element, JsonWriter json);
    }
}
