package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlEngine;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlOptions;
import io.arangobatch.tck.server.aql.ParsedQuery;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.store.ArangoError;

/** {@code /_api/query} and {@code /_api/explain}: queries that are looked at and not run. */
final class QueryHandlers {
    static final String QUERY_PATH = "/_api/query";
    static final String EXPLAIN_PATH = "/_api/explain";

    private final AqlEngine engine = new AqlEngine();

    HttpResponse query(Call call) {
        return switch (call.method()) {
            case "POST" -> call.suffixes().isEmpty() ? parse(call) : Answers.error(ArangoError.HTTP_BAD_PARAMETER);
            case "GET" -> running(call);
            case "DELETE" -> kill(call);
            default -> Answers.notImplemented("ILLEGAL " + QUERY_PATH);
        };
    }

    private HttpResponse parse(Call call) {
        String query = call.json().path("query").textValue();
        if (query == null || query.isEmpty()) {
            return Answers.error(ArangoError.QUERY_EMPTY);
        }
        try {
            ParsedQuery parsed = engine.parse(query);
            return Answers.json(200, json -> {
                json.object().field("error", false).field("code", 200).field("parsed", true);
                json.name("collections").array();
                parsed.collections().forEach(json::string);
                json.endArray().name("bindVars").array();
                parsed.bindVars().forEach(json::string);
                json.endArray().field("ast", parsed.ast()).endObject();
            });
        } catch (AqlException e) {
            return Answers.error(ArangoError.statusOf(e.errorNum()), e.errorNum(), e.getMessage());
        }
    }

    /** Queries end before their answers are sent, so none is ever seen running. */
    private static HttpResponse running(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        return switch (call.suffixes().get(0)) {
            case "current", "slow" -> Answers.json(200, json -> json.array().endArray());
            case "properties" ->
                Answers.object(
                        200,
                        json -> json.field("enabled", true)
                                .field("trackSlowQueries", true)
                                .field("maxSlowQueries", 64)
                                .field("slowQueryThreshold", 10)
                                .field("maxQueryStringLength", 4096));
            default -> Answers.error(ArangoError.HTTP_NOT_FOUND);
        };
    }

    private static HttpResponse kill(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        return call.suffixes().get(0).equals("slow")
                ? Answers.object(200, json -> {})
                : Answers.error(ArangoError.QUERY_NOT_FOUND);
    }

    HttpResponse explain(Call call) {
        if (!call.method().equals("POST")) {
            return Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        }
        if (!call.suffixes().isEmpty()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        JsonNode body = call.json();
        String query = body.path("query").textValue();
        if (query == null || query.isEmpty()) {
            return Answers.error(ArangoError.QUERY_EMPTY);
        }
        ObjectNode bindVars = body.path("bindVars") instanceof ObjectNode given ? given : Json.object();
        AqlOptions options = AqlOptions.of(body.path("options"));
        QueryStore store = new QueryStore(call.database(), call.rights());
        try {
            ObjectNode plan = call.database().locked(() -> engine.explain(query, bindVars, options, store));
            return Answers.object(200, json -> json.fields(plan));
        } catch (AqlException e) {
            return Answers.error(ArangoError.statusOf(e.errorNum()), e.errorNum(), AqlMessages.of(e, call.version()));
        }
    }
}
