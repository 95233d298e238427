package io.arangobatch.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.arangobatch.model.ServerVersion;

/** Requests about the server itself. */
public final class Server {

    private Server() {}

    /**
     * Asks who answers.
     *
     * @return a request for product, license and version
     */
    public static ArangoRequest<ServerVersion> version() {
        return ArangoRequest.of("GET", "/_api/version").decodedBy(response -> {
            JsonNode answer = response.requireSuccess().json();
            return new ServerVersion(
                    answer.path("server").asText(),
                    answer.path("license").asText(),
                    answer.path("version").asText());
        });
    }
}
