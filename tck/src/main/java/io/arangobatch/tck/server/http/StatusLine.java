package io.arangobatch.tck.server.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first lines of answers: codes with their reasons, in the server's words. */
final class StatusLine {
    private static final Map<Integer, String> LINES = Map.ofEntries(
            Map.entry(200, "200 OK"),
            Map.entry(201, "201 Created"),
            Map.entry(202, "202 Accepted"),
            Map.entry(204, "204 No Content"),
            Map.entry(301, "301 Moved Permanently"),
            Map.entry(304, "304 Not Modified"),
            Map.entry(307, "307 Temporary Redirect"),
            Map.entry(400, "400 Bad Request"),
            Map.entry(401, "401 Unauthorized"),
            Map.entry(403, "403 Forbidden"),
            Map.entry(404, "404 Not Found"),
            Map.entry(405, "405 Method Not Allowed"),
            Map.entry(408, "408 Request Time-out"),
            Map.entry(409, "409 Conflict"),
            Map.entry(410, "410 Gone"),
            Map.entry(411, "411 Length Required"),
            Map.entry(412, "412 Precondition Failed"),
            Map.entry(413, "413 Payload Too Large"),
            Map.entry(414, "414 Request-URI Too Long"),
            Map.entry(429, "429 Too Many Requests"),
            Map.entry(431, "431 Request Header Fields Too Large"),
            Map.entry(500, "500 Internal Server Error"),
            Map.entry(501, "501 Not Implemented"),
            Map.entry(502, "502 Bad Gateway"),
            Map.entry(503, "503 Service Unavailable"),
            Map.entry(504, "504 Gateway Time-out"),
            Map.entry(505, "505 HTTP Version Not Supported"));

    private static final @Nullable String[] BY_STATUS = new String[600];

    static {
        LINES.forEach((status, line) -> BY_STATUS[status] = whole(line));
    }

    private StatusLine() {}

    static String of(int status) {
        String line = status < BY_STATUS.length ? BY_STATUS[status] : null;
        return line == null ? whole(status + " Unknown") : line;
    }

    private static String whole(String line) {
        return "HTTP/1.1 " + line + "\r\n";
    }
}
