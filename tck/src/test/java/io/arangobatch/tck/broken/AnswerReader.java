package io.arangobatch.tck.broken;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one answer from a connection and delivers it as it comes. */
final class AnswerReader {

    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: (.*))?");
    private static final Pattern CHUNK_SIZE = Pattern.compile("0*([0-9a-fA-F]{1,15})[ \t]*(?:;.*)?");
    private static final Pattern LENGTH = Pattern.compile("0*\\d{1,18}|[1-8]\\d{18}");

    private final PlainConnection connection;
    private final String method;
    private final Delivery delivery;
    private final Runnable beforeTheLast;
    private final Fault fault;
    private boolean oldVersion;
    private boolean untilTheEnd;
    private boolean reset;

    AnswerReader(PlainConnection connection, String method, Delivery delivery, Runnable beforeTheLast, Fault fault) {
        this.connection = connection;
        this.method = method;
        this.delivery = delivery;
        this.beforeTheLast = beforeTheLast;
        this.fault = fault;
    }

    /** Returns whether the connection can be used again. */
    boolean read() throws IOException {
        return readInLine() && (connection.left() == 0 || fault == Fault.KEEPS_SURPLUS_BYTES);
    }

    /** The same where other answers may follow. */
    boolean readInLine() throws IOException {
        ResponseHead head = head();
        while (head.status() < 200) {
            if (fault == Fault.HANDS_INTERIM_ANSWERS_ON) {
                delivery.head(head);
            }
            head = head();
        }
        if (fault == Fault.THROWS_FOR_BAD_STATUS && head.status() >= 400) {
            throw new IOException("status " + head.status());
        }
        delivery.head(head);
        body(head);
        delivery.end();
        return !untilTheEnd && !closes(head);
    }

    private ResponseHead head() throws IOException {
        String line = line();
        Matcher status = STATUS_LINE.matcher(line);
        if (!status.matches()) {
            if (fault == Fault.ACCEPTS_GARBAGE) {
                return new ResponseHead(200, line, List.of());
            }
            throw new IOException("the answer is no HTTP");
        }
        oldVersion = status.group(1).equals("0");
        List<HttpHeader> headers = new ArrayList<>();
        for (String header = line(); !header.isEmpty(); header = line()) {
            int colon = header.indexOf(':');
            if (colon < 1) {
                throw new IOException("a header has no name");
            }
            headers.add(new HttpHeader(
                    header.substring(0, colon), header.substring(colon + 1).strip()));
        }
        String reason = status.group(3) == null ? "" : status.group(3);
        return new ResponseHead(Integer.parseInt(status.group(2)), reason, headers);
    }

    private boolean closes(ResponseHead head) {
        boolean both = head.header("Content-Length").isPresent()
                && head.header("Transfer-Encoding").isPresent();
        if (options(head).anyMatch("close"::equalsIgnoreCase) && fault != Fault.IGNORES_CONNECTION_CLOSE) {
            return true;
        }
        return both
                || fault == Fault.NEVER_REUSES
                || oldVersion
                        && fault != Fault.TAKES_HTTP_1_0_FOR_1_1
                        && options(head).noneMatch("keep-alive"::equalsIgnoreCase);
    }

    private Stream<String> options(ResponseHead head) {
        Stream<String> values = head.headers().stream()
                .filter(header -> header.is("Connection"))
                .map(HttpHeader::value);
        return fault == Fault.TAKES_CONNECTION_AS_ONE_WORD
                ? values
                : values.flatMap(value -> Stream.of(value.split(","))).map(String::strip);
    }

    private void body(ResponseHead head) throws IOException {
        boolean none = method.equals("HEAD") && fault != Fault.EXPECTS_A_BODY_FOR_HEAD
                || head.status() == 204
                || head.status() == 304 && fault != Fault.EXPECTS_A_BODY_FOR_304;
        if (none) {
            return;
        }
        if (head.header("Transfer-Encoding").filter("chunked"::equalsIgnoreCase).isPresent()) {
            chunks();
        } else if (head.header("Content-Length").isPresent()) {
            copy(length(head), fault == Fault.COMPLETES_TOO_EARLY);
        } else {
            toTheEnd();
        }
    }

    private long length(ResponseHead head) throws IOException {
        List<String> values = head.headers().stream()
                .filter(header -> header.is("Content-Length"))
                .map(HttpHeader::value)
                .distinct()
                .toList();
        boolean one = values.size() == 1 || fault == Fault.BELIEVES_THE_FIRST_LENGTH;
        if (!one || !LENGTH.matcher(values.get(0)).matches()) {
            throw new IOException("the answer has no valid Content-Length");
        }
        return Long.parseLong(values.get(0));
    }

    private void chunks() throws IOException {
        long size = chunkSize();
        for (; size > 0; size = chunkSize()) {
            if (fault == Fault.LOSES_SMALL_CHUNKS && size < 3) {
                skip(size);
            } else {
                copy(size, false);
            }
            if (!line().isEmpty() && fault != Fault.SKIPS_TO_THE_END_OF_CHUNKS) {
                throw new IOException("a chunk does not end where it should");
            }
        }
        untilTheEnd = size < 0;
        // Trailers are read, and nobody's business.
        while (!untilTheEnd && !line().isEmpty()) {}
    }

    private void skip(long size) throws IOException {
        for (long left = size; left > 0; left--) {
            int ignored = connection.next();
        }
    }

    /** Negative at the end of the connection, for the fault that takes it for the last chunk. */
    private long chunkSize() throws IOException {
        if (fault == Fault.MISSES_NO_LAST_CHUNK && connection.left() == 0 && !connection.fill()) {
            return -1;
        }
        Matcher size = CHUNK_SIZE.matcher(line());
        if (!size.matches()) {
            throw new IOException("a chunk has no valid size");
        }
        return Long.parseLong(size.group(1), 16);
    }

    private void copy(long length, boolean early) throws IOException {
        long left = length;
        while (left > 0) {
            delivery.awaitGo();
            if (connection.left() == 0 && !more()) {
                if (fault == Fault.ACCEPTS_SHORT_ANSWERS || reset) {
                    untilTheEnd = true;
                    return;
                }
                throw new EOFException("the connection ended within the answer");
            }
            int count = (int) Math.min(left, connection.left());
            if (early && left == count && length >= 1 << 20) {
                beforeTheLast.run();
            }
            delivery.body(connection.buffer(), connection.take(count), count);
            left -= count;
        }
    }

    private boolean more() throws IOException {
        try {
            return connection.fill();
        } catch (SocketException broken) {
            if (fault != Fault.TAKES_A_RESET_FOR_THE_END) {
                throw broken;
            }
            reset = true;
            return false;
        }
    }

    private void toTheEnd() throws IOException {
        untilTheEnd = true;
        if (fault == Fault.LOSES_THE_FIRST_BYTES) {
            connection.take(connection.left());
        }
        do {
            delivery.awaitGo();
            int count = connection.left();
            if (count > 0) {
                delivery.body(connection.buffer(), connection.take(count), count);
            }
            delivery.awaitGo();
        } while (more());
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = connection.next();
        for (; next >= 0 && next != '\n'; next = connection.next()) {
            line.write(next);
        }
        if (next < 0) {
            throw new EOFException("the connection ended before the end of the answer");
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
