package io.arangobatch.tck.server.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.tck.server.http.HttpResponse;
import io.arangobatch.tck.server.json.JsonFault;
import io.arangobatch.tck.server.store.ArangoError;

/** {@code /_open/auth}: a token for a user name and a password. */
final class AuthHandler implements Handler {
    @Override
    public HttpResponse handle(Call call) {
        if (!call.method().equals("POST")) {
            return Answers.error(ArangoError.HTTP_METHOD_NOT_ALLOWED);
        }
        JsonNode body;
        try {
            body = call.json();
        } catch (JsonFault.Refused refused) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "invalid JSON");
        }
        String user = body.path("username").textValue();
        String password = body.path("password").textValue();
        if (user == null || password == null) {
            return Answers.error(ArangoError.HTTP_BAD_PARAMETER, "invalid JSON");
        }
        if (!call.instance().users().accepts(user, password)) {
            return Answers.error(ArangoError.HTTP_UNAUTHORIZED, "Wrong credentials");
        }
        return Answers.json(
                200,
                json -> json.object()
                        .field("jwt", call.instance().tokens().issue(user))
                        .endObject());
    }
}
