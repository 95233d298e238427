package io.arangobatch.tck.server.http;

import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.json.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer. The server writes the headers that a handler set, then {@code Server} and {@code Connection}, then the content
 * type (unless a handler set that as an ordinary header, as for a batch) and the length.
 */
public final class HttpResponse {
    public static final String JSON = "application/json; charset=utf-8";
    public static final String TEXT = "text/plain; charset=utf-8";

    private final int status;
    private final List<Header> headers = new ArrayList<>(2);
    private final @Nullable String contentType;
    private final Bytes body;
    private boolean headOnly;

    /** {@code contentType} is {@code null} where it is among the headers. */
    public HttpResponse(int status, @Nullable String contentType, Bytes body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /** A header that a handler set. */
    public record Header(String name, String value) {}

    public static HttpResponse empty(int status, String contentType) {
        return new HttpResponse(status, contentType, Bytes.EMPTY);
    }

    public int status() {
        return status;
    }

    public @Nullable String contentType() {
        return contentType;
    }

    public Bytes body() {
        return body;
    }

    public List<Header> headers() {
        return headers;
    }

    /** Adds a header, after those that were added before. */
    public HttpResponse header(String name, String value) {
        headers.add(new Header(name, value));
        return this;
    }

    /** Leaves the body out but keeps its length, as the answer to {@code HEAD} has it. */
    public HttpResponse headOnly() {
        headOnly = true;
        return this;
    }

    /** Writes the head, up to and with the blank line. */
    public void writeHead(ByteBuilder out, String server, String connection) {
        out.latin1(StatusLine.of(status));
        writeHeaders(out, server, connection);
    }

    /** Writes the body if it is to be sent. */
    public void writeBody(ByteBuilder out) {
        if (!headOnly) {
            out.put(body);
        }
    }

    public int bodyLength() {
        return headOnly ? 0 : body.length();
    }

    /** Writes an answer as a part of a batch's answer, which has {@code Server} first. */
    public void writePart(ByteBuilder out, String connection) {
        out.latin1(StatusLine.of(status)).latin1("Server: \r\n");
        writeUserHeaders(out);
        out.latin1("Connection: ").latin1(connection).latin1("\r\n");
        writeContent(out);
        writeBody(out);
    }

    private void writeHeaders(ByteBuilder out, String server, String connection) {
        writeUserHeaders(out);
        out.latin1("Server: ")
                .latin1(server)
                .latin1("\r\nConnection: ")
                .latin1(connection)
                .latin1("\r\n");
        writeContent(out);
    }

    private void writeUserHeaders(ByteBuilder out) {
        for (Header header : headers) {
            out.latin1(header.name()).latin1(": ").latin1(header.value()).latin1("\r\n");
        }
    }

    private void writeContent(ByteBuilder out) {
        if (contentType != null) {
            out.latin1("Content-Type: ").latin1(contentType).latin1("\r\n");
        }
        out.latin1("Content-Length: ").decimal(body.length()).latin1("\r\n\r\n");
    }
}
