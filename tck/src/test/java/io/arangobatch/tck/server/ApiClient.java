package io.arangobatch.tck.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Short forms of what tests send. */
final class ApiClient {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final HttpClient http;
    private final URI base;

    ApiClient(EmbeddedArango server) {
        this(server, HttpClient.newHttpClient());
    }

    ApiClient(EmbeddedArango server, HttpClient http) {
        this.http = http;
        this.base = server.uri();
    }

    HttpResponse<String> send(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(target))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    JsonNode json(String method, String target, String body, String... headers)
            throws IOException, InterruptedException {
        return MAPPER.readTree(send(method, target, body, headers).body());
    }

    void createCollection(String name) throws IOException, InterruptedException {
        send("POST", "/_api/collection", "{\"name\":\"" + name + "\"}");
    }

    static String batch(String boundary, String... requests) {
        StringBuilder batch = new StringBuilder();
        for (String request : requests) {
            batch.append("--")
                    .append(boundary)
                    .append("\r\nContent-Type: application/x-arango-batchpart\r\n\r\n")
                    .append(request)
                    .append("\r\n");
        }
        return batch.append("--").append(boundary).append("--\r\n").toString();
    }
}
