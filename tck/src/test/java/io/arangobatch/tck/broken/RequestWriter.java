package io.arangobatch.tck.broken;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportRequest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes one request. */
final class RequestWriter {

    private static final int SIZE = 1 << 16;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final TransportRequest request;
    private final Fault fault;
    private final OutputStream out;
    private final Runnable beforeTheLast;
    private long left;

    RequestWriter(TransportRequest request, Fault fault, OutputStream out, Runnable beforeTheLast) {
        this.request = request;
        this.fault = fault;
        this.out = new BufferedOutputStream(out, SIZE);
        this.beforeTheLast = beforeTheLast;
        this.left = request.body().length();
    }

    void write() throws IOException {
        noteLast(0);
        out.write(head().getBytes(StandardCharsets.ISO_8859_1));
        if (chunked()) {
            writeChunks();
        } else {
            writeBody();
        }
        out.flush();
    }

    private String head() {
        StringBuilder head = new StringBuilder(request.method() + " " + target() + " HTTP/1.1\r\n");
        all().forEach(header ->
                head.append(header.name()).append(": ").append(header.value()).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private String target() {
        String target = request.target();
        return switch (fault) {
            case LOWER_CASES_THE_PATH -> target.toLowerCase(Locale.ROOT);
            case ENCODES_THE_TARGET_AGAIN -> target.replace("%", "%25");
            case RESOLVES_DOT_SEGMENTS ->
                target.contains("/.") ? URI.create(target).normalize().toString() : target;
            case DROPS_AN_EMPTY_QUERY -> target.endsWith("?") ? target.substring(0, target.length() - 1) : target;
            default -> target;
        };
    }

    private List<HttpHeader> all() {
        List<HttpHeader> all = new ArrayList<>();
        all.add(new HttpHeader("Host", host()));
        if (fault == Fault.ADDS_A_USER_AGENT) {
            all.add(new HttpHeader("User-Agent", "plain/1.0"));
        }
        all.addAll(headers());
        long length = request.body().length();
        if (chunked()) {
            all.add(new HttpHeader("Transfer-Encoding", "chunked"));
        } else if (length > 0 || WITH_BODY.contains(request.method()) && fault != Fault.OMITS_LENGTH_ZERO) {
            all.add(new HttpHeader("Content-Length", Long.toString(length)));
        }
        return all;
    }

    private String host() {
        return fault == Fault.HOST_WITHOUT_PORT
                ? request.endpoint().host()
                : request.endpoint().authority();
    }

    private boolean chunked() {
        return fault == Fault.SENDS_CHUNKED && request.body().length() > SIZE;
    }

    private List<HttpHeader> headers() {
        List<HttpHeader> given = request.headers();
        return switch (fault) {
            case DROPS_A_HEADER ->
                given.stream().filter(header -> !header.is("Authorization")).toList();
            case SORTS_HEADERS ->
                given.stream().sorted(Comparator.comparing(HttpHeader::name)).toList();
            case MERGES_HEADERS -> merged(given);
            case LOWER_CASES_HEADERS ->
                given.stream()
                        .map(header -> new HttpHeader(header.name().toLowerCase(Locale.ROOT), header.value()))
                        .toList();
            case DROPS_EMPTY_HEADERS ->
                given.stream().filter(header -> !header.value().isEmpty()).toList();
            default -> given;
        };
    }

    static List<HttpHeader> merged(List<HttpHeader> headers) {
        Map<String, String> values = new LinkedHashMap<>();
        headers.forEach(header -> values.merge(header.name(), header.value(), (one, other) -> one + ", " + other));
        return values.entrySet().stream()
                .map(entry -> new HttpHeader(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void writeBody() throws IOException {
        Iterator<ByteBuffer> buffers = fault == Fault.TAKES_THE_BODY_AT_ONCE
                ? taken(request.body().buffers()).iterator()
                : request.body().buffers();
        while (buffers.hasNext()) {
            ByteBuffer buffer = buffers.next();
            if (fault == Fault.STOPS_AT_AN_EMPTY_BUFFER && !buffer.hasRemaining()) {
                return;
            }
            write(buffer);
        }
    }

    private void write(ByteBuffer buffer) throws IOException {
        if (fault == Fault.FORGETS_THE_ARRAY_OFFSET && buffer.hasArray()) {
            noteLast(buffer.remaining());
            out.write(buffer.array(), 0, buffer.remaining());
            return;
        }
        boolean whole = buffer.hasArray() && buffer.array().length == buffer.remaining();
        byte[] piece = new byte[Math.min(SIZE, buffer.remaining())];
        while (buffer.hasRemaining()) {
            int length = Math.min(piece.length, buffer.remaining());
            buffer.get(piece, 0, length);
            noteLast(length);
            out.write(piece, 0, length);
        }
        if (fault == Fault.WRITES_INTO_THE_BODY && whole) {
            buffer.array()[0]++;
        }
    }

    /** The server may have the request before a write returns, so the last piece counts as sent before it is. */
    private void noteLast(int length) {
        left -= length;
        if (left == 0) {
            beforeTheLast.run();
        }
    }

    private void writeChunks() throws IOException {
        for (Iterator<ByteBuffer> buffers = request.body().buffers(); buffers.hasNext(); ) {
            ByteBuffer buffer = buffers.next();
            out.write((Integer.toHexString(buffer.remaining()) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            write(buffer);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }

    private static List<ByteBuffer> taken(Iterator<ByteBuffer> buffers) {
        List<ByteBuffer> all = new ArrayList<>();
        buffers.forEachRemaining(all::add);
        return all;
    }
}
