package io.arangobatch.tck.server.http;

import io.arangobatch.tck.server.json.Bytes;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request, read as the server reads it: the method in any case, a version that may be missing, header names in any case, of
 * two equal headers the last. {@code path} has its runs of slashes collapsed and is not decoded.
 */
public record HttpRequest(
        String method,
        String target,
        String path,
        String query,
        String version,
        Map<String, String> headers,
        Bytes body) {
    /** The method of a request that the server does not know, or that is no request at all. */
    public static final String ILLEGAL = "ILLEGAL";

    /** Reads a head: request line and header lines in Latin-1, without the blank line. */
    public static HttpRequest parse(String head, Bytes body) {
        int end = lineEnd(head, 0);
        RequestLine line = RequestLine.parse(head.substring(0, end));
        Map<String, String> headers = end >= head.length() ? Map.of() : headers(head, end);
        return new HttpRequest(line.method(), line.target(), line.path(), line.query(), line.version(), headers, body);
    }

    public HttpRequest withBody(Bytes newBody) {
        return new HttpRequest(method, target, path, query, version, headers, newBody);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static Map<String, String> headers(String head, int firstEnd) {
        Map<String, String> headers = new LinkedHashMap<>();
        int at = firstEnd;
        while (at < head.length()) {
            int from = at + 1;
            at = lineEnd(head, from);
            int colon = head.indexOf(':', from);
            if (colon > from && colon < at) {
                String name = head.substring(from, colon).strip().toLowerCase(Locale.ROOT);
                headers.put(name, head.substring(colon + 1, at).strip());
            }
        }
        return headers;
    }

    private static int lineEnd(String head, int from) {
        int end = head.indexOf('\n', from);
        return end < 0 ? head.length() : end;
    }
}
