package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.Access;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Database;
import io.arangobatch.tck.server.store.Databases;
import io.arangobatch.tck.server.store.StoreException;
import io.arangobatch.tck.server.store.Users;
import java.util.List;

/** {@code /_api/database}. */
final class DatabaseHandler implements Handler {
    static final String PATH = "/_api/database";

    @Override
    public HttpResponse handle(Call call) {
        try {
            return switch (call.method()) {
                case "GET" -> get(call);
                case "POST" -> create(call);
                case "DELETE" -> delete(call);
                default -> Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
            };
        } catch (JsonFault.Refused refused) {
            return Answers.corrupted(refused);
        } catch (StoreException e) {
            return Answers.error(e);
        }
    }

    private static HttpResponse get(Call call) {
        List<String> suffixes = call.suffixes();
        Databases databases = call.instance().databases();
        if (suffixes.isEmpty()) {
            requireSystem(call);
            return names(databases.names());
        }
        if (suffixes.size() > 1) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        return switch (suffixes.get(0)) {
            case "user" ->
                names(databases.names().stream()
                        .filter(name -> databases
                                .find(name)
                                .map(database -> call.rights().database(database) != Access.NONE)
                                .orElse(false))
                        .toList());
            case "current" -> Answers.result(200, json -> describe(json, call.database()));
            default -> Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        };
    }

    private static HttpResponse names(List<String> names) {
        return Answers.result(200, json -> {
            json.array();
            names.forEach(json::string);
            json.endArray();
        });
    }

    private static void describe(JsonWriter json, Database database) {
        json.object()
                .field("name", database.name())
                .field("id", database.id())
                .field("path", "/var/lib/arangodb3")
                .field("isSystem", database.isSystem())
                .endObject();
    }

    private static HttpResponse create(Call call) {
        requireSystem(call);
        call.rights().requireDatabaseWrite(call.database());
        if (!call.suffixes().isEmpty()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        JsonNode body = call.json();
        if (!body.isObject()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        String name = body.path("name").asText("");
        try {
            call.instance().databases().create(name);
        } catch (StoreException e) {
            boolean renumbered = e.error() == ArangoError.DATABASE_NAME_INVALID
                    && call.version().atLeast(3, 11);
            throw renumbered ? ArangoError.ILLEGAL_NAME.exception() : e;
        }
        body.path("users").forEach(user -> grant(call.instance().users(), name, user));
        if (call.rights().user() != null) {
            call.instance().users().grant(call.rights().user(), name, Access.RW);
        }
        return Answers.result(201, json -> json.bool(true));
    }

    /** Makes a user of the new database, or gives one that exists the right to use it. */
    private static void grant(Users users, String database, JsonNode given) {
        String name = given.path("username").asText(given.path("user").asText(""));
        if (name.isEmpty()) {
            return;
        }
        try {
            users.store(name, given, false);
        } catch (StoreException e) {
            if (e.error() != ArangoError.USER_DUPLICATE) {
                throw e;
            }
        }
        users.grant(name, database, Access.RW);
    }

    private static HttpResponse delete(Call call) {
        requireSystem(call);
        call.rights().requireDatabaseWrite(call.database());
        if (call.suffixes().size() != 1) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        call.instance().databases().drop(call.suffixes().get(0));
        return Answers.result(200, json -> json.bool(true));
    }

    private static void requireSystem(Call call) {
        if (!call.database().isSystem()) {
            throw ArangoError.USE_SYSTEM_DATABASE.exception();
        }
    }
}
