package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.ByteScan;
import io.arangobatch.internal.response.RawAnswer;
import io.arangobatch.spi.HttpHeader;
import java.util.ArrayList;
import java.util.List;

/**
 * What the server answered to one request of a batch, in one array. The lines before the body were checked when they arrived, which is cheap, and are made into texts only
 * if somebody asks, which hardly anybody does.
 */
public final class PartAnswer implements RawAnswer {

    private final int status;
    private final byte[] bytes;
    private final int bodyFrom;

    /**
     * Keeps an answer that was checked.
     *
     * @param status the status in its first line
     * @param bytes the status line, the headers, an empty line, each with its line break, and the body; not copied
     * @param bodyFrom where the body begins
     */
    PartAnswer(int status, byte[] bytes, int bodyFrom) {
        this.status = status;
        this.bytes = bytes;
        this.bodyFrom = bodyFrom;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String reason() {
        int end = endOfLine(0);
        int codeFrom = ByteScan.indexOf((byte) ' ', bytes, 0, end) + 1;
        return HeadLines.text(bytes, Math.min(codeFrom + 4, end), end);
    }

    @Override
    public List<HttpHeader> headers() {
        List<HttpHeader> headers = new ArrayList<>();
        int from = afterLine(0);
        int end = endOfLine(from);
        while (end > from) {
            headers.add(HeadLines.header(bytes, from, end));
            from = afterLine(from);
            end = endOfLine(from);
        }
        return List.copyOf(headers);
    }

    private int afterLine(int from) {
        return ByteScan.indexOf((byte) '\n', bytes, from, bodyFrom) + 1;
    }

    private int endOfLine(int from) {
        int lineFeed = afterLine(from) - 1;
        return lineFeed > from && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int bodyFrom() {
        return bodyFrom;
    }
}
