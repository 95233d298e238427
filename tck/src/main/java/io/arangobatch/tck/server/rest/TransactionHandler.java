package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.store.ArangoError;

/** {@code /_api/transaction}: there is no JavaScript here, so a well-formed transaction is refused, never half understood. */
final class TransactionHandler implements Handler {
    static final String PATH = "/_api/transaction";

    @Override
    public HttpResponse handle(Call call) {
        if (!call.method().equals("POST")) {
            return Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        }
        if (!call.suffixes().isEmpty()) {
            return Answers.notImplemented(call.path());
        }
        JsonNode body = call.json();
        if (!body.path("collections").isObject()) {
            return Answers.error(ArangoError.BAD_PARAMETER, "missing/invalid collections definition for transaction");
        }
        if (!body.path("action").isTextual()) {
            return Answers.error(ArangoError.BAD_PARAMETER, "missing/invalid action definition for transaction");
        }
        return Answers.notImplemented("JavaScript transaction");
    }
}
