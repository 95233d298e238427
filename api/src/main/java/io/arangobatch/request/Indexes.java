package io.arangobatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.text.Names;
import io.arangobatch.model.IndexInfo;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests about indexes. All methods throw {@link ArangoRequestException} for a name that cannot be one.
 *
 * <p>An index is named by its number or name within the collection ({@code 123}) or by its whole handle ({@code students/123}).
 */
public final class Indexes {

    private static final String INDEX = "/_api/index";

    private Indexes() {}

    /**
     * Creates an index, unless an equal one is there.
     *
     * @param collection the collection's name
     * @param definition what it shall be
     * @return a request for its description, which tells whether it is new
     */
    public static ArangoRequest<IndexInfo> create(String collection, IndexDefinition definition) {
        return ArangoRequest.of("POST", INDEX)
                .query("collection", Names.require("collection name", collection))
                .json(definition.members())
                .decodedBy(Indexes::info);
    }

    /**
     * Describes an index.
     *
     * @param collection the collection's name
     * @param index the index
     * @return a request for its description
     */
    public static ArangoRequest<IndexInfo> get(String collection, String index) {
        return to("GET", collection, index).decodedBy(Indexes::info);
    }

    /**
     * Lists the indexes of a collection.
     *
     * @param collection the collection's name
     * @return a request for their descriptions
     */
    public static ArangoRequest<List<IndexInfo>> list(String collection) {
        return ArangoRequest.of("GET", INDEX)
                .query("collection", Names.require("collection name", collection))
                .decodedBy(Indexes::infos);
    }

    /**
     * Drops an index.
     *
     * @param collection the collection's name
     * @param index the index
     * @return a request for its handle
     */
    public static ArangoRequest<String> drop(String collection, String index) {
        return to("DELETE", collection, index)
                .decodedBy(
                        response -> response.requireSuccess().json().path("id").asText());
    }

    private static ArangoRequest<JsonNode> to(String method, String collection, String index) {
        String prefix = Names.require("collection name", collection) + "/";
        String number = index.startsWith(prefix) ? index.substring(prefix.length()) : index;
        return ArangoRequest.to(method, INDEX, collection, Names.require("index", number));
    }

    private static List<IndexInfo> infos(ArangoResponse response) {
        List<IndexInfo> infos = new ArrayList<>();
        response.requireSuccess().json().path("indexes").forEach(description -> infos.add(info(description)));
        return List.copyOf(infos);
    }

    private static IndexInfo info(ArangoResponse response) {
        return info(response.requireSuccess().json());
    }

    private static IndexInfo info(JsonNode description) {
        List<String> fields = new ArrayList<>();
        // Inverted indexes describe a field by an object.
        description
                .path("fields")
                .forEach(field ->
                        fields.add(field.isObject() ? field.path("name").asText() : field.asText()));
        return new IndexInfo(
                description.path("id").asText(),
                description.path("type").asText(),
                fields,
                description.path("unique").asBoolean(),
                description.path("sparse").asBoolean(),
                description.path("isNewlyCreated").asBoolean(),
                description);
    }
}
