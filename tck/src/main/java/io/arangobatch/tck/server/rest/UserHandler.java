package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.Access;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Database;
import io.arangobatch.tck.server.store.Users;
import java.util.List;

/** {@code /_api/user}: users, what they may do, and what clients keep with them. */
final class UserHandler implements Handler {
    static final String PATH = "/_api/user";
    private static final String ANY = "*";
    private static final String UNDEFINED = "undefined";

    @Override
    public HttpResponse handle(Call call) {
        return switch (call.method()) {
            case "GET" -> get(call);
            case "POST" -> post(call);
            case "PUT", "PATCH" -> change(call);
            case "DELETE" -> delete(call);
            default -> Answers.error(400, 405, ArangoError.HTTP_METHOD_NOT_ALLOWED.text());
        };
    }

    private static HttpResponse get(Call call) {
        List<String> suffixes = call.suffixes();
        Users users = call.instance().users();
        if (suffixes.isEmpty()) {
            requireAdministrator(call, ArangoError.HTTP_FORBIDDEN);
            return Answers.result(200, json -> {
                json.array();
                users.list().forEach(json::node);
                json.endArray();
            });
        }
        String user = suffixes.get(0);
        requireAccess(call, user, ArangoError.HTTP_FORBIDDEN);
        if (suffixes.size() == 1) {
            return described(200, users.describe(user));
        }
        return switch (suffixes.get(1)) {
            case "database" -> rights(call, users, user, suffixes);
            case "config" -> {
                JsonNode config = users.config(user);
                JsonNode shown = suffixes.size() == 3 ? config.path(suffixes.get(2)) : config;
                yield Answers.result(200, json -> json.node(shown));
            }
            default -> Answers.error(ArangoError.BAD_PARAMETER);
        };
    }

    private static HttpResponse rights(Call call, Users users, String user, List<String> suffixes) {
        return switch (suffixes.size()) {
            case 2 -> allRights(call, users, user);
            case 3 ->
                Answers.result(
                        200,
                        json -> json.string(users.access(user, suffixes.get(2)).text()));
            case 4 ->
                Answers.result(
                        200,
                        json -> json.string(users.access(user, suffixes.get(2), suffixes.get(3))
                                .text()));
            default -> Answers.error(ArangoError.BAD_PARAMETER);
        };
    }

    private static HttpResponse allRights(Call call, Users users, String user) {
        boolean full = call.flag("full", false);
        users.describe(user);
        return Answers.result(200, json -> {
            json.object();
            for (String name : call.instance().databases().names()) {
                String granted = users.granted(user, name).map(Access::text).orElse(UNDEFINED);
                if (full) {
                    json.name(name)
                            .object()
                            .field("permission", granted)
                            .name("collections")
                            .object();
                    call.instance()
                            .databases()
                            .find(name)
                            .ifPresent(database -> collections(json, users, user, database));
                    json.endObject().endObject();
                } else if (users.access(user, name) != Access.NONE) {
                    json.field(name, granted);
                }
            }
            if (full) {
                json.name(ANY)
                        .object()
                        .field("permission", users.access(user, ANY).text())
                        .endObject();
            }
            json.endObject();
        });
    }

    private static void collections(JsonWriter json, Users users, String user, Database database) {
        for (Collection collection : database.locked(database::collections)) {
            String granted = users.granted(user, database.name(), collection.name())
                    .map(Access::text)
                    .orElse(UNDEFINED);
            json.field(collection.name(), granted);
        }
        json.field(ANY, users.access(user, database.name(), ANY).text());
    }

    private static HttpResponse post(Call call) {
        JsonNode body;
        try {
            body = call.json();
        } catch (JsonFault.Refused refused) {
            return Answers.corrupted(refused);
        }
        if (!body.isObject()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER);
        }
        List<String> suffixes = call.suffixes();
        Users users = call.instance().users();
        if (suffixes.isEmpty()) {
            requireAdministrator(call, ArangoError.FORBIDDEN);
            String name = body.path("user").isTextual() ? body.path("user").textValue() : "";
            return described(201, users.store(name, body, false));
        }
        if (suffixes.size() > 1) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        if (!users.accepts(suffixes.get(0), body.path("passwd").asText(""))) {
            throw ArangoError.USER_NOT_FOUND.exception();
        }
        return Answers.result(200, json -> json.bool(true));
    }

    private static HttpResponse change(Call call) {
        JsonNode body;
        try {
            body = call.json();
        } catch (JsonFault.Refused refused) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        return call.method().equals("PUT") ? put(call, body) : patch(call, body);
    }

    private static HttpResponse put(Call call, JsonNode body) {
        List<String> suffixes = call.suffixes();
        Users users = call.instance().users();
        if (suffixes.size() == 1) {
            requireAccess(call, suffixes.get(0), ArangoError.FORBIDDEN);
            return described(200, users.store(suffixes.get(0), body, true));
        }
        if (suffixes.size() != 3 && suffixes.size() != 4) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        return switch (suffixes.get(1)) {
            case "database" -> grant(call, users, suffixes, body);
            case "config" -> {
                requireAccess(call, suffixes.get(0), ArangoError.FORBIDDEN);
                ObjectNode config = users.config(suffixes.get(0)).deepCopy();
                if (body.has("value")) {
                    config.set(suffixes.get(2), body.path("value"));
                } else {
                    config.remove(suffixes.get(2));
                }
                users.setConfig(suffixes.get(0), config);
                yield HttpResponse.empty(200, HttpResponse.TEXT);
            }
            default -> Answers.error(ArangoError.BAD_PARAMETER);
        };
    }

    private static HttpResponse grant(Call call, Users users, List<String> suffixes, JsonNode body) {
        requireAdministrator(call, ArangoError.FORBIDDEN);
        if (!body.path("grant").isTextual()) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        Access access = Access.of(body.path("grant").textValue());
        String user = suffixes.get(0);
        String database = suffixes.get(2);
        if (suffixes.size() == 3) {
            users.grant(user, database, access);
            return Answers.object(200, json -> json.field(database, access.text()));
        }
        users.grant(user, database, suffixes.get(3), access);
        return Answers.object(200, json -> json.field(database + "/" + suffixes.get(3), access.text()));
    }

    private static HttpResponse patch(Call call, JsonNode body) {
        if (call.suffixes().size() != 1) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        requireAccess(call, call.suffixes().get(0), ArangoError.FORBIDDEN);
        return described(200, call.instance().users().update(call.suffixes().get(0), body));
    }

    private static HttpResponse delete(Call call) {
        List<String> suffixes = call.suffixes();
        Users users = call.instance().users();
        if (suffixes.isEmpty() || suffixes.size() > 4) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        String user = suffixes.get(0);
        if (suffixes.size() == 1) {
            requireAdministrator(call, ArangoError.FORBIDDEN);
            users.remove(user);
            return accepted();
        }
        if (suffixes.get(1).equals("config") && suffixes.size() <= 3) {
            requireAccess(call, user, ArangoError.FORBIDDEN);
            ObjectNode config = users.config(user).deepCopy();
            if (suffixes.size() == 3) {
                config.remove(suffixes.get(2));
            } else {
                config.removeAll();
            }
            users.setConfig(user, config);
            return accepted();
        }
        if (!suffixes.get(1).equals("database") || suffixes.size() == 2) {
            return Answers.error(ArangoError.BAD_PARAMETER);
        }
        requireAdministrator(call, ArangoError.FORBIDDEN);
        if (suffixes.size() == 3) {
            users.revoke(user, suffixes.get(2));
        } else {
            users.revoke(user, suffixes.get(2), suffixes.get(3));
        }
        return accepted();
    }

    private static HttpResponse accepted() {
        return Answers.object(202, json -> {});
    }

    private static HttpResponse described(int status, JsonNode user) {
        return Answers.object(status, json -> json.fields(user));
    }

    private static void requireAdministrator(Call call, ArangoError otherwise) {
        if (!call.rights().administrator()) {
            throw otherwise.exception();
        }
    }

    private static void requireAccess(Call call, String user, ArangoError otherwise) {
        if (!user.equals(call.rights().user())) {
            requireAdministrator(call, otherwise);
        }
    }
}
