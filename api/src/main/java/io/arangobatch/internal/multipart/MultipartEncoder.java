package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.BufferLimitException;
import io.arangobatch.internal.buffer.BytePattern;
import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
    private static final BytePattern BLANK = BytePattern.ofAscii("\r\n\r\n");
    private static final byte[] END = ascii("--\r\n");
    private static final int CLOSING_LENGTH = DASHES.length + Boundary.LENGTH + END.length;

    private final SegmentedBuffer buffer;
    private final Supplier<String> boundarySource;
    private final long maxBytes;
    private final MessageHead messageHead = new MessageHead();
    /** As many as the largest number has. */
    private final byte[] digits = new byte[10];

    private @Nullable Boundary boundary;
    /** Where the boundary stands in the delimiter before each part. */
    private final PartPositions stamps = new PartPositions();

    private int count;

    /**
     * Creates an encoder with a buffer of its own and random boundaries.
     *
     * @param maxBytes how large the body may become
     */
    public MultipartEncoder(long maxBytes) {
        this(new SegmentedBuffer(), maxBytes);
    }

    /**
     * Creates an encoder with random boundaries over a buffer that belongs to it from now on.
     *
     * @param buffer an empty buffer
     * @param maxBytes how large the body may become
     */
    public MultipartEncoder(SegmentedBuffer buffer, long maxBytes) {
        this(buffer, Boundary::random, maxBytes);
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
     * Appends a request. Whatever this throws, everything is as it was before. Bodies handed out before must no longer be in use.
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
        messageHead.become(method, target, headers);
        long mark = buffer.mark();
        int parts = count;
        Boundary before = boundary;
        boolean added = false;
        try {
            Boundary current = before == null ? Boundary.from(boundarySource) : before;
            boundary = current;
            buffer.limit(maxBytes - CLOSING_LENGTH);
            writeHead(current);
            writeBody(body);
            count++;
            stampAnotherIfIn(mark + DASHES.length + Boundary.LENGTH + PART_HEAD.length, current);
            added = true;
        } finally {
            if (!added) {
                takeBack(mark, parts, before);
            }
        }
    }

    private void writeHead(Boundary current) {
        buffer.write(DASHES);
        rememberStamp(0);
        buffer.write(current.bytes());
        buffer.write(PART_HEAD);
        writeDigits(count + 1);
        buffer.write(BLANK_LINE);
        messageHead.writeTo(buffer);
    }

    private void writeDigits(int number) {
        int from = digits.length;
        for (int rest = number; rest > 0; rest /= 10) {
            digits[--from] = (byte) ('0' + rest % 10);
        }
        buffer.write(digits, from, digits.length - from);
    }

    /** The server counts the line break before a delimiter as part of the body, so a part without body must not have one. */
    private void writeBody(BodyWriter body) throws IOException {
        long start = buffer.size();
        body.writeTo(buffer);
        if (buffer.size() > start) {
            buffer.write(CRLF);
        }
    }

    private void rememberStamp(int ahead) {
        stamps.set(count, buffer.size() + ahead);
    }

    /**
     * Goes on with the body of the last request. Whatever this throws, everything is as it was before.
     *
     * @param dropped how many bytes of that body's end are taken away first
     * @param length how many bytes come in their place
     * @param more writes them, from memory
     * @throws IOException if {@code more} does
     * @throws BufferLimitException if the whole body would become larger than allowed
     */
    public void extendLast(int dropped, int length, BodyWriter more) throws IOException {
        if (size() - dropped + length > maxBytes) {
            throw new BufferLimitException();
        }
        long mark = buffer.size() - CRLF.length - dropped;
        byte[] old = buffer.copyOf(mark, buffer.size());
        Boundary before = current();
        boolean extended = false;
        try {
            buffer.truncate(mark);
            more.writeTo(buffer);
            buffer.write(CRLF);
            stampAnotherIfIn(Math.max(stamps.get(count - 1) + Boundary.LENGTH, mark - Boundary.LENGTH), before);
            extended = true;
        } finally {
            if (!extended) {
                takeBack(mark, count, before);
                buffer.write(old);
            }
        }
    }

    /**
     * Puts another request in the place of the last one.
     *
     * @param method the HTTP method
     * @param target path and query, percent-encoded
     * @param headers the headers of the part
     * @param body writes the body, from memory
     * @throws IOException if {@code body} does
     * @throws BufferLimitException if the whole body would become larger than allowed; everything is as it was
     */
    public void replaceLast(String method, String target, List<HttpHeader> headers, BodyWriter body)
            throws IOException {
        byte[] old = buffer.copyOf(partStart(count - 1), buffer.size());
        buffer.truncate(partStart(count - 1));
        count--;
        boolean replaced = false;
        try {
            add(method, target, headers, body);
            replaced = true;
        } finally {
            if (!replaced) {
                buffer.limit(maxBytes);
                rememberStamp(DASHES.length);
                buffer.write(old);
                count++;
            }
        }
    }

    /** What was written since a position must not hold the boundary; what stands before it has been searched already. */
    private void stampAnotherIfIn(long written, Boundary current) {
        if (buffer.indexOf(current.pattern(), written, buffer.size()) >= 0) {
            stampAnother();
        }
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
        return buffer.indexOf(candidate.pattern(), stamps.get(part) + Boundary.LENGTH, partStart(part + 1)) >= 0;
    }

    private void stamp(Boundary next) {
        boundary = next;
        for (int part = 0; part < count; part++) {
            buffer.overwrite(stamps.get(part), next.bytes());
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
     * Lets all requests but the last one leave the memory, as far as the buffer has a file to put them in. The last one may still be extended or replaced.
     *
     * @throws io.arangobatch.internal.buffer.SpillException if the file cannot be made or written; everything is as it was, and can be tried again
     */
    public void settle() {
        if (count > 0) {
            buffer.settle(partStart(count - 1));
        }
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
     * Returns what the body of all requests measures.
     *
     * @return its length in bytes; 0 for no request
     */
    public long size() {
        return count == 0 ? 0 : sizeOf(0, count);
    }

    /**
     * Returns what the body of some of the requests measures.
     *
     * @param from the position of the first
     * @param to the position after the last
     * @return its length in bytes
     */
    public long sizeOf(int from, int to) {
        return partStart(to) - partStart(from) + CLOSING_LENGTH;
    }

    /** Where the part at that position begins, or where the next one would. */
    private long partStart(int part) {
        return part == count ? buffer.size() : stamps.get(part) - DASHES.length;
    }

    private long messageStart(int part) {
        int digits = Integer.toString(part + 1).length();
        return stamps.get(part) + Boundary.LENGTH + PART_HEAD.length + digits + BLANK_LINE.length;
    }

    private long bodyStart(int part) {
        return buffer.indexOf(BLANK, messageStart(part), partStart(part + 1)) + BLANK_LINE.length;
    }

    /** Where the body ends, without the line break that follows it in a batch. */
    private long bodyEnd(int part, long start) {
        long end = partStart(part + 1);
        return end == start ? end : end - CRLF.length;
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
     * Returns the body of a batch with some of the requests. The bytes are not copied: they hold until the next change.
     *
     * @param from the position of the first
     * @param to the position after the last
     * @return the body
     * @throws IllegalStateException if there is no request: the server refuses an empty batch
     */
    public RequestBody body(int from, int to) {
        byte[] closing = new byte[CLOSING_LENGTH];
        ByteBuffer.wrap(closing).put(DASHES).put(current().bytes()).put(END);
        return buffer.body(partStart(from), partStart(to)).with(closing);
    }

    /**
     * Returns one of the requests as it is sent by itself. The bytes of its body are not copied: they hold until the next change.
     *
     * @param part its position
     * @return the request
     */
    public EncodedRequest request(int part) {
        long message = messageStart(part);
        long start = bodyStart(part);
        byte[] head = buffer.copyOf(message, start - BLANK_LINE.length);
        RequestBody body = buffer.body(start, bodyEnd(part, start));
        return EncodedRequest.of(new String(head, StandardCharsets.US_ASCII), body);
    }

    /**
     * Returns the size of the body of one of the requests.
     *
     * @param part its position
     * @return the number of bytes
     */
    public long bodySize(int part) {
        long start = bodyStart(part);
        return bodyEnd(part, start) - start;
    }

    /**
     * Returns the body of the last request.
     *
     * @return a copy of its bytes
     */
    public byte[] lastBody() {
        long start = bodyStart(count - 1);
        return buffer.copyOf(start, bodyEnd(count - 1, start));
    }

    /** Gives the bytes of all requests back: none will be sent any more. Bodies handed out before must no longer be in use. */
    public void release() {
        buffer.clear();
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
