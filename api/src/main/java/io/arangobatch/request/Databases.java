package io.arangobatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.ArangoRequestException;
import io.arangobatch.internal.text.Names;
import io.arangobatch.model.DatabaseInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Requests about databases. The server takes {@link #create}, {@link #drop} and {@link #list} only over a connection to {@code _system} (403, errorNum 1230). All
 * methods throw {@link ArangoRequestException} for a name that cannot be one.
 */
public final class Databases {

    private static final String DATABASE = "/_api/database";

    private Databases() {}

    /**
     * Creates a database.
     *
     * @param name its name, not encoded
     * @return a request that gives {@code true}
     */
    public static ArangoRequest<Boolean> create(String name) {
        return ArangoRequest.of("POST", DATABASE)
                .json(Map.of("name", Names.require("database name", name)))
                .decodedBy(Databases::done);
    }

    /**
     * Drops a database with everything in it.
     *
     * @param name its name, not encoded
     * @return a request that gives {@code true}
     */
    public static ArangoRequest<Boolean> drop(String name) {
        return ArangoRequest.to("DELETE", DATABASE, Names.require("database name", name))
                .decodedBy(Databases::done);
    }

    /**
     * Lists all databases.
     *
     * @return a request for their names
     */
    public static ArangoRequest<List<String>> list() {
        return ArangoRequest.of("GET", DATABASE).decodedBy(Databases::names);
    }

    /**
     * Lists the databases that the connection's user may see.
     *
     * @return a request for their names
     */
    public static ArangoRequest<List<String>> listAccessible() {
        return ArangoRequest.of("GET", DATABASE + "/user").decodedBy(Databases::names);
    }

    /**
     * Describes the connection's database.
     *
     * @return a request for its description
     */
    public static ArangoRequest<DatabaseInfo> current() {
        return ArangoRequest.of("GET", DATABASE + "/current").decodedBy(response -> {
            JsonNode result = response.requireSuccess().json().path("result");
            return new DatabaseInfo(
                    result.path("id").asText(),
                    result.path("name").asText(),
                    result.path("isSystem").asBoolean());
        });
    }

    /**
     * Asks whether a database exists among those that the connection's user may see.
     *
     * @param name its name, not encoded
     * @return a request that gives {@code false} for a missing database
     */
    public static ArangoRequest<Boolean> exists(String name) {
        Names.require("database name", name);
        return listAccessible().decodedBy(response -> names(response).contains(name));
    }

    private static Boolean done(ArangoResponse response) {
        return response.requireSuccess().json().path("result").asBoolean();
    }

    private static List<String> names(ArangoResponse response) {
        List<String> names = new ArrayList<>();
        response.requireSuccess().json().path("result").forEach(name -> names.add(name.asText()));
        return List.copyOf(names);
    }
}
