package io.arangobatch.internal.multipart;

import io.arangobatch.ArangoProtocolException;
import io.arangobatch.internal.buffer.BytePattern;
import io.arangobatch.internal.buffer.ByteScan;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a batch as it arrives, in chunks of any size, and hands out each part as soon as it is complete. Holds no more than
 * the part that is still arriving.
 *
 * <p>A part ends where a line begins with the delimiter, and nowhere else. Its {@code Content-Length} is not looked at: the server writes
 * one for answers to HEAD, too, which have no body, and a wrong length that happened to end before a later delimiter would swallow other
 * answers. The search skips, so it costs next to nothing beside the copy of the body.
 *
 * <p>Not thread-safe. After a failure it fails with the same exception for ever.
 */
public final class MultipartDecoder {

    private static final int MAX_BLANKS_IN_DELIMITER = 64;
    private static final byte[] NOTHING = new byte[0];

    private enum State {
        START,
        ENVELOPE,
        STATUS_LINE,
        HEADERS,
        BODY,
        EPILOGUE
    }

    private final String opening;
    /** The delimiter as it begins the answer, and as it follows a line break. */
    private final BytePattern firstDelimiter;

    private final BytePattern delimiter;
    private final DecoderLimits limits;
    private final PartHandler handler;
    private final CarryOver carryOver = new CarryOver(this::parse);
    private final PartHead head = new PartHead();
    private final LinesBefore linesBefore = new LinesBefore();

    private State state = State.START;
    private byte[] bytes = NOTHING;
    private int pos;
    private int limit;
    /** Where the answer of the part begins, which is kept until the part is complete. */
    private int headFrom;

    /** How many bytes after {@link #pos} were searched in vain before, so that no byte is searched again with every chunk. */
    private int searched;
    /** How much of what is still needed was read already; between two chunks. */
    private int readAhead;
    /** What has to be added to an index in {@link #bytes} to get the position in the answer. */
    private long origin;

    private long fed;
    private int parts;
    private int headBytes;
    private boolean closing;
    private long work;
    private @Nullable RuntimeException failure;

    /**
     * Creates a decoder for one answer.
     *
     * @param boundary the boundary of the request, which the server uses for its answer
     * @param limits how much it takes
     * @param handler gets the parts
     */
    public MultipartDecoder(String boundary, DecoderLimits limits, PartHandler handler) {
        this.opening = "--" + boundary;
        this.firstDelimiter = BytePattern.ofAscii(opening);
        this.delimiter = BytePattern.ofAscii("\n" + opening);
        this.limits = limits;
        this.handler = handler;
    }

    /**
     * Takes the next bytes of the answer, all of them.
     *
     * @param chunk the bytes; not used after the return
     * @throws ArangoProtocolException if they are not what a batch answer holds, or too many
     */
    public void feed(ByteBuffer chunk) {
        guarded(() -> {
            fed += chunk.remaining();
            if (fed > limits.answerBytes()) {
                throw new ArangoProtocolException("the batch answer is longer than the limit of " + limits.answerBytes()
                        + " bytes for a whole answer");
            }
            carryOver.feed(chunk);
        });
    }

    /**
     * Tells that no more bytes will come.
     *
     * @throws ArangoProtocolException if the answer is not complete
     */
    public void end() {
        guarded(() -> {
            if (state == State.START) {
                throw endedBeforeFirstPart();
            }
            if (state != State.EPILOGUE) {
                throw new ArangoProtocolException(
                        "the batch answer ended after " + fed + " bytes within part " + (parts + 1));
            }
        });
    }

    /** Returns how many bytes were looked at, to a constant factor, so that tests can bound the work instead of timing it. */
    long work() {
        return work;
    }

    private void guarded(Runnable action) {
        if (failure != null) {
            throw failure;
        }
        try {
            action.run();
        } catch (RuntimeException e) {
            failure = e;
            carryOver.release();
            throw e;
        } catch (Error e) {
            failure = new ArangoProtocolException("reading the batch answer was broken off by " + e, e);
            carryOver.release();
            throw e;
        }
    }

    private int parse(byte[] window, int from, int to) {
        bytes = window;
        headFrom = from;
        pos = from + readAhead;
        limit = to;
        origin -= from;
        while (step()) {
            work++;
        }
        int needed = isWithinAnswer() ? headFrom : pos;
        origin += needed;
        readAhead = pos - needed;
        bytes = NOTHING; // the chunk belongs to the transport
        return needed - from;
    }

    private boolean isWithinAnswer() {
        return state == State.STATUS_LINE || state == State.HEADERS || state == State.BODY;
    }

    /** Goes on by one line or one body; returns whether to try again, which is not so when more bytes are needed. */
    private boolean step() {
        return switch (state) {
            case START -> start();
            case ENVELOPE -> envelopeLine();
            case STATUS_LINE, HEADERS -> answerLine();
            case BODY -> body();
            case EPILOGUE -> epilogue();
        };
    }

    private boolean start() {
        if (limit - pos < firstDelimiter.length()) {
            return false;
        }
        if (!firstDelimiter.startsAt(bytes, pos)) {
            if (limit - pos <= Excerpt.MAX_BYTES) {
                return false; // a little more of it makes a better message
            }
            throw noMultipart(bytes, pos, limit);
        }
        int end = endOfDelimiter(pos + firstDelimiter.length());
        if (end < 0) {
            return false;
        }
        nextPart(end);
        return true;
    }

    private boolean envelopeLine() {
        if (headBytes == 0) {
            head.clear();
            if (usualEnvelope()) {
                return true;
            }
        }
        int lineFeed = lineFeed();
        if (lineFeed < 0) {
            return false;
        }
        int end = endOfLine(lineFeed);
        if (end == pos) {
            beginAnswer(lineFeed + 1);
        } else {
            expect(head.envelopeLine(bytes, pos, end), pos, end);
            moveTo(lineFeed + 1);
        }
        return true;
    }

    private boolean usualEnvelope() {
        int end = head.usualEnvelope(bytes, pos, limit);
        if (end < 0 || end - pos > limits.headerBytes()) {
            return false;
        }
        headBytes = end - pos;
        beginAnswer(end);
        return true;
    }

    private void beginAnswer(int at) {
        state = State.STATUS_LINE;
        headFrom = at;
        linesBefore.restart();
        moveTo(at);
    }

    private boolean answerLine() {
        skipLinesAsBefore();
        int lineFeed = lineFeed();
        if (lineFeed < 0) {
            return false;
        }
        int end = endOfLine(lineFeed);
        checkAnswerLine(end);
        if (end == pos) {
            state = State.BODY;
            // The line feed is looked at again: where there is no body, it is the one before the delimiter.
            moveTo(lineFeed);
        } else {
            state = State.HEADERS;
            linesBefore.take(lineFeed + 1 - pos);
            moveTo(lineFeed + 1);
        }
        return true;
    }

    private void skipLinesAsBefore() {
        if (searched > 0) {
            return; // the same line could not be told apart before
        }
        int most = (int) Math.min(limit, (long) pos + limits.headerBytes() - headBytes);
        int skipped = linesBefore.skip(bytes, pos, most);
        if (skipped > 0) {
            state = State.HEADERS;
            headBytes += skipped;
            work += skipped;
            moveTo(pos + skipped);
        }
    }

    private void checkAnswerLine(int end) {
        if (state == State.STATUS_LINE) {
            expect(head.statusLine(bytes, pos, end), pos, end);
        } else if (end > pos) {
            expect(head.headerLine(bytes, pos, end), pos, end);
        }
    }

    /** Finds the end of the line, or returns -1 if it has not arrived. */
    private int lineFeed() {
        int from = pos + searched;
        int end = ByteScan.indexOf((byte) '\n', bytes, from, limit);
        work += end - from;
        if (end == limit) {
            checkHeadBytes(end - pos);
            searched = end - pos;
            return -1;
        }
        checkHeadBytes(end - pos);
        headBytes += end + 1 - pos;
        return end;
    }

    private int endOfLine(int lineFeed) {
        return lineFeed > pos && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    }

    private void checkHeadBytes(int more) {
        if (headBytes + more > limits.headerBytes()) {
            throw broken(pos, "no more than " + limits.headerBytes() + " bytes of headers, but there are more");
        }
    }

    private boolean body() {
        int from = pos + searched;
        int at = delimiter.indexIn(bytes, from, limit);
        work += (at < 0 ? limit : at) - from;
        if (at < 0) {
            searched = Math.max(searched, limit - pos - delimiter.length() + 1);
            checkBodyLength(searched - 2);
            return false;
        }
        searched = at - pos;
        int end = endOfDelimiter(at + delimiter.length());
        if (end < 0) {
            return false;
        }
        PartAnswer answer = answerBefore(at);
        parts++;
        nextPart(end);
        handler.onPart(head.id(), answer);
        return true;
    }

    private PartAnswer answerBefore(int lineFeed) {
        int from = pos + 1;
        int to = lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : Math.max(from, lineFeed);
        checkBodyLength(to - from);
        byte[] answer = Arrays.copyOfRange(bytes, headFrom, to);
        linesBefore.keep(answer);
        return new PartAnswer(head.status(), answer, from - headFrom);
    }

    private void checkBodyLength(int length) {
        if (length > limits.bodyBytes()) {
            throw broken(pos + 1, "a body of no more than " + limits.bodyBytes() + " bytes, but it is longer");
        }
    }

    private boolean epilogue() {
        pos = limit;
        return false;
    }

    /** Returns where to go on after a delimiter, or -1 if that cannot be told yet; tells by {@link #closing} which kind it is. */
    private int endOfDelimiter(int from) {
        int at = from;
        while (at < limit && (bytes[at] == ' ' || bytes[at] == '\t') && at - from < MAX_BLANKS_IN_DELIMITER) {
            at++;
        }
        work += at - from;
        if (at == limit || (at + 1 == limit && (bytes[at] == '-' || bytes[at] == '\r'))) {
            return -1;
        }
        closing = at == from && bytes[at] == '-' && bytes[at + 1] == '-';
        if (closing || (bytes[at] == '\r' && bytes[at + 1] == '\n')) {
            return at + 2;
        }
        if (bytes[at] == '\n') {
            return at + 1;
        }
        int shown = bytes[at] == '-' || bytes[at] == '\r' ? at + 2 : at + 1;
        throw unexpected("a line break or \"--\" after the delimiter", from, shown);
    }

    private void nextPart(int from) {
        moveTo(from);
        headBytes = 0;
        state = closing ? State.EPILOGUE : State.ENVELOPE;
    }

    private void moveTo(int index) {
        pos = index;
        searched = 0;
    }

    private void expect(String expected, int from, int to) {
        if (!expected.isEmpty()) {
            throw unexpected(expected, from, to);
        }
    }

    private ArangoProtocolException unexpected(String expected, int from, int to) {
        return broken(from, expected + ", but got " + Excerpt.of(bytes, from, to));
    }

    private ArangoProtocolException broken(int at, String expected) {
        return new ArangoProtocolException("the batch answer is broken at byte " + (origin + at) + ", in part "
                + (parts + 1) + ": expected " + expected);
    }

    private ArangoProtocolException noMultipart(byte[] window, int from, int to) {
        return new ArangoProtocolException("the answer is no answer to a batch: expected it to begin with "
                + Excerpt.of(opening) + ", but it begins with " + Excerpt.of(window, from, to));
    }

    private ArangoProtocolException endedBeforeFirstPart() {
        byte[] start = Arrays.copyOf(carryOver.held(), carryOver.length());
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return text.startsWith(opening) || opening.startsWith(text)
                ? new ArangoProtocolException("the batch answer ended after " + fed + " bytes, before its first part")
                : noMultipart(start, 0, start.length);
    }
}
