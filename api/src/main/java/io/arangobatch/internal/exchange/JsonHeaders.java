package io.arangobatch.internal.exchange;

import io.arangobatch.spi.HttpHeader;
import java.util.ArrayList;
import java.util.List;

/** Adds the media type to a request that travels by itself. Within a batch nobody needs it. */
public final class JsonHeaders {

    private static final HttpHeader JSON = new HttpHeader("Content-Type", "application/json");

    private JsonHeaders() {}

    /**
     * Returns the headers to send.
     *
     * @param headers those of the request
     * @param hasBody whether there is a body
     * @return the headers, with that of JSON for a body that has no other
     */
    public static List<HttpHeader> of(List<HttpHeader> headers, boolean hasBody) {
        if (!hasBody || headers.stream().anyMatch(header -> header.is("Content-Type"))) {
            return headers;
        }
        List<HttpHeader> all = new ArrayList<>(headers);
        all.add(JSON);
        return all;
    }
}
