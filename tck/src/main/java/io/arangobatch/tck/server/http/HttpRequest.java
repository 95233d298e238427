package io.arangobatch.tck.server.http;

import io.arangobatch.tck.server.json.Bytes;
import java.nio.charset.StandardCharsets;
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

    /** Reads a head: request line and header lines, without the blank line. */
    public static HttpRequest parse(Bytes head, Bytes body) {
        int end = lineEnd(head, 0);
        RequestLine line = RequestLine.parse(head.slice(0, end));
        Map<String, String> headers = new LinkedHashMap<>();
        int at = end;
        while (at < head.length()) {
            int from = at + 1;
            at = lineEnd(head, from);
            header(head.slice(Math.min(from, head.length()), at), headers);
        }
        return new HttpRequest(line.method(), line.target(), line.path(), line.query(), line.version(), headers, body);
    }

    public HttpRequest withBody(Bytes newBody) {
        return new HttpRequest(method, target, path, query, version, headers, newBody);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static int lineEnd(Bytes head, int from) {
        int end = head.indexOf('\n', from);
        return end < 0 ? head.length() : end;
    }

    private static void header(Bytes line, Map<String, String> headers) {
        int colon = line.indexOf(':', 0);
        if (colon > 0) {
            String name = line.slice(0, colon).latin1().strip().toLowerCase(Locale.ROOT);
            String value = new String(
                            line.array(),
                            line.offset() + colon + 1,
                            line.length() - colon - 1,
                            StandardCharsets.ISO_8859_1)
                    .strip();
            headers.put(name, value);
        }
    }
}
