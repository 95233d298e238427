package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Encodes the requests of a batch as they are added, straight into the bytes that will be sent. Parts carry the ids 1, 2, 3 … in the order
 * of {@link #add}.
 *
 * <p>The server cuts parts wherever the boundary occurs, so each part is searched for it; on a hit another boundary is drawn and stamped
 * over the old one in all delimiters.
 */
public final class MultipartEncoder {

    /** With random boundaries a second hit will not be seen in the life of the universe; more than a few mean a broken source. */
    static final int MAX_BOUNDARIES = 8;

    private static final byte[] DASHES = ascii("--");
    private static final byte[] CRLF = ascii("\r\n");
    private static final byte[] PART_HEAD = ascii("\r\nContent-Type: application/x-arango-batchpart\r\nContent-Id: ");
    private static final byte[] BLANK_LINE = ascii("\r\n\r\n");
    private static final byte[] HTTP_VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] END = ascii("--\r\n");
    private static final int CLOSING_LENGTH = DASHES.length + Boundary.LENGTH + END.length;

    private final SegmentedBuffer buffer;
    private final Supplier<String> boundarySource;
    private final long maxBytes;
    private @Nullable Boundary boundary;
    /** Where the boundary stands in the delimiter before each part. */
    private long[] stamps = new long[8];

    private int count;
    private @Nullable RequestBody finished;

    /**
     * Creates an encoder with a buffer of its own and random boundaries.
     *
     * @param maxBytes how large the body may become
     */
    public MultipartEncoder(long maxBytes) {
        this(new SegmentedBuffer(), Boundary::random, maxBytes);
    }

    /** Creates an encoder without a limit. */
    MultipartEncoder() {
        this(Long.MAX_VALUE);
    }

    MultipartEncoder(SegmentedBuffer buffer, Supplier<String> boundarySource) {
        this(buffer, boundarySource, Long.MAX_VALUE);
    }

    /**
     * Creates an encoder over a buffer that belongs to it from now on.
     *
     * @param buffer an empty buffer
     * @param boundarySource gives 32 letters and digits at each call
     * @param maxBytes how large the body may become
     */
    MultipartEncoder(SegmentedBuffer buffer, Supplier<String> boundarySource, long maxBytes) {
        this.buffer = buffer;
        this.boundarySource = boundarySource;
        this.maxBytes = maxBytes;
    }

    /**
     * Appends a request. Whatever this throws, everything is as it was before. Adding after {@link #finish} reopens the batch: the body
     * handed out before must then no longer be in use.
     *
     * @param method the HTTP method
     * @param target path and query, percent-encoded
     * @param headers the headers of the part; no {@code Content-Length}, which the server would ignore
     * @param body writes the body
     * @throws IllegalArgumentException if method, target or headers hold a character that may not stand there
     * @throws IOException if the body cannot be written
     * @throws BufferLimitException if the whole body would become larger than allowed
     */
    public void add(String method, String target, List<HttpHeader> headers, BodyWriter body) throws IOException {
        RequestText.checkMethod(method);
        RequestText.checkTarget(target);
        headers.forEach(RequestText::checkHeader);
        reopen();
        long mark = buffer.mark();
        int parts = count;
        Boundary before = boundary;
        boolean added = false;
        try {
            Boundary current = before == null ? Boundary.from(boundarySource) : before;
            boundary = current;
            buffer.limit(maxBytes - CLOSING_LENGTH);
            writeHead(current, method, target, headers);
            writeBody(body);
            count++;
            if (occursInPart(current, parts)) {
                stampAnother();
            }
            added = true;
        } finally {
            if (!added) {
                takeBack(mark, parts, before);
            }
        }
    }

    private void reopen() {
        if (finished != null) {
            finished = null;
            buffer.truncate(buffer.size() - CLOSING_LENGTH);
        }
    }

    private void writeHead(Boundary current, String method, String target, List<HttpHeader> headers) {
        buffer.write(DASHES);
        rememberStamp();
        buffer.write(current.bytes());
        buffer.write(PART_HEAD);
        buffer.writeAscii(Integer.toString(count + 1));
        buffer.write(BLANK_LINE);
        buffer.writeAscii(method);
        buffer.write(' ');
        buffer.writeAscii(target);
        buffer.write(HTTP_VERSION);
        for (HttpHeader header : headers) {
            buffer.writeAscii(header.name());
            buffer.write(COLON);
            buffer.writeAscii(header.value());
            buffer.write(CRLF);
        }
        buffer.write(CRLF);
    }

    /** The server counts the line break before a delimiter as part of the body, so a part without body must not have one. */
    private void writeBody(BodyWriter body) throws IOException {
        long start = buffer.size();
        body.writeTo(buffer);
        if (buffer.size() > start) {
            buffer.write(CRLF);
        }
    }

    private void rememberStamp() {
        if (count == stamps.length) {
            stamps = Arrays.copyOf(stamps, count * 2);
        }
        stamps[count] = buffer.size();
    }

    private void stampAnother() {
        for (int drawn = 1; drawn < MAX_BOUNDARIES; drawn++) {
            Boundary next = Boundary.from(boundarySource);
            stamp(next);
            if (!occursInAnyPart(next)) {
                return;
            }
        }
        throw new IllegalStateException("each of " + MAX_BOUNDARIES
                + " boundaries drawn occurs in the requests of the batch: the source of random numbers is broken");
    }

    private boolean occursInAnyPart(Boundary candidate) {
        for (int part = 0; part < count; part++) {
            if (occursInPart(candidate, part)) {
                return true;
            }
        }
        return false;
    }

    private boolean occursInPart(Boundary candidate, int part) {
        long from = stamps[part] + Boundary.LENGTH;
        long to = part + 1 == count ? buffer.size() : stamps[part + 1];
        return buffer.indexOf(candidate.pattern(), from, to) >= 0;
    }

    private void stamp(Boundary next) {
        boundary = next;
        for (int part = 0; part < count; part++) {
            buffer.overwrite(stamps[part], next.bytes());
        }
    }

    private void takeBack(long mark, int parts, @Nullable Boundary before) {
        buffer.truncate(mark);
        count = parts;
        if (before != null && boundary != before) {
            stamp(before);
        }
        boundary = before;
    }

    /**
     * Returns the number of requests.
     *
     * @return how many were added
     */
    public int count() {
        return count;
    }

    /**
     * Returns what {@link #finish} would send, whether it has been called or not.
     *
     * @return the length of the whole body in bytes; 0 for no request
     */
    public long size() {
        return finished != null || count == 0 ? buffer.size() : buffer.size() + CLOSING_LENGTH;
    }

    /**
     * Returns the value of the {@code Content-Type} header to send the body with, in the only form that every server version reads.
     *
     * @return the content type with the boundary; it may change with the next {@link #add}
     * @throws IllegalStateException if there is no request
     */
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary();
    }

    /**
     * Returns the boundary, which the answer will use as well.
     *
     * @return letters and digits; they may change with the next {@link #add}
     * @throws IllegalStateException if there is no request
     */
    public String boundary() {
        return current().text();
    }

    /**
     * Closes the body and returns it, the same at each call. The bytes are not copied.
     *
     * @return the body of the batch
     * @throws IllegalStateException if there is no request: the server refuses an empty batch
     */
    public RequestBody finish() {
        RequestBody body = finished;
        if (body == null) {
            Boundary current = current();
            buffer.limit(Long.MAX_VALUE);
            buffer.write(DASHES);
            buffer.write(current.bytes());
            buffer.write(END);
            body = RequestBody.of(buffer.toBuffers());
            finished = body;
        }
        return body;
    }

    /** Forgets all requests and gives their memory back; bodies handed out before must no longer be in use. */
    public void clear() {
        buffer.clear();
        finished = null;
        boundary = null;
        count = 0;
    }

    private Boundary current() {
        Boundary current = boundary;
        if (current == null) {
            throw new IllegalStateException("the batch is empty: add a request first");
        }
        return current;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
