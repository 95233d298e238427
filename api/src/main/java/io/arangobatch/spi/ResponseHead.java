package io.arangobatch.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Status line and headers of an answer. Immutable and thread-safe.
 *
 * @param status the HTTP status, 200 to 599; interim answers (1xx) are never handed on
 * @param reason the reason phrase, perhaps empty
 * @param headers the headers in the order in which they arrived, duplicates included
 */
public record ResponseHead(int status, String reason, List<HttpHeader> headers) {

    /**
     * Checks that every component is there and copies the list of headers.
     *
     * @param status the HTTP status, 200 to 599; interim answers (1xx) are never handed on
     * @param reason the reason phrase, perhaps empty
     * @param headers the headers in the order in which they arrived, duplicates included
     */
    public ResponseHead {
        Objects.requireNonNull(reason, "reason");
        headers = List.copyOf(headers);
    }

    /**
     * Returns the value of the first header of that name.
     *
     * @param name a header name in any case
     * @return its value, or empty if there is no such header
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.is(name))
                .map(HttpHeader::value)
                .findFirst();
    }
}
