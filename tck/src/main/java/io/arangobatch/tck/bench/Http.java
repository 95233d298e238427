package io.arangobatch.tck.bench;

import java.util.List;

/** Answers as text, one character a byte. */
public final class Http {

    /** A whole answer with the body {@code ok}. */
    public static final String OK = ok("ok");

    private Http() {}

    /** A status line, header lines and the blank line. */
    public static String head(String statusLine, String... headers) {
        return statusLine + "\r\n" + lines(headers) + "\r\n";
    }

    /** A whole answer with a {@code Content-Length}. */
    public static String answer(String statusLine, String body, String... headers) {
        return head(statusLine, append(headers, "Content-Length: " + body.length())) + body;
    }

    /** A whole answer 200. */
    public static String ok(String body, String... headers) {
        return answer("HTTP/1.1 200 OK", body, headers);
    }

    /** The head of an answer 200 that announces so many bytes. */
    public static String okHead(long length) {
        return head("HTTP/1.1 200 OK", "Content-Length: " + length);
    }

    /** The head of an answer 200 in chunks. */
    public static String chunkedHead() {
        return head("HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
    }

    /** One chunk. */
    public static String chunk(String content) {
        return Integer.toHexString(content.length()) + "\r\n" + content + "\r\n";
    }

    /** The end of an answer in chunks. */
    public static String lastChunk() {
        return "0\r\n\r\n";
    }

    private static String lines(String... headers) {
        return List.of(headers).stream().map(header -> header + "\r\n").reduce("", String::concat);
    }

    private static String[] append(String[] headers, String last) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = last;
        return all;
    }
}
