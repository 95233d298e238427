package io.arangobatch.transport.httpclient;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.impl.nio.AbstractContentDecoder;
import org.apache.hc.core5.http.message.BufferedHeader;
import org.apache.hc.core5.http.nio.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads a body in chunks more strictly than the library: what came before a fault is delivered before the fault is told, and a body
 * that ends with the connection is cut off, even within its trailers. Used by one I/O thread.
 */
final class ChunkedBody extends AbstractContentDecoder {

    private enum Part {
        SIZE,
        DATA,
        END_OF_DATA,
        TRAILERS
    }

    /** As many digits as a long holds without its sign. */
    private static final Pattern DIGITS = Pattern.compile("\\p{XDigit}{1,15}");

    private final int maxTrailers;
    private final CharArrayBuffer line = new CharArrayBuffer(32);
    private Part next = Part.SIZE;
    private long left;
    private int trailers;

    ChunkedBody(
            ReadableByteChannel channel,
            SessionInputBuffer buffer,
            BasicHttpTransportMetrics metrics,
            int maxTrailers) {
        super(channel, buffer, metrics);
        this.maxTrailers = maxTrailers;
    }

    /** Reads one chunk at most: a fault found behind it would keep its data from being delivered. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!isCompleted()) {
            if (next == Part.DATA) {
                return readData(target);
            }
            if (!readLine()) {
                return 0;
            }
            lineIsRead();
        }
        return -1;
    }

    private int readData(ByteBuffer target) throws IOException {
        int most = (int) Math.min(left, Integer.MAX_VALUE);
        int read = buffer().hasData() ? buffer().read(target, most) : readFromChannel(target, most);
        if (read < 0) {
            throw new ConnectionClosedException("the connection ended within a chunk");
        }
        left -= read;
        if (left == 0) {
            next = Part.END_OF_DATA;
        }
        return read;
    }

    /** Takes the end of the connection for the end of no line, unlike the library's decoder. */
    private boolean readLine() throws IOException {
        line.clear();
        while (!buffer().readLine(line, false)) {
            int read = fillBufferFromChannel();
            if (read < 0) {
                throw new ConnectionClosedException("the connection ended before the last chunk did");
            }
            if (read == 0) {
                return false;
            }
        }
        return true;
    }

    private void lineIsRead() throws IOException {
        switch (next) {
            case SIZE -> begin(size());
            case END_OF_DATA -> endOfData();
            default -> trailer();
        }
    }

    private void begin(long size) {
        left = size;
        next = size == 0 ? Part.TRAILERS : Part.DATA;
    }

    private long size() throws IOException {
        int extension = line.indexOf(';');
        String digits = line.substringTrimmed(0, extension < 0 ? line.length() : extension);
        if (!DIGITS.matcher(digits).matches()) {
            throw new MalformedChunkCodingException("the size of a chunk is no hexadecimal number, or too large");
        }
        return HexFormat.fromHexDigitsToLong(digits);
    }

    private void endOfData() throws IOException {
        if (!line.isEmpty()) {
            throw new MalformedChunkCodingException("a chunk is longer than its size");
        }
        next = Part.SIZE;
    }

    /** Nobody wants them, but what is no header shows that the framing went wrong before. */
    private void trailer() throws IOException {
        if (line.isEmpty()) {
            setCompleted();
            return;
        }
        if (++trailers > maxTrailers) {
            throw new MessageConstraintException("it has more than " + maxTrailers + " trailers");
        }
        if (trailers > 1 && (line.charAt(0) == ' ' || line.charAt(0) == '\t')) {
            return; // the trailer before it goes on
        }
        try {
            new BufferedHeader(line);
        } catch (ParseException e) {
            throw (IOException) new MalformedChunkCodingException("a trailer is no header").initCause(e);
        }
    }
}
