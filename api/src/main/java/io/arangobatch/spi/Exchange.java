package io.arangobatch.spi;

import java.util.Objects;

/**
 * A request and who takes its answer: one element of {@link Transport#exchangeInOrder}.
 *
 * @param request what to send
 * @param sink who takes the answer
 */
public record Exchange(TransportRequest request, ResponseSink sink) {

    /** Checks that both components are there. */
    public Exchange {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(sink, "sink");
    }
}
