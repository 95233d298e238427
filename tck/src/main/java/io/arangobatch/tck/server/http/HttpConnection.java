package io.arangobatch.tck.server.http;

import io.arangobatch.tck.server.json.ByteBuilder;
import io.arangobatch.tck.server.json.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * One client: reads requests, answers them in order, and follows the server's rules for what is no proper request. Chunked
 * bodies are not understood, as in the server: the chunks are taken for the next request.
 */
final class HttpConnection {
    private static final byte[] CONTINUE = "HTTP/1.1 100 (Continue)\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String SERVER = "ArangoDB";
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final HttpServer server;
    private final HttpListener listener;
    private final Socket socket;
    private final long number;
    private final Input input;
    private final OutputStream output;

    HttpConnection(HttpServer server, Socket socket, long number) throws IOException {
        this.server = server;
        this.listener = server.listener();
        this.socket = socket;
        this.number = number;
        this.input = new Input(socket.getInputStream(), listener);
        this.output = socket.getOutputStream();
    }

    void run() throws IOException, InterruptedException {
        boolean goOn = true;
        while (goOn && !server.isClosed()) {
            Input.Head head = input.head(server.limits().head());
            goOn = switch (head.end()) {
                case CLOSED -> false;
                case TOO_LONG -> refuse(431, true);
                case WHOLE -> exchange(head.bytes());
            };
        }
    }

    /** Answers one request; whether another may follow. */
    private boolean exchange(Bytes head) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.parse(head.latin1(), Bytes.EMPTY);
        if (!request.version().equals("HTTP/1.1") && !request.version().equals("HTTP/1.0")) {
            return refuse(505, true);
        }
        if (request.target().length() > server.limits().target()) {
            return refuse(414, true);
        }
        if (request.method().equals(HttpRequest.ILLEGAL)) {
            return refuse(405, false);
        }
        long length = contentLength(request);
        if (length < 0) {
            return refuse(411, true);
        }
        if (length > server.limits().body()) {
            return refuse(413, true);
        }
        if (length > 0 && request.header("expect").orElse("").equals("100-continue")) {
            output.write(CONTINUE);
            output.flush();
        }
        Optional<Bytes> body = input.body((int) length);
        if (body.isEmpty()) {
            return false;
        }
        return answer(request, body.get());
    }

    private boolean answer(HttpRequest request, Bytes body) throws IOException, InterruptedException {
        Optional<Bytes> decoded = decode(request, body);
        if (decoded.isEmpty()) {
            return refuse(400, true);
        }
        HttpRequest whole = request.withBody(decoded.get());
        listener.arrived(number, whole);
        return disturbed(whole, listener.disturbance(whole));
    }

    private boolean disturbed(HttpRequest request, Disturbance disturbance) throws IOException, InterruptedException {
        if (disturbance instanceof Disturbance.Delay delay) {
            server.await(delay.duration());
            if (server.isClosed()) {
                return false;
            }
        } else if (disturbance instanceof Disturbance.Reset reset) {
            if (reset.handled()) {
                listener.handle(request);
            }
            reset();
            return false;
        }
        HttpResponse response = disturbance instanceof Disturbance.Status status
                ? HttpResponse.empty(status.status(), HttpResponse.TEXT)
                : listener.handle(request);
        long limit = disturbance instanceof Disturbance.Cut cut ? cut.bytes() : Long.MAX_VALUE;
        return respond(request, response, limit);
    }

    /** Sends an answer, or its first bytes; whether the connection stays open. */
    private boolean respond(HttpRequest request, HttpResponse response, long limit) throws IOException {
        boolean close = closes(request);
        listener.answered(number, request, response.status());
        if (request.method().equals("HEAD")) {
            response.headOnly();
        }
        ByteBuilder out = new ByteBuilder(512 + Math.min(response.bodyLength(), 1 << 16));
        response.writeHead(out, SERVER, close ? "Close" : "Keep-Alive");
        boolean small = response.bodyLength() <= 1 << 16;
        if (small) {
            response.writeBody(out);
        }
        long left = send(out.bytes(), limit);
        if (!small) {
            left = send(response.body(), left);
        }
        output.flush();
        return !close && left > 0;
    }

    private long send(Bytes bytes, long limit) throws IOException {
        int length = (int) Math.min(bytes.length(), limit);
        // Counted first: who has read an answer finds it counted.
        listener.sent(length);
        output.write(bytes.array(), bytes.offset(), length);
        return length < bytes.length() ? 0 : limit - length;
    }

    /** Answers what is no acceptable request. As the server does, it promises to stay but mostly does not. */
    private boolean refuse(int status, boolean close) throws IOException {
        ByteBuilder out = new ByteBuilder(256);
        HttpResponse response =
                HttpResponse.empty(status, HttpResponse.JSON).header("X-Content-Type-Options", "nosniff");
        response.writeHead(out, SERVER, "Keep-Alive");
        send(out.bytes(), Long.MAX_VALUE);
        output.flush();
        if (close) {
            // Closing with unread input would reset the connection and take the answer with it.
            socket.shutdownOutput();
            socket.setSoTimeout((int) LINGER.toMillis());
            input.drain();
        }
        return !close;
    }

    private void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static boolean closes(HttpRequest request) {
        String connection = request.header("connection").orElse("").toLowerCase(Locale.ROOT);
        return connection.equals("close") || request.version().equals("HTTP/1.0") && !connection.equals("keep-alive");
    }

    private static long contentLength(HttpRequest request) {
        String text = request.header("content-length").orElse("0");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            // The server reads what digits there are; none mean no body.
            String digits = text.replaceFirst("[^0-9].*", "");
            return digits.isEmpty() ? 0 : digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
        }
    }

    private static Optional<Bytes> decode(HttpRequest request, Bytes body) {
        String encoding = request.header("content-encoding").orElse("");
        if (body.isEmpty() || !encoding.equals("gzip") && !encoding.equals("deflate")) {
            return Optional.of(body);
        }
        InputStream raw = new ByteArrayInputStream(body.array(), body.offset(), body.length());
        try (InputStream plain = encoding.equals("gzip") ? new GZIPInputStream(raw) : new InflaterInputStream(raw)) {
            return Optional.of(Bytes.of(plain.readAllBytes()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
