package io.arangobatch.tck.server.http;

import io.arangobatch.tck.server.json.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What a client sends, with a buffer for what was read beyond the present request. */
final class Input {
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_BODY_BUFFER = 1 << 20;

    private final InputStream stream;
    private final HttpListener listener;
    private byte[] buffer = new byte[8192];
    private int from;
    private int to;

    Input(InputStream stream, HttpListener listener) {
        this.stream = stream;
        this.listener = listener;
    }

    /** How reading a head ended. */
    enum End {
        WHOLE,
        TOO_LONG,
        CLOSED
    }

    /** A head without its blank line. */
    record Head(End end, Bytes bytes) {}

    Head head(int limit) throws IOException {
        int searched = from;
        while (true) {
            int end = new Bytes(buffer, 0, to).indexOf(HEAD_END, searched);
            if (end >= 0) {
                byte[] head = Arrays.copyOfRange(buffer, from, end);
                from = end + HEAD_END.length;
                return new Head(End.WHOLE, Bytes.of(head));
            }
            if (to - from > limit) {
                return new Head(End.TOO_LONG, Bytes.EMPTY);
            }
            searched = Math.max(from, to - HEAD_END.length + 1) - from;
            if (!fill()) {
                return new Head(End.CLOSED, Bytes.EMPTY);
            }
            searched += from;
        }
    }

    /** A body of this length, or nothing if the client closes before its end. */
    Optional<Bytes> body(int length) throws IOException {
        if (length == 0) {
            return Optional.of(Bytes.EMPTY);
        }
        // Memory follows what arrives, not what is announced.
        byte[] body = new byte[Math.min(length, FIRST_BODY_BUFFER)];
        int have = Math.min(length, to - from);
        if (have > body.length) {
            body = new byte[have];
        }
        System.arraycopy(buffer, from, body, 0, have);
        from += have;
        while (have < length) {
            if (have == body.length) {
                body = Arrays.copyOf(body, (int) Math.min(length, body.length * 2L));
            }
            int read = stream.read(body, have, body.length - have);
            if (read < 0) {
                return Optional.empty();
            }
            listener.received(read);
            have += read;
        }
        return Optional.of(new Bytes(body, 0, length));
    }

    /** Reads and forgets until the client closes or is silent for the socket's timeout. */
    void drain() throws IOException {
        try {
            int read = 0;
            while (read >= 0) {
                read = stream.read(buffer);
            }
        } catch (SocketTimeoutException e) {
            from = to;
        }
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int read = stream.read(buffer, to, buffer.length - to);
        if (read < 0) {
            return false;
        }
        listener.received(read);
        to += read;
        return true;
    }
}
