package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.json.Json;
import io.arangobatch.tck.server.store.ArangoError;

/** The body of a request to a JavaScript action: an object, an array, or nothing, which stands for {@code {}}. */
final class ActionBody {
    private ActionBody() {}

    static JsonNode of(Call call) {
        JsonNode body = call.json();
        if (body.isMissingNode() || body.isNull()) {
            return Json.object();
        }
        if (!body.isContainerNode()) {
            throw ArangoError.CORRUPTED_JSON.exception("expecting a valid JSON object as body");
        }
        return body;
    }
}
