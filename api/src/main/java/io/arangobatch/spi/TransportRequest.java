package io.arangobatch.spi;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * One HTTP/1.1 request, to be sent once, exactly as it stands here.
 *
 * <p>Immutable and thread-safe. The driver has already checked that no component holds a character that could break the request's
 * head. A transport adds {@code Host} (from {@link Endpoint#authority()}) and {@code Content-Length} (always for a body, and
 * {@code Content-Length: 0} for a {@code POST}, {@code PUT} or {@code PATCH} without one), and nothing else.
 *
 * @param endpoint the server
 * @param method the method in upper case
 * @param target the request target, percent-encoded ASCII that begins with {@code /}; it goes out byte for byte
 * @param headers the headers in their order, without {@code Host} and {@code Content-Length}
 * @param body the bytes to send
 * @param responseTimeout how long the server may be silent: the longest wait from the last byte written to the answer's first
 *     byte, and between two reads of it; zero for no limit
 * @param totalTimeout how long the whole exchange may take, from the call to the last byte of the answer; zero for no limit
 */
public record TransportRequest(
        Endpoint endpoint,
        String method,
        String target,
        List<HttpHeader> headers,
        RequestBody body,
        Duration responseTimeout,
        Duration totalTimeout) {

    /**
     * Checks that every component is there and copies the list of headers.
     *
     * @param endpoint the server
     * @param method the method in upper case
     * @param target the request target, percent-encoded ASCII that begins with {@code /}; it goes out byte for byte
     * @param headers the headers in their order, without {@code Host} and {@code Content-Length}
     * @param body the bytes to send
     * @param responseTimeout how long the server may be silent: the longest wait from the last byte written to the answer's first byte, and between two reads of it; zero for no limit
     * @param totalTimeout how long the whole exchange may take, from the call to the last byte of the answer; zero for no limit
     */
    public TransportRequest {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        headers = List.copyOf(headers);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(responseTimeout, "responseTimeout");
        Objects.requireNonNull(totalTimeout, "totalTimeout");
    }

    /**
     * Returns what is sent and where to, without headers and body, which may hold credentials and data.
     *
     * @return for example {@code POST /_api/batch to http://localhost:8529}
     */
    @Override
    public String toString() {
        return method + " " + target + " to " + endpoint;
    }
}
