package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.TransportRequest;
import java.util.Set;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/** Turns the driver's request into the library's, adding the two headers that a transport may add. */
final class RequestHead {

    /** A server may wait for the body of these unless it is told that there is none. */
    private static final Set<String> EXPECT_A_BODY = Set.of("POST", "PUT", "PATCH");

    private RequestHead() {}

    static HttpRequest of(TransportRequest request) {
        // The shorter constructors parse the target as a URI, which would not give it back byte for byte.
        BasicHttpRequest head = new BasicHttpRequest(request.method(), null, null, request.target());
        head.addHeader(new BasicHeader(HttpHeaders.HOST, request.endpoint().authority()));
        for (HttpHeader header : request.headers()) {
            head.addHeader(new BasicHeader(header.name(), header.value()));
        }
        long length = request.body().length();
        if (length > 0 || EXPECT_A_BODY.contains(request.method())) {
            head.addHeader(new BasicHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length)));
        }
        return head;
    }
}
