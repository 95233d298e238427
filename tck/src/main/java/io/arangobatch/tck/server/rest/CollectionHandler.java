package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/** {@code /_api/collection}, on a 3.2 server a JavaScript action. */
final class CollectionHandler implements Handler {
    static final String PATH = "/_api/collection";
    private static final int LOADED = 3;
    private static final int UNLOADED = 2;

    @Override
    public HttpResponse handle(Call call) {
        try {
            return call.database().locked(() -> switch (call.method()) {
                case "GET", "HEAD" -> get(call);
                case "POST" -> create(call);
                case "PUT" -> put(call);
                case "DELETE" -> delete(call);
                default -> Answers.actionError(405, 405, "Unsupported method");
            });
        } catch (JsonFault.Refused refused) {
            return Answers.actionError(ArangoError.CORRUPTED_JSON, refused.v8());
        } catch (StoreException e) {
            return Answers.actionError(e.error(), e.getMessage());
        }
    }

    private static HttpResponse create(Call call) {
        call.rights().requireDatabaseWrite(call.database());
        JsonNode body = ActionBody.of(call);
        String name = body.path("name").asText("");
        if (name.isEmpty()) {
            throw ArangoError.ILLEGAL_NAME.exception("name must be non-empty");
        }
        Collection created = call.database().create(name, type(body.path("type")), body);
        return Answers.object(200, json -> {
                    json.field("id", created.id())
                            .field("name", name)
                            .field("waitForSync", created.waitForSync())
                            .field("isVolatile", created.isVolatile())
                            .field("isSystem", created.isSystem())
                            .field("status", LOADED)
                            .field("type", created.type());
                    if (call.version().atLeast(3, 4)) {
                        json.field("statusString", "loaded")
                                .field("globallyUniqueId", globallyUniqueId(created))
                                .field("keyOptions", created.keyOptions())
                                .field("cacheEnabled", false);
                    }
                })
                .header("Location", location(call, created, ""));
    }

    private static int type(JsonNode type) {
        boolean edge = type.isTextual()
                ? type.textValue().equalsIgnoreCase("edge") || type.textValue().equals("3")
                : type.isNumber() && type.intValue() == Collection.EDGES;
        return edge ? Collection.EDGES : Collection.DOCUMENTS;
    }

    private static HttpResponse get(Call call) {
        List<String> suffixes = call.suffixes();
        if (suffixes.isEmpty()) {
            return list(call);
        }
        Collection collection = find(call, suffixes.get(0));
        if (suffixes.size() == 1) {
            return shown(call, collection, "", json -> {});
        }
        if (suffixes.size() > 2) {
            return Answers.actionError(
                    ArangoError.HTTP_BAD_PARAMETER, "expect GET " + PATH + "/<collection-name>/<method>");
        }
        return switch (suffixes.get(1)) {
            case "properties" -> shown(call, collection, "/properties", json -> properties(json, collection));
            case "count" ->
                shown(call, collection, "/count", json -> {
                    properties(json, collection);
                    json.field("count", collection.count());
                });
            case "figures" ->
                shown(call, collection, "/figures", json -> {
                    properties(json, collection);
                    json.field("count", collection.count());
                    figures(json, collection);
                });
            case "revision" ->
                represented(call, collection, json -> {}, json -> json.field("revision", revision(call, collection)));
            case "checksum" ->
                represented(
                        call,
                        collection,
                        json -> {},
                        json -> json.field("checksum", checksum(collection))
                                .field("revision", revision(call, collection)));
            default ->
                Answers.actionError(
                        ArangoError.HTTP_NOT_FOUND,
                        "expecting one of the resources 'checksum', 'count', 'figures', 'properties', 'revision', 'shards'");
        };
    }

    private static HttpResponse list(Call call) {
        boolean excludeSystem = call.flag("excludeSystem", false);
        return Answers.object(200, json -> {
            json.name("result").array();
            for (Collection collection : call.database().collections()) {
                if (!excludeSystem || !collection.isSystem()) {
                    json.object();
                    represent(json, call, collection, inner -> {});
                    json.endObject();
                }
            }
            json.endArray();
        });
    }

    private static HttpResponse put(Call call) {
        List<String> suffixes = call.suffixes();
        if (suffixes.size() != 2) {
            return Answers.actionError(
                    ArangoError.HTTP_BAD_PARAMETER, "expected PUT " + PATH + "/<collection-name>/<action>");
        }
        Collection collection = find(call, suffixes.get(0));
        return switch (suffixes.get(1)) {
            case "load" -> load(call, collection);
            case "unload" -> {
                collection.setLoaded(call.version().atLeast(3, 9));
                yield represented(call, collection, json -> {}, json -> {});
            }
            case "truncate" -> {
                call.rights().requireWrite(call.database(), collection.name());
                collection.truncate();
                yield represented(call, collection, json -> {}, json -> {});
            }
            case "properties" -> {
                JsonNode body = ActionBody.of(call);
                call.rights().requireDatabaseWrite(call.database());
                if (body.path("waitForSync").isBoolean()) {
                    collection.setWaitForSync(body.path("waitForSync").booleanValue());
                }
                yield represented(call, collection, json -> properties(json, collection), json -> {});
            }
            case "rename" -> rename(call, collection);
            case "loadIndexesIntoMemory" -> Answers.object(200, json -> json.field("result", true));
            case "recalculateCount" ->
                call.version().atLeast(3, 4)
                        ? Answers.object(200, json -> json.field("result", true).field("count", collection.count()))
                        : unknownAction();
            default -> unknownAction();
        };
    }

    private static HttpResponse unknownAction() {
        return Answers.actionError(
                ArangoError.HTTP_NOT_FOUND,
                "expecting one of the actions 'load', 'unload', 'truncate', 'properties', 'rename', 'loadIndexesIntoMemory'");
    }

    private static HttpResponse load(Call call, Collection collection) {
        boolean count = ActionBody.of(call).path("count").asBoolean(true);
        collection.setLoaded(true);
        return represented(
                call,
                collection,
                json -> {
                    if (count) {
                        json.field("count", collection.count());
                    }
                },
                json -> {});
    }

    private static HttpResponse rename(Call call, Collection collection) {
        JsonNode body = ActionBody.of(call);
        if (!body.has("name")) {
            throw ArangoError.ILLEGAL_NAME.exception("name must be non-empty");
        }
        call.rights().requireDatabaseWrite(call.database());
        call.database().rename(collection, body.path("name").asText());
        return represented(call, collection, json -> {}, json -> {});
    }

    private static HttpResponse delete(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.actionError(
                    ArangoError.HTTP_BAD_PARAMETER, "expected DELETE " + PATH + "/<collection-name>");
        }
        Collection collection = find(call, call.suffixes().get(0));
        call.rights().requireDatabaseWrite(call.database());
        if (collection.isSystem() && !call.flag("isSystem", false)) {
            throw ArangoError.FORBIDDEN.exception();
        }
        call.database().drop(collection);
        return Answers.object(200, json -> json.field("id", collection.id()));
    }

    private static Collection find(Call call, String name) {
        Collection collection = call.database().find(name);
        if (collection == null) {
            throw ArangoError.COLLECTION_NOT_FOUND.exception(
                    call.version().atLeast(3, 4)
                            ? call.version().unknownCollection(name)
                            : "unknown collection '" + name + "'");
        }
        call.rights().requireRead(call.database(), collection.name());
        return collection;
    }

    private static HttpResponse shown(Call call, Collection collection, String sub, Consumer<JsonWriter> members) {
        return represented(call, collection, members, json -> {}).header("Location", location(call, collection, sub));
    }

    private static HttpResponse represented(
            Call call, Collection collection, Consumer<JsonWriter> members, Consumer<JsonWriter> last) {
        return Answers.object(200, json -> {
            represent(json, call, collection, members);
            last.accept(json);
        });
    }

    private static void represent(JsonWriter json, Call call, Collection collection, Consumer<JsonWriter> members) {
        json.field("id", collection.id()).field("name", collection.name()).field("isSystem", collection.isSystem());
        if (call.version().atLeast(3, 4)) {
            json.field("globallyUniqueId", globallyUniqueId(collection));
        }
        members.accept(json);
        json.field("status", collection.isLoaded() ? LOADED : UNLOADED).field("type", collection.type());
    }

    private static void properties(JsonWriter json, Collection collection) {
        json.field("keyOptions", collection.keyOptions()).field("waitForSync", collection.waitForSync());
    }

    private static void figures(JsonWriter json, Collection collection) {
        json.name("figures")
                .object()
                .name("indexes")
                .object()
                .field("count", collection.indexes().size())
                .field("size", 0)
                .endObject()
                .field("documentsSize", 0)
                .endObject();
    }

    private static String revision(Call call, Collection collection) {
        long last = collection.lastRevision();
        return last == 0 ? "0" : call.database().clock().text(last);
    }

    /** A sum over the documents, so that it does not depend on their order. */
    private static String checksum(Collection collection) {
        long sum = 0;
        for (Document document : collection.documents()) {
            CRC32 crc = new CRC32();
            crc.update(JsonWriter.text(document.content()).getBytes(StandardCharsets.UTF_8));
            sum ^= crc.getValue();
        }
        return Long.toString(sum);
    }

    private static String globallyUniqueId(Collection collection) {
        return "h" + Long.toHexString(Long.parseLong(collection.id())).toUpperCase(Locale.ROOT) + "/" + collection.id();
    }

    private static String location(Call call, Collection collection, String sub) {
        return call.databasePrefix() + PATH + "/" + collection.name() + sub;
    }
}
