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

    /** Reads back what the encoder wrote: request line and headers, separated by line breaks. */
    static EncodedRequest of(String head, RequestBody body) {
        String[] lines = head.split("\r\n");
        String[] requestLine = lines[0].split(" ");
        List<HttpHeader> headers = new ArrayList<>(lines.length - 1);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(": ");
            headers.add(new HttpHeader(lines[i].substring(0, colon), lines[i].substring(colon + 2)));
        }
        return new EncodedRequest(requestLine[0], requestLine[1], headers, body);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
