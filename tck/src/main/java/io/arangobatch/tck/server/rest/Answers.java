package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.json.JsonWriter;
import io.arangobatch.tck.server.store.ArangoError;
import io.arangobatch.tck.server.store.StoreException;
import java.util.function.Consumer;

/**
 * Makes answers. Errors have the same four members everywhere but in the order of whatever part of the server answers: its C++
 * handlers, its JavaScript actions, or its Foxx services.
 */
final class Answers {
    private static final int USUAL_SIZE = 256;

    private Answers() {}

    static HttpResponse json(int status, Consumer<JsonWriter> content) {
        ByteBuilder out = new ByteBuilder(USUAL_SIZE);
        content.accept(new JsonWriter(out));
        return new HttpResponse(status, HttpResponse.JSON, out.bytes());
    }

    /** An object that ends with {@code error} and {@code code}. */
    static HttpResponse object(int status, Consumer<JsonWriter> members) {
        return json(status, json -> {
            json.object();
            members.accept(json);
            json.field("error", false).field("code", status).endObject();
        });
    }

    /** An object with {@code error}, {@code code} and {@code result}. */
    static HttpResponse result(int status, Consumer<JsonWriter> result) {
        return json(status, json -> {
            json.object().field("error", false).field("code", status).name("result");
            result.accept(json);
            json.endObject();
        });
    }

    static HttpResponse node(int status, JsonNode node) {
        return json(status, json -> json.node(node));
    }

    /** An error of a C++ handler. */
    static HttpResponse error(int status, int number, String message) {
        return json(
                status,
                json -> json.object()
                        .field("error", true)
                        .field("errorMessage", message)
                        .field("code", status)
                        .field("errorNum", number)
                        .endObject());
    }

    static HttpResponse error(ArangoError error) {
        return error(error.status(), error.number(), error.text());
    }

    static HttpResponse error(ArangoError error, String message) {
        return error(error.status(), error.number(), message);
    }

    static HttpResponse error(StoreException e) {
        return error(e.error().status(), e.error().number(), e.getMessage());
    }

    /** The error of a C++ handler that got no JSON. */
    static HttpResponse corrupted(JsonFault.Refused refused) {
        return error(ArangoError.CORRUPTED_JSON, "VPackError error: " + refused.velocypack());
    }

    /** The error of a C++ handler that did not expect to get no JSON. */
    static HttpResponse corruptedUnexpectedly(JsonFault.Refused refused) {
        return error(
                ArangoError.INTERNAL,
                "VPack error: " + refused.velocypack()
                        + " (exception location: arangod/GeneralServer/RestHandler.cpp:204). "
                        + "Please report this error to arangodb.com");
    }

    static HttpResponse notImplemented(String what) {
        return error(ArangoError.NOT_IMPLEMENTED, "'" + what + "' not implemented");
    }

    /** An error of a JavaScript action. */
    static HttpResponse actionError(int status, int number, String message) {
        return json(
                status,
                json -> json.object()
                        .field("error", true)
                        .field("code", status)
                        .field("errorNum", number)
                        .field("errorMessage", message)
                        .endObject());
    }

    static HttpResponse actionError(ArangoError error, String message) {
        return actionError(error.status(), error.number(), message);
    }

    /** An error of a Foxx service, and of the HTTP layer itself. */
    static HttpResponse foxxError(int status, int number, String message) {
        return json(
                status,
                json -> json.object()
                        .field("error", true)
                        .field("errorNum", number)
                        .field("errorMessage", message)
                        .field("code", status)
                        .endObject());
    }

    static HttpResponse unknownPath(String path) {
        return actionError(ArangoError.HTTP_NOT_FOUND, "unknown path '" + path + "'");
    }
}
