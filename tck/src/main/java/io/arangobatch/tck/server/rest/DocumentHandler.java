package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.Change;
import io.arangobatch.tck.server.store.Collection;
import io.arangobatch.tck.server.store.Document;
import io.arangobatch.tck.server.store.Handles;
import io.arangobatch.tck.server.store.StoreException;
import io.arangobatch.tck.server.store.WriteOptions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /_api/document}: documents one by one and in arrays. */
final class DocumentHandler implements Handler {
    static final String PATH = "/_api/document";

    @Override
    public HttpResponse handle(Call call) {
        try {
            return switch (call.method()) {
                case "POST" -> create(call);
                case "GET" -> get(call);
                case "HEAD" -> head(call);
                case "PUT" -> call.parameter("onlyget").isPresent() ? readMany(call) : modify(call, false);
                case "PATCH" -> modify(call, true);
                case "DELETE" -> delete(call);
                default -> Answers.notImplemented("ILLEGAL " + PATH);
            };
        } catch (JsonFault.Refused refused) {
            return Answers.corrupted(refused);
        } catch (StoreException e) {
            return DocumentAnswers.error(e);
        }
    }

    private static HttpResponse create(Call call) {
        if (call.suffixes().size() > 1) {
            return Answers.error(
                    ArangoError.SUPERFLUOUS_SUFFICES,
                    "superfluous suffix, expecting " + PATH + "?collection=<identifier>");
        }
        String name = collectionName(call);
        if (name.isEmpty()) {
            return Answers.error(
                    ArangoError.COLLECTION_PARAMETER_MISSING,
                    "'collection' is missing, expecting " + PATH + "/<collectionname> or query parameter 'collection'");
        }
        JsonNode body = call.json();
        InsertMode mode = InsertMode.of(call);
        return call.database().locked(() -> {
            Collection collection = writable(call, name);
            if (body instanceof ArrayNode elements) {
                return new ManyDocuments(call, collection, elements).write(element -> mode.insert(collection, element));
            }
            Change change = mode.insert(collection, body);
            return DocumentAnswers.saved(call, collection, change);
        });
    }

    private static HttpResponse get(Call call) {
        return switch (call.suffixes().size()) {
            case 0, 1 ->
                Answers.error(ArangoError.COLLECTION_NOT_FOUND, "expecting GET /_api/document/<document-handle>");
            case 2 -> read(call);
            default ->
                Answers.error(ArangoError.SUPERFLUOUS_SUFFICES, "expecting GET /_api/document/<document-handle>");
        };
    }

    private static HttpResponse head(Call call) {
        if (call.suffixes().size() != 2) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "expecting URI /_api/document/<document-handle>");
        }
        HttpResponse response = read(call);
        // Only a document is kept back here; an error has its body, which the HTTP layer keeps back where there is one.
        return response.status() == 200 ? response.headOnly() : response;
    }

    private static HttpResponse read(Call call) {
        String name = call.suffixes().get(0);
        String key = call.suffixes().get(1);
        return call.database().locked(() -> {
            Collection collection = readable(call, name);
            Document found = collection.require(key, null);
            Optional<String> match = call.revision("if-match");
            if (match.isPresent() && !match.get().equals(found.rev())) {
                return DocumentAnswers.preconditionFailed(call, found);
            }
            if (call.revision("if-none-match").filter(found.rev()::equals).isPresent()) {
                return HttpResponse.empty(304, HttpResponse.TEXT).header("Etag", "\"" + found.rev() + "\"");
            }
            return DocumentAnswers.document(found);
        });
    }

    private static HttpResponse modify(Call call, boolean patch) {
        List<String> suffixes = call.suffixes();
        if (suffixes.size() > 2) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER,
                    "expecting " + call.method()
                            + " /_api/document/<collectionname> or /_api/document/<document-handle> or /_api/document "
                            + "and query parameter 'collection'");
        }
        boolean many = suffixes.size() <= 1;
        if (suffixes.isEmpty() && call.parameter("collection").isEmpty()) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER,
                    "collection must be given in URL path or query parameter 'collection' must be specified");
        }
        String name = collectionName(call);
        JsonNode body = call.json();
        if (many ? !body.isArray() : !body.isObject()) {
            return Answers.error(ArangoError.DOCUMENT_TYPE_INVALID);
        }
        WriteOptions options = new WriteOptions(call.flag("keepNull", true), call.flag("mergeObjects", true));
        boolean ignoreRevs = call.flag("ignoreRevs", true);
        return call.database().locked(() -> {
            Collection collection = writable(call, name);
            if (many) {
                return new ManyDocuments(call, collection, (ArrayNode) body)
                        .write(element -> modifyElement(collection, element, patch, options, ignoreRevs));
            }
            return modifyOne(call, collection, (ObjectNode) body, patch, options);
        });
    }

    private static HttpResponse modifyOne(
            Call call, Collection collection, ObjectNode body, boolean patch, WriteOptions options) {
        String key = call.suffixes().get(1);
        String expected = expected(call, body, key);
        try {
            Change change = patch
                    ? collection.update(key, counted(body, key), options, expected)
                    : collection.replace(key, body, expected);
            return DocumentAnswers.saved(call, collection, change);
        } catch (StoreException e) {
            if (e.error() == ArangoError.CONFLICT) {
                return DocumentAnswers.preconditionFailed(call, collection.require(key, null));
            }
            throw e;
        }
    }

    /**
     * The revision a single document must have. The header's counts; one in the body only where the body also names the key,
     * since otherwise the server rewrites the body and drops it.
     */
    private static @Nullable String expected(Call call, ObjectNode body, String key) {
        Optional<String> match = call.revision("if-match");
        if (match.isPresent()) {
            return match.get();
        }
        boolean untouched = key.equals(body.path("_key").textValue())
                || body.has("_key") && !body.path("_key").isTextual();
        return untouched && !call.flag("ignoreRevs", true) ? body.path("_rev").textValue() : null;
    }

    /** A patch that changes nothing is no write, unless it names more than its key. */
    private static ObjectNode counted(ObjectNode body, String key) {
        if (key.equals(body.path("_key").textValue()) || body.size() > 3) {
            return body;
        }
        ObjectNode user = body.objectNode();
        body.properties().forEach(member -> {
            if (!member.getKey().equals("_id")
                    && !member.getKey().equals("_rev")
                    && !member.getKey().equals("_key")) {
                user.set(member.getKey(), member.getValue());
            }
        });
        return user;
    }

    private static Change modifyElement(
            Collection collection, JsonNode element, boolean patch, WriteOptions options, boolean ignoreRevs) {
        if (!(element instanceof ObjectNode document)) {
            throw ArangoError.DOCUMENT_TYPE_INVALID.exception();
        }
        String key = document.path("_key").textValue();
        if (key == null) {
            throw ArangoError.DOCUMENT_HANDLE_BAD.exception();
        }
        String expected = ignoreRevs ? null : document.path("_rev").textValue();
        return patch
                ? collection.update(key, document, options, expected)
                : collection.replace(key, document, expected);
    }

    private static HttpResponse delete(Call call) {
        List<String> suffixes = call.suffixes();
        if (suffixes.isEmpty() || suffixes.size() > 2) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER,
                    "expecting DELETE /_api/document/<document-handle> or /_api/document/<collection> with a BODY");
        }
        if (suffixes.size() == 2) {
            String expected = call.revision("if-match").orElse(null);
            return call.database()
                    .locked(() -> removeOne(call, writable(call, suffixes.get(0)), suffixes.get(1), expected));
        }
        return deleteGiven(call, suffixes.get(0));
    }

    private static HttpResponse deleteGiven(Call call, String name) {
        JsonNode body;
        try {
            body = call.json();
        } catch (JsonFault.Refused refused) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "Request body not parseable");
        }
        if (!body.isArray() && !body.isObject()) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "Request body not parseable");
        }
        boolean ignoreRevs = call.flag("ignoreRevs", true);
        return call.database().locked(() -> {
            Collection collection = writable(call, name);
            if (body instanceof ArrayNode elements) {
                return new ManyDocuments(call, collection, elements)
                        .remove(element -> collection.remove(key(element), revision(element, ignoreRevs)));
            }
            return removeOne(call, collection, key(body), revision(body, ignoreRevs));
        });
    }

    private static HttpResponse removeOne(Call call, Collection collection, String key, @Nullable String expected) {
        try {
            return DocumentAnswers.removed(call, collection, collection.remove(key, expected));
        } catch (StoreException e) {
            if (e.error() == ArangoError.CONFLICT) {
                return DocumentAnswers.preconditionFailed(call, collection.require(key, null));
            }
            throw e;
        }
    }

    private static HttpResponse readMany(Call call) {
        if (call.suffixes().size() != 1) {
            return Answers.error(
                    ArangoError.HTTP_BAD_PARAMETER, "expecting PUT /_api/document/<collection> with a BODY");
        }
        boolean ignoreRevs = call.flag("ignoreRevs", true);
        return call.database().locked(() -> {
            Collection collection = readable(call, call.suffixes().get(0));
            JsonNode search;
            try {
                search = call.json();
            } catch (JsonFault.Refused refused) {
                return Answers.corruptedUnexpectedly(refused);
            }
            if (search instanceof ArrayNode elements) {
                return new ManyDocuments(call, collection, elements)
                        .read(element -> collection.require(key(element), revision(element, ignoreRevs)));
            }
            if (!search.isObject() && !search.isTextual()) {
                throw ArangoError.DOCUMENT_TYPE_INVALID.exception();
            }
            return DocumentAnswers.document(collection.require(key(search), revision(search, ignoreRevs)));
        });
    }

    /** The key in an element: a key or a handle as text, or an object that has the key. */
    private static String key(JsonNode element) {
        String key = element.isTextual()
                ? Handles.key(element.textValue())
                : element.path("_key").textValue();
        if (key == null) {
            throw ArangoError.DOCUMENT_HANDLE_BAD.exception();
        }
        return key;
    }

    private static @Nullable String revision(JsonNode element, boolean ignoreRevs) {
        return ignoreRevs ? null : element.path("_rev").textValue();
    }

    private static String collectionName(Call call) {
        return call.suffixes().isEmpty()
                ? call.parameter("collection").orElse("")
                : call.suffixes().get(0);
    }

    private static Collection readable(Call call, String name) {
        Collection collection = existing(call, name);
        call.rights().requireRead(call.database(), collection.name());
        return collection;
    }

    private static Collection writable(Call call, String name) {
        Collection collection = existing(call, name);
        call.rights().requireWrite(call.database(), collection.name());
        return collection;
    }

    private static Collection existing(Call call, String name) {
        Collection collection = call.database().find(name);
        if (collection == null) {
            throw ArangoError.COLLECTION_NOT_FOUND.exception(call.version().unknownCollection(name));
        }
        return collection;
    }
}
