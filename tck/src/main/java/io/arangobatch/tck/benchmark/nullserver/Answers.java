package io.arangobatch.tck.benchmark.nullserver;

import io.arangobatch.tck.benchmark.load.Student;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is answered, as a 3.2.2 server writes it, but for revisions, which are numbers because version 2.7.4 of ArangoDB's own driver reads
 * no others. Keys and revisions differ from one answer to the next, so that no client gains by remembering them.
 */
final class Answers {

    private static final String BODY_END = "\r\n\r\n";
    private static final Map<Integer, String> REASONS = Map.of(200, "OK", 201, "Created", 202, "Accepted");

    /** Which headers stand around those that tell of the document. */
    enum Form {
        /** An answer of its own. */
        ALONE,
        /** An answer within that to a batch. */
        PART
    }

    private Answers() {}

    /** Returns head and body of one answer. */
    static byte[] of(Wanted wanted, int number, Form form) {
        return switch (wanted.kind()) {
            case INSERT ->
                answer(
                        202,
                        "Location: /_db/_system/_api/document/benchmark/" + key(number) + "\r\n" + etag(number),
                        metadata(number),
                        form);
            case INSERT_MANY -> answer(202, "", many(number, wanted.documents()), form);
            case READ -> answer(200, etag(number), document(number), form);
            case QUERY -> answer(201, "", cursor(number), form);
            case VERSION ->
                answer(200, "", "{\"server\":\"arango\",\"license\":\"community\",\"version\":\"3.2.2\"}", form);
            case OTHER -> answer(200, "", "{\"error\":false,\"code\":200}", form);
        };
    }

    private static byte[] answer(int status, String headers, String body, Form form) {
        String head = form == Form.ALONE
                ? "X-Content-Type-Options: nosniff\r\n" + headers + "Server: ArangoDB\r\nConnection: Keep-Alive\r\n"
                : "Server: \r\n" + headers + "Connection: \r\n";
        return ascii("HTTP/1.1 " + status + " " + REASONS.get(status) + "\r\n" + head
                + "Content-Type: application/json; charset=utf-8\r\nContent-Length: " + body.length() + BODY_END
                + body);
    }

    /** Returns the head of the answer to a batch. */
    static byte[] batchHead(String boundary, long length) {
        return ascii(
                "HTTP/1.1 200 OK\r\nX-Content-Type-Options: nosniff\r\nContent-Type: multipart/form-data; boundary="
                        + boundary + "\r\nServer: ArangoDB\r\nConnection: Keep-Alive\r\nContent-Length: " + length
                        + BODY_END);
    }

    private static String many(int first, int documents) {
        return IntStream.range(0, documents)
                .mapToObj(i -> metadata(first + i))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String metadata(int number) {
        return "{\"_id\":\"benchmark/" + key(number) + "\",\"_key\":\"" + key(number) + "\",\"_rev\":\"" + rev(number)
                + "\"}";
    }

    private static String document(int number) {
        return metadata(number).replace("}", ",") + Student.seed(0).replaceFirst("^\\{\"_key\":\"[^\"]*\",", "");
    }

    private static String cursor(int number) {
        return "{\"result\":[" + number
                + "],\"hasMore\":false,\"cached\":false,\"extra\":{\"stats\":{\"writesExecuted\":0,"
                + "\"writesIgnored\":0,\"scannedFull\":0,\"scannedIndex\":0,\"filtered\":0,\"httpRequests\":0,"
                + "\"executionTime\":1.1181831359863281e-4},\"warnings\":[]},\"error\":false,\"code\":201}";
    }

    private static String etag(int number) {
        return "Etag: \"" + rev(number) + "\"\r\n";
    }

    private static int key(int number) {
        return 10_000_000 + number;
    }

    private static long rev(int number) {
        return 1_700_000_000_000_000_000L + number;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
