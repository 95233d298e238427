package io.arangobatch.scripted;

import java.nio.charset.StandardCharsets;

/** Answers to batches, framed as a 3.2.2 server frames them. */
public final class BatchAnswer {

    private BatchAnswer() {}

    /** The answer to one request of a batch. */
    public record Part(int status, String reason, String body) {}

    /** A part with a body of JSON. */
    public static Part part(int status, String json) {
        return new Part(status, status < 300 ? "Accepted" : "Failed", json);
    }

    /** The answer to an insert that went well. */
    public static Part inserted(String collection, String key) {
        return part(
                202, "{\"_id\":\"" + collection + "/" + key + "\",\"_key\":\"" + key + "\",\"_rev\":\"_meH68x2---\"}");
    }

    /** The answer to a request that failed. */
    public static Part failed(int status, int errorNum, String message) {
        return part(
                status,
                "{\"error\":true,\"errorMessage\":\"" + message + "\",\"code\":" + status + ",\"errorNum\":" + errorNum
                        + "}");
    }

    /** A whole answer. */
    public static String of(String boundary, Part... parts) {
        return openOf(boundary, 1, parts) + "--" + boundary + "--";
    }

    /** An answer without its end, whose parts have ids from the given one on. */
    public static String openOf(String boundary, int firstId, Part... parts) {
        StringBuilder text = new StringBuilder();
        int id = firstId;
        for (Part part : parts) {
            text.append("--").append(boundary);
            text.append("\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: ");
            text.append(id++).append("\r\n\r\nHTTP/1.1 ");
            text.append(part.status()).append(' ').append(part.reason());
            text.append(
                    "\r\nServer: \r\nConnection: \r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ");
            text.append(part.body().getBytes(StandardCharsets.UTF_8).length);
            text.append("\r\n\r\n").append(part.body()).append("\r\n");
        }
        return text.toString();
    }
}
