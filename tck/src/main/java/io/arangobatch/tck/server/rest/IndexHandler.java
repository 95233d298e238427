package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Index;
import io.arangobatch.tck.server.store.IndexDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /_api/index}. */
final class IndexHandler implements Handler {
    static final String PATH = "/_api/index";
    private static final String PRIMARY = "0";

    @Override
    public HttpResponse handle(Call call) {
        return call.database().locked(() -> switch (call.method()) {
            case "GET" -> get(call);
            case "POST" -> create(call);
            case "DELETE" -> delete(call);
            default -> Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        });
    }

    private static HttpResponse get(Call call) {
        List<String> suffixes = call.suffixes();
        if (suffixes.isEmpty()) {
            return list(call, collection(call, call.parameter("collection").orElse("")));
        }
        if (suffixes.size() != 2) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        Collection collection = collection(call, suffixes.get(0));
        Index index = collection.index(suffixes.get(1));
        if (index == null) {
            throw ArangoError.INDEX_NOT_FOUND.exception();
        }
        return described(call, collection, index, 200, null);
    }

    private static HttpResponse list(Call call, Collection collection) {
        return Answers.json(200, json -> {
            json.object()
                    .field("error", false)
                    .field("code", 200)
                    .name("indexes")
                    .array();
            List<JsonNode> indexes = collection.indexes().stream()
                    .map(index -> json(call, collection, index, null))
                    .toList();
            indexes.forEach(json::node);
            json.endArray();
            json.name("identifiers").object();
            indexes.forEach(index -> json.field(index.path("id").textValue(), index));
            json.endObject().endObject();
        });
    }

    private static HttpResponse create(Call call) {
        if (!call.suffixes().isEmpty()) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER, "expecting POST " + PATH + "?collection=<collection-name>");
        }
        JsonNode body = call.json();
        Collection collection = collection(call, call.parameter("collection").orElse(""));
        if (!body.isObject()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        call.rights().requireDatabaseWrite(call.database());
        IndexDefinition definition = IndexDefinition.of(body);
        Index existing = collection.index(definition);
        return existing == null
                ? described(call, collection, collection.createIndex(definition), 201, true)
                : described(call, collection, existing, 200, false);
    }

    private static HttpResponse delete(Call call) {
        List<String> suffixes = call.suffixes();
        if (suffixes.size() != 2) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER, "expecting DELETE /<collection-name>/<index-identifier>");
        }
        Collection collection = collection(call, suffixes.get(0));
        Index index = collection.index(suffixes.get(1));
        if (index == null) {
            throw ArangoError.INDEX_NOT_FOUND.exception();
        }
        call.rights().requireDatabaseWrite(call.database());
        if (index.id().equals(PRIMARY) || index.definition().type().equals("edge")) {
            throw ArangoError.FORBIDDEN.exception();
        }
        collection.dropIndex(index);
        return Answers.object(200, json -> json.field("id", collection.name() + "/" + index.id()));
    }

    private static HttpResponse described(
            Call call, Collection collection, Index index, int status, @Nullable Boolean isNewlyCreated) {
        return Answers.object(status, json -> json.fields(json(call, collection, index, isNewlyCreated)));
    }

    private static JsonNode json(Call call, Collection collection, Index index, @Nullable Boolean isNewlyCreated) {
        return index.json(collection.name(), isNewlyCreated, call.version().atLeast(3, 5));
    }

    private static Collection collection(Call call, String name) {
        Collection collection = call.database().find(name);
        if (collection == null) {
            throw ArangoError.COLLECTION_NOT_FOUND.exception(
                    call.version().atLeast(3, 4)
                            ? call.version().unknownCollection(name)
                            : ArangoError.COLLECTION_NOT_FOUND.text());
        }
        call.rights().requireRead(call.database(), collection.name());
        return collection;
    }
}
