package io.arangobatch.tck.bench;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import io.arangobatch.spi.TransportRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds a request from a plain {@code GET /}: no headers, no body, timeouts that no test is meant to reach. */
public final class Request {

    private final Endpoint endpoint;
    private final List<HttpHeader> headers = new ArrayList<>();
    private String method = "GET";
    private String target = "/";
    private RequestBody body = RequestBody.empty();
    private Duration responseTimeout;
    private Duration totalTimeout;

    Request(Endpoint endpoint, Duration patience) {
        this.endpoint = endpoint;
        // Longer than the kit waits for anything, so that no timeout hides that a transport does not end an exchange
        // itself.
        this.responseTimeout = patience.multipliedBy(2);
        this.totalTimeout = patience.multipliedBy(3);
    }

    public Request method(String value) {
        method = value;
        return this;
    }

    public Request target(String value) {
        target = value;
        return this;
    }

    public Request header(String name, String value) {
        headers.add(new HttpHeader(name, value));
        return this;
    }

    public Request body(RequestBody value) {
        body = value;
        return this;
    }

    public Request body(String text) {
        return body(RequestBody.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    public Request responseTimeout(Duration value) {
        responseTimeout = value;
        return this;
    }

    public Request totalTimeout(Duration value) {
        totalTimeout = value;
        return this;
    }

    public TransportRequest build() {
        return new TransportRequest(endpoint, method, target, headers, body, responseTimeout, totalTimeout);
    }
}
