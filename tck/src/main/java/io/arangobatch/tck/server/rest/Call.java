package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpRequest;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.store.Database;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request on its way through a handler: with its database, its rights and its decoded parts. */
final class Call {
    private final HttpRequest request;
    private final String path;
    private final Database database;
    private final Rights rights;
    private final Instance instance;
    private final Map<String, String> parameters;
    private List<String> suffixes = List.of();

    Call(HttpRequest request, String path, Database database, Rights rights, Instance instance) {
        this.request = request;
        this.path = path;
        this.database = database;
        this.rights = rights;
        this.instance = instance;
        this.parameters = Urls.parameters(request.query());
    }

    void routed(int prefixLength) {
        boolean plusIsBlank = !version().atLeast(3, 4);
        suffixes = Urls.suffixes(path, prefixLength, plusIsBlank);
    }

    HttpRequest request() {
        return request;
    }

    String method() {
        return request.method();
    }

    /** The path without a database prefix, not decoded. */
    String path() {
        return path;
    }

    Database database() {
        return database;
    }

    Rights rights() {
        return rights;
    }

    Instance instance() {
        return instance;
    }

    ServerVersion version() {
        return instance.version();
    }

    /** What follows the handler's prefix, decoded. */
    List<String> suffixes() {
        return suffixes;
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    boolean flag(String name, boolean otherwise) {
        String value = parameters.get(name);
        return value == null ? otherwise : truth(value);
    }

    static boolean truth(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y", "1" -> true;
            default -> false;
        };
    }

    /** The body's JSON; a missing node without a body. */
    JsonNode json() {
        return Json.parse(request.body());
    }

    /** The revision in a precondition header, without its quotes. */
    Optional<String> revision(String header) {
        return request.header(header).map(value -> {
            String bare = value.strip();
            if (!bare.isEmpty() && (bare.charAt(0) == '"' || bare.charAt(0) == '\'')) {
                bare = bare.substring(1);
            }
            int last = bare.length() - 1;
            return last >= 0 && (bare.charAt(last) == '"' || bare.charAt(last) == '\'')
                    ? bare.substring(0, last)
                    : bare;
        });
    }

    /** The start of a {@code Location}. */
    String databasePrefix() {
        return "/_db/" + database.name();
    }
}
