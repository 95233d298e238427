package io.arangobatch.tck.server;

import io.arangobatch.tck.server.http.HttpRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request that arrived at an embedded server. Immutable and thread-safe.
 *
 * @param connection the number of the connection it came over, counted from 1
 * @param method the method in upper case
 * @param target path and query as they were sent
 * @param headers the headers, names in lower case; of two equal ones the last
 * @param body the body in UTF-8, empty if there was none or if the journal no longer keeps it
 * @param bodyLength how many bytes the body had, unpacked
 */
public record RecordedRequest(
        long connection, String method, String target, Map<String, String> headers, String body, long bodyLength) {
    /**
     * Makes a record of a request.
     *
     * @param connection the number of the connection, counted from 1
     * @param method the method in upper case
     * @param target path and query as they were sent
     * @param headers the headers, names in lower case; copied
     * @param body the body in UTF-8
     * @param bodyLength how many bytes the body had
     * @throws NullPointerException if anything is {@code null}
     */
    public RecordedRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(target, "target");
        headers = Map.copyOf(headers);
        Objects.requireNonNull(body, "body");
    }

    /**
     * The path without the query.
     *
     * @return the path as it was sent
     */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /**
     * Looks up a header.
     *
     * @param name the name in any case
     * @return its value, if it was sent
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    static RecordedRequest of(long connection, HttpRequest request, String body) {
        return new RecordedRequest(
                connection,
                request.method(),
                request.target(),
                request.headers(),
                body,
                request.body().length());
    }
}
