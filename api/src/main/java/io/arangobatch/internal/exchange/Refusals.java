package io.arangobatch.internal.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/**
 * Which answers say that the server ran nothing of a request, so that another server may be asked. What is not certain is no refusal: most answers
 * with status 503 come from behind a coordinator, when a part of the work may be done already.
 */
public final class Refusals {

    static final int SERVICE_UNAVAILABLE = 503;

    /** No refusal is longer; what is, is not kept to be looked at. */
    static final int LONGEST = 4096;

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FIRST_QUEUE_ERROR = 21_001;
    private static final int LAST_QUEUE_ERROR = 21_003;
    private static final String STARTING = "service unavailable due to startup";

    private Refusals() {}

    /**
     * Tells whether a server refused a call before it ran any of it.
     *
     * @param call what was asked
     * @param answer the whole answer
     * @return whether nothing has run
     */
    public static boolean ranNothing(Call call, Answer answer) {
        byte[] body = answer.body();
        if (answer.head().status() != SERVICE_UNAVAILABLE || body.length == 0 || body.length > LONGEST) {
            return false;
        }
        JsonNode error;
        try {
            error = MAPPER.readTree(body);
        } catch (IOException e) {
            // The page of a proxy: who knows how far the request came.
            return false;
        }
        int errorNum = error.path("errorNum").asInt();
        if (errorNum >= FIRST_QUEUE_ERROR && errorNum <= LAST_QUEUE_ERROR) {
            return isOneStep(call);
        }
        return errorNum == SERVICE_UNAVAILABLE
                && error.path("errorMessage").asText().startsWith(STARTING)
                && !commitsBehindTheServer(path(call));
    }

    /**
     * A full queue is met once by these. The parts of a batch are queued one by one, after others have run; and a query, a transaction or an import makes a
     * coordinator send requests of its own, any of which may meet a full queue.
     */
    private static boolean isOneStep(Call call) {
        String path = path(call);
        return call.method().equals("GET")
                || call.method().equals("HEAD")
                || path.startsWith("/_api/document/")
                || path.startsWith("/_open/auth");
    }

    /**
     * A server that starts refuses everything at its door, a batch as a whole too. But a coordinator that commits a query or a transaction on several servers
     * may pass on the words of one that has just been started again, while others have committed.
     */
    private static boolean commitsBehindTheServer(String path) {
        return path.startsWith("/_api/cursor") || path.startsWith("/_api/transaction");
    }

    private static String path(Call call) {
        String target = call.target();
        int end = target.startsWith("/_db/") ? target.indexOf('/', "/_db/".length()) : 0;
        return end < 0 ? "" : target.substring(end);
    }
}
