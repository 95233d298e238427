package io.arangobatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.text.Names;
import io.arangobatch.model.CollectionInfo;
import io.arangobatch.model.CollectionType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests about collections. All methods throw {@link ArangoRequestException} for a name that cannot be one. */
public final class Collections {

    private static final String COLLECTION = "/_api/collection";
    private static final int COLLECTION_NOT_FOUND = 1203;

    private Collections() {}

    /**
     * Creates a collection.
     *
     * @param name its name
     * @param options its properties
     * @return a request for its description
     */
    public static ArangoRequest<CollectionInfo> create(String name, CollectionOptions options) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", Names.require("collection name", name));
        body.putAll(options.properties());
        return ArangoRequest.of("POST", COLLECTION).json(body).decodedBy(Collections::info);
    }

    /**
     * Drops a collection with all of its documents.
     *
     * @param name its name
     * @return a request for the server's number of it, as text
     */
    public static ArangoRequest<String> drop(String name) {
        return to("DELETE", name)
                .decodedBy(
                        response -> response.requireSuccess().json().path("id").asText());
    }

    /**
     * Removes all documents of a collection.
     *
     * @param name its name
     * @return a request for its description
     */
    public static ArangoRequest<CollectionInfo> truncate(String name) {
        return to("PUT", name, "truncate").decodedBy(Collections::info);
    }

    /**
     * Renames a collection. A cluster refuses it.
     *
     * @param name its name
     * @param newName its name from now on
     * @return a request for its description
     */
    public static ArangoRequest<CollectionInfo> rename(String name, String newName) {
        return to("PUT", name, "rename")
                .json(Map.of("name", Names.require("new collection name", newName)))
                .decodedBy(Collections::info);
    }

    /**
     * Counts the documents of a collection.
     *
     * @param name its name
     * @return a request for their number
     */
    public static ArangoRequest<Long> count(String name) {
        return to("GET", name, "count")
                .decodedBy(response ->
                        response.requireSuccess().json().path("count").asLong());
    }

    /**
     * Describes a collection.
     *
     * @param name its name
     * @return a request for its description with all properties
     */
    public static ArangoRequest<CollectionInfo> properties(String name) {
        return to("GET", name, "properties").decodedBy(Collections::info);
    }

    /**
     * Changes properties of a collection.
     *
     * @param name its name
     * @param options the properties to change
     * @return a request for its description
     */
    public static ArangoRequest<CollectionInfo> changeProperties(String name, CollectionOptions options) {
        return to("PUT", name, "properties").json(options.properties()).decodedBy(Collections::info);
    }

    /**
     * Lists the collections of the database.
     *
     * @param excludeSystem whether the server's own are left out
     * @return a request for their descriptions
     */
    public static ArangoRequest<List<CollectionInfo>> list(boolean excludeSystem) {
        return ArangoRequest.of("GET", COLLECTION)
                .query("excludeSystem", excludeSystem)
                .decodedBy(response -> infos(response.requireSuccess().json()));
    }

    /**
     * Asks whether a collection exists.
     *
     * @param name its name
     * @return a request that gives {@code false} for a missing collection
     */
    public static ArangoRequest<Boolean> exists(String name) {
        return to("GET", name).decodedBy(response -> {
            if (response.status() == 404 && response.errorNum() == COLLECTION_NOT_FOUND) {
                return false;
            }
            response.requireSuccess();
            return true;
        });
    }

    private static ArangoRequest<JsonNode> to(String method, String name, String... action) {
        Names.require("collection name", name);
        return action.length == 0
                ? ArangoRequest.to(method, COLLECTION, name)
                : ArangoRequest.to(method, COLLECTION, name, action[0]);
    }

    private static List<CollectionInfo> infos(JsonNode answer) {
        List<CollectionInfo> infos = new ArrayList<>();
        // 2.x wrote the list to "collections".
        JsonNode list = answer.has("result") ? answer.path("result") : answer.path("collections");
        list.forEach(description -> infos.add(info(description)));
        return List.copyOf(infos);
    }

    private static CollectionInfo info(ArangoResponse response) {
        return info(response.requireSuccess().json());
    }

    private static CollectionInfo info(JsonNode description) {
        String name = description.path("name").asText();
        return new CollectionInfo(
                description.path("id").asText(),
                name,
                CollectionType.of(description.path("type").asInt()),
                description.path("isSystem").asBoolean(name.startsWith("_")),
                description);
    }
}
