package io.arangobatch.internal.carrier;

import io.arangobatch.BatchCommitException;
import io.arangobatch.spi.Endpoint;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a commit came. Requests are settled in order: up to {@code answered} the server has answered them, from there to {@code settled} nobody will, and
 * those from {@code settled} on were not sent and can be.
 *
 * @param answered the position after the last request that was answered without a gap
 * @param settled the position after the last request that must not be sent again
 * @param receipt what was sent and received
 * @param failure what broke the commit; empty if all were answered
 * @param origin the server that answered last, if one did
 * @param retryAfter how long the server that refused it wants to be left alone, if it says so
 */
public record Delivery(
        int answered,
        int settled,
        Receipt receipt,
        Optional<BatchCommitException> failure,
        Optional<Endpoint> origin,
        Optional<Duration> retryAfter) {

    /**
     * Tells of a commit that no server answered.
     *
     * @param answered the position after the last request that was answered without a gap
     * @param settled the position after the last request that must not be sent again
     * @param receipt what was sent and received
     * @param failure what broke the commit; empty if all were answered
     */
    public Delivery(int answered, int settled, Receipt receipt, Optional<BatchCommitException> failure) {
        this(answered, settled, receipt, failure, Optional.empty(), Optional.empty());
    }

    static Delivery complete(int count, Receipt receipt, Optional<Endpoint> origin) {
        return new Delivery(count, count, receipt, Optional.empty(), origin, Optional.empty());
    }
}
