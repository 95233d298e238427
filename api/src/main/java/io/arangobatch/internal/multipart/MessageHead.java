package io.arangobatch.internal.multipart;

import io.arangobatch.internal.buffer.SegmentedBuffer;
import io.arangobatch.spi.HttpHeader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the heads of the requests in parts. Those of inserts are all the same, so the last one is checked and made into bytes once. */
final class MessageHead {

    private static final String HTTP_VERSION = " HTTP/1.1\r\n";

    /** Empty, as none may be, before the first one. */
    private String method = "";

    private String target = "";
    private List<HttpHeader> headers = List.of();
    private byte @Nullable [] bytes;

    /** Takes the next request's head, or throws for what may not stand in one. */
    void become(String nextMethod, String nextTarget, List<HttpHeader> nextHeaders) {
        if (!nextMethod.isEmpty()
                && target.equals(nextTarget)
                && method.equals(nextMethod)
                && headers.equals(nextHeaders)) {
            return;
        }
        RequestText.checkMethod(nextMethod);
        RequestText.checkTarget(nextTarget);
        nextHeaders.forEach(RequestText::checkHeader);
        method = nextMethod;
        target = nextTarget;
        headers = List.copyOf(nextHeaders);
        bytes = null;
    }

    /** Writes it, up to and with the blank line. */
    void writeTo(SegmentedBuffer buffer) {
        byte[] before = bytes;
        if (before == null) {
            before = text().getBytes(StandardCharsets.US_ASCII);
            bytes = before;
        }
        buffer.write(before);
    }

    private String text() {
        StringBuilder text = new StringBuilder(method.length() + target.length() + 64)
                .append(method)
                .append(' ')
                .append(target)
                .append(HTTP_VERSION);
        for (HttpHeader header : headers) {
            text.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        return text.append("\r\n").toString();
    }
}
