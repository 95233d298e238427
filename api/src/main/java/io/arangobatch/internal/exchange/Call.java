package io.arangobatch.internal.exchange;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.HttpHeader;
import io.arangobatch.spi.RequestBody;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A request on its way to whichever server takes it.
 *
 * @param method the HTTP method
 * @param target the whole request target, database included
 * @param headers the headers but for credentials
 * @param body the bytes to send
 * @param totalTimeout how long each exchange may take; zero for no limit
 * @param pinned the one server that may be asked, such as the one that holds a cursor; otherwise any
 */
public record Call(
        String method,
        String target,
        List<HttpHeader> headers,
        RequestBody body,
        Duration totalTimeout,
        Optional<Endpoint> pinned) {

    /**
     * Returns the same call with other bytes.
     *
     * @param other the bytes to send
     * @return the call
     */
    public Call with(RequestBody other) {
        return new Call(method, target, headers, other, totalTimeout, pinned);
    }

    @Override
    public String toString() {
        return method + " " + target;
    }
}
