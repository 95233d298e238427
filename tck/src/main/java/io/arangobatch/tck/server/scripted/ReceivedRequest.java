package io.arangobatch.tck.server.scripted;

import io.arangobatch.spi.HttpHeader;
import java.util.Arrays;
import java.util.List;

/**
 * One request as it arrived. Head and body are ISO-8859-1, so each character of a text is one byte of the wire.
 *
 * @param head everything up to and with the blank line, byte for byte
 * @param body the bytes that the request's {@code Content-Length} announced; empty while only the head has been read
 */
public record ReceivedRequest(String head, byte[] body) {

    /**
     * Returns the request line.
     *
     * @return for example {@code GET / HTTP/1.1}
     */
    public String requestLine() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    /**
     * Returns the method.
     *
     * @return the first word of the request line
     */
    public String method() {
        return requestLine().substring(0, requestLine().indexOf(' '));
    }

    /**
     * Returns the request target.
     *
     * @return what stands between the first and the last blank of the request line
     */
    public String target() {
        String line = requestLine();
        return line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' '));
    }

    /**
     * Returns all header lines.
     *
     * @return the headers in the order in which they arrived, duplicates included
     */
    public List<HttpHeader> headers() {
        return Arrays.stream(head.split("\r\n"))
                .skip(1)
                .map(line -> new HttpHeader(
                        line.substring(0, line.indexOf(':')),
                        line.substring(line.indexOf(':') + 1).strip()))
                .toList();
    }

    /**
     * Returns the values of all headers of one name.
     *
     * @param name the name in any case
     * @return the values in order; none if there is no such header
     */
    public List<String> values(String name) {
        return headers().stream()
                .filter(header -> header.is(name))
                .map(HttpHeader::value)
                .toList();
    }

    /**
     * Returns the announced length of the body.
     *
     * @return the {@code Content-Length}, 0 if there is none
     */
    public long contentLength() {
        return values("Content-Length").stream().findFirst().map(Long::valueOf).orElse(0L);
    }
}
