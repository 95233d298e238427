package io.arangobatch.tck.server.rest;

import io.arangobatch.tck.server.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Finds a batch's boundary: in the content type if that is exactly as expected, else in the first line of the body. */
final class Boundary {
    private static final int SHORTEST = 3;
    private static final int SHORTEST_BODY = 10;
    private static final String KEY = "boundary=";

    private Boundary() {}

    static Optional<Bytes> find(String contentType, Bytes body, MultipartDialect dialect) {
        return fromHeader(contentType, dialect).or(() -> fromBody(body));
    }

    private static Optional<Bytes> fromHeader(String contentType, MultipartDialect dialect) {
        String[] pieces = contentType.strip().split(";", -1);
        if (pieces.length != 2) {
            return Optional.empty();
        }
        boolean split = dialect == MultipartDialect.SPLIT;
        String type = split ? pieces[0].strip().toLowerCase(Locale.ROOT) : pieces[0];
        String parameter = pieces[1].strip();
        if (!type.equals("multipart/form-data")
                || !parameter.toLowerCase(Locale.ROOT).startsWith(KEY)) {
            return Optional.empty();
        }
        String value = split ? parameter.split("=", -1)[1].strip() : parameter.substring(KEY.length());
        String bare = dialect == MultipartDialect.PLAIN ? value : unquoted(value);
        return bare.length() < SHORTEST
                ? Optional.empty()
                : Optional.of(Bytes.of(bare.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static String unquoted(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && value.charAt(0) == value.charAt(last)
                && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        return quoted ? value.substring(1, last) : value;
    }

    private static Optional<Bytes> fromBody(Bytes body) {
        int from = 0;
        while (from < body.length() && blank(body.at(from))) {
            from++;
        }
        if (body.length() - from < SHORTEST_BODY || body.at(from) != '-' || body.at(from + 1) != '-') {
            return Optional.empty();
        }
        int to = from + 2;
        while (to < body.length() && body.at(to) != 0 && !blank(body.at(to))) {
            to++;
        }
        return to - from < SHORTEST + 2 ? Optional.empty() : Optional.of(body.slice(from + 2, to));
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }
}
