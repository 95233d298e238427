package io.arangobatch.tck.bench;

import io.arangobatch.tck.server.scripted.ReceivedRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The answer to one batch as a server writes it, in pieces. One character a byte. */
public final class BatchAnswer {

    private final String contentType;
    private final String boundary;

    private BatchAnswer(String contentType) {
        this.contentType = contentType;
        this.boundary = contentType.substring(contentType.indexOf("boundary=") + "boundary=".length());
    }

    /** Answers a request, of which no more than the head is looked at. */
    public static BatchAnswer to(ReceivedRequest request) {
        return new BatchAnswer(request.values("Content-Type").get(0));
    }

    /** The boundary of request and answer. */
    public String boundary() {
        return boundary;
    }

    /** Delimiter and head of a part, of which so many bytes of content are to follow. */
    public String partHead(int id, String statusLine, long length) {
        return "--" + boundary + "\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: " + id + "\r\n\r\n"
                + Http.head(statusLine, "Content-Type: application/json; charset=utf-8", "Content-Length: " + length);
    }

    /** A whole part. */
    public String part(int id, String statusLine, String json) {
        return partHead(id, statusLine, json.length()) + json + "\r\n";
    }

    /** A whole part that went well and holds its own id. */
    public String part(int id) {
        return part(id, "HTTP/1.1 200 OK", "{\"id\":" + id + "}");
    }

    /** All such parts from the first to that one. */
    public String parts(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(this::part).collect(Collectors.joining());
    }

    /** What closes the last part. */
    public String end() {
        return "--" + boundary + "--";
    }

    /** The head of a good answer with so long a body. */
    public String head(long length, String... headers) {
        return Http.head("HTTP/1.1 200 OK", "Content-Type: " + contentType, "Content-Length: " + length)
                .replaceFirst("\r\n", "\r\n" + lines(headers));
    }

    /** A good answer with that body. */
    public String with(String body, String... headers) {
        return head(body.length(), headers) + body;
    }

    /** A good and whole answer of so many parts. */
    public String whole(int parts) {
        return with(parts(parts) + end());
    }

    private static String lines(String... headers) {
        return IntStream.range(0, headers.length)
                .mapToObj(i -> headers[i] + "\r\n")
                .collect(Collectors.joining());
    }
}
