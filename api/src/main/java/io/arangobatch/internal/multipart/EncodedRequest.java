package io.arangobatch.internal.multipart;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.util.ArrayList;
import java.util.List;

/**
 * A request out of a batch, to be sent by itself.
 *
 * @param method the HTTP method
 * @param target path and query, without the database
 * @param headers the headers of the part
 * @param body the body, without the line break that follows it in a batch
 */
public record EncodedRequest(String method, String target, List<HttpHeader> headers, RequestBody body) {

    private static final String LINE_BREAK = "\r\n";
    private static final String COLON = ": ";

    /** Reads back what the encoder wrote: request line and headers, separated by line breaks. */
    static EncodedRequest of(String head, RequestBody body) {
        int methodEnd = head.indexOf(' ');
        int targetEnd = head.indexOf(' ', methodEnd + 1);
        return new EncodedRequest(
                head.substring(0, methodEnd),
                head.substring(methodEnd + 1, targetEnd),
                headers(head, endOfLine(head, targetEnd) + LINE_BREAK.length()),
                body);
    }

    private static List<HttpHeader> headers(String head, int first) {
        List<HttpHeader> headers = new ArrayList<>();
        for (int from = first; from < head.length(); ) {
            int colon = head.indexOf(COLON, from);
            int end = endOfLine(head, from);
            headers.add(new HttpHeader(head.substring(from, colon), head.substring(colon + COLON.length(), end)));
            from = end + LINE_BREAK.length();
        }
        return headers;
    }

    private static int endOfLine(String head, int from) {
        int lineBreak = head.indexOf(LINE_BREAK, from);
        return lineBreak < 0 ? head.length() : lineBreak;
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
