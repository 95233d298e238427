package io.arangobatch.scripted;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.internal.response.ServerResponse;
import io.arangobatch.request.ArangoRequest;
import io.arangobatch.request.RequestRunner;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Looks at requests without sending them, and reads answers that nobody sent. */
public final class Probe {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Probe() {}

    /** A configuration for one server, carried by a transport, that sends each request by itself, as scripted answers expect it. */
    public static ConnectionConfig.Builder over(Transport transport) {
        return ConnectionConfig.builder()
                .endpoint("one.test", 8529)
                .database("test")
                .maxCoalesced(1)
                .transport(transport);
    }

    /** The encoded body of a request. */
    public static String body(ArangoRequest<?> request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            request.writeBody(out, MAPPER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What a request makes of an answer. */
    public static <T> T decode(ArangoRequest<T> request, int status, String json) {
        return request.decoder().decode(answer(request, status, json));
    }

    /** An answer to a request. */
    public static ServerResponse answer(ArangoRequest<?> request, int status, String json) {
        return answer(request, status, json, Probe::refuse);
    }

    /** An answer to a request, by a server that answers further ones. */
    public static ServerResponse answer(ArangoRequest<?> request, int status, String json, RequestRunner origin) {
        return new ServerResponse(
                request.toString(),
                RawAnswer.of(
                        status,
                        status < 300 ? "OK" : "Failed",
                        List.of(new HttpHeader("Content-Type", "application/json")),
                        json.getBytes(StandardCharsets.UTF_8)),
                MAPPER,
                origin);
    }

    private static <T> T refuse(ArangoRequest<T> request) {
        throw new AssertionError("no further request was expected, but there is " + request);
    }
}
