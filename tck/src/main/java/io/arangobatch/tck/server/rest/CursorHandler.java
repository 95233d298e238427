package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.aql.AqlEngine;
import io.arangobatch.tck.server.aql.AqlException;
import io.arangobatch.tck.server.aql.AqlOptions;
import io.arangobatch.tck.server.aql.AqlResult;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Cursors;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/** {@code /_api/cursor}: queries and the pages of their results. */
final class CursorHandler implements Handler {
    static final String PATH = "/_api/cursor";
    private static final int USUAL_BATCH_SIZE = 1000;
    private static final double USUAL_TTL = 30;

    private final AqlEngine engine = new AqlEngine();

    @Override
    public HttpResponse handle(Call call) {
        return switch (call.method()) {
            case "POST" -> call.suffixes().isEmpty() || !call.version().atLeast(3, 8) ? create(call) : next(call);
            case "PUT" ->
                call.version().atLeast(4, 0) ? Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED) : next(call);
            case "DELETE" -> delete(call);
            default -> Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        };
    }

    private HttpResponse create(Call call) {
        if (!call.suffixes().isEmpty()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "expecting POST " + PATH);
        }
        JsonNode body;
        try {
            body = call.json();
        } catch (JsonFault.Refused refused) {
            return Answers.corruptedUnexpectedly(refused);
        }
        if (body.isObject() && body.isEmpty()) {
            return Answers.error(ArangoError.CORRUPTED_JSON);
        }
        String query = body.path("query").textValue();
        if (query == null || query.isEmpty()) {
            return Answers.error(ArangoError.QUERY_EMPTY);
        }
        JsonNode bindVars = body.path("bindVars");
        if (!bindVars.isObject() && !bindVars.isNull() && !bindVars.isMissingNode()) {
            return Answers.error(ArangoError.TYPE_ERROR, "expecting object for <bindVars>");
        }
        JsonNode batchSize = body.path("batchSize");
        if (batchSize.isNumber() && batchSize.asLong() == 0) {
            return Answers.error(ArangoError.TYPE_ERROR, "expecting non-zero value for <batchSize>");
        }
        try {
            return run(call, query, bindVars instanceof ObjectNode given ? given : Json.object(), body);
        } catch (AqlException e) {
            return Answers.error(ArangoError.statusOf(e.errorNum()), e.errorNum(), AqlMessages.of(e, call.version()));
        }
    }

    private HttpResponse run(Call call, String query, ObjectNode bindVars, JsonNode body) {
        AqlOptions options = AqlOptions.of(body.path("options"));
        QueryStore store = new QueryStore(call.database(), call.rights());
        long begin = System.nanoTime();
        AqlResult result = call.database().transaction(() -> engine.execute(query, bindVars, options, store));
        double seconds = (System.nanoTime() - begin) / 1e9;
        ObjectNode extra = extra(call, result, seconds);
        JsonNode wanted = body.path("batchSize");
        int batchSize = wanted.isNumber() && wanted.asLong() > 0
                ? (int) Math.min(wanted.asLong(), Integer.MAX_VALUE)
                : USUAL_BATCH_SIZE;
        OptionalLong count = body.path("count").asBoolean(false)
                ? OptionalLong.of(result.rows().size())
                : OptionalLong.empty();
        if (result.rows().size() <= batchSize) {
            return whole(result.rows(), count, extra);
        }
        double ttl = body.path("ttl").isNumber() && body.path("ttl").asDouble() > 0
                ? body.path("ttl").asDouble()
                : USUAL_TTL;
        Duration life = Duration.ofMillis(
                (long) Math.min(ttl * 1000, Duration.ofDays(365).toMillis()));
        return page(call, 201, cursors(call).open(result.rows(), batchSize, life, count, extra));
    }

    private static ObjectNode extra(Call call, AqlResult result, double seconds) {
        ObjectNode extra = Json.object();
        AqlResult.Stats counted = result.stats();
        ObjectNode stats = extra.putObject("stats")
                .put("writesExecuted", counted.writesExecuted())
                .put("writesIgnored", counted.writesIgnored())
                .put("scannedFull", counted.scannedFull())
                .put("scannedIndex", counted.scannedIndex())
                .put("filtered", counted.filtered())
                .put("httpRequests", 0);
        result.fullCount().ifPresent(count -> stats.put("fullCount", count));
        stats.put("executionTime", seconds);
        if (call.version().atLeast(3, 4)) {
            stats.put("peakMemoryUsage", 0);
        }
        ArrayNode warnings = extra.putArray("warnings");
        result.warnings()
                .forEach(warning ->
                        warnings.addObject().put("code", warning.code()).put("message", warning.message()));
        return extra;
    }

    /** A result that needs no cursor. */
    private static HttpResponse whole(List<JsonNode> rows, OptionalLong count, ObjectNode extra) {
        return Answers.json(201, json -> {
            json.object();
            result(json, rows);
            json.field("hasMore", false);
            count.ifPresent(n -> json.field("count", n));
            json.field("cached", false)
                    .field("extra", extra)
                    .field("error", false)
                    .field("code", 201)
                    .endObject();
        });
    }

    private static HttpResponse page(Call call, int status, Cursors.Page page) {
        return Answers.json(status, json -> {
            json.object().field("error", false).field("code", status);
            result(json, page.rows());
            json.field("hasMore", page.hasMore());
            if (page.hasMore() || call.version().atLeast(3, 4)) {
                json.field("id", page.id());
            }
            page.count().ifPresent(n -> json.field("count", n));
            json.field("extra", page.extra()).field("cached", false).endObject();
        });
    }

    private static void result(JsonWriter json, List<JsonNode> rows) {
        json.name("result").array();
        rows.forEach(json::node);
        json.endArray();
    }

    private static HttpResponse next(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER, "expecting " + call.method() + " " + PATH + "/<cursor-id>");
        }
        return page(call, 200, cursors(call).next(call.suffixes().get(0)));
    }

    private static Cursors cursors(Call call) {
        return call.database().cursors(call.instance().number());
    }

    private static HttpResponse delete(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "expecting DELETE " + PATH + "/<cursor-id>");
        }
        String id = call.suffixes().get(0);
        cursors(call).close(id);
        return Answers.object(202, json -> json.field("id", id));
    }
}
