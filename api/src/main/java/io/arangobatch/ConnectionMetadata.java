package io.arangobatch;

import io.arangobatch.spi.Endpoint;
import java.util.Objects;
import java.util.Optional;

/**
 * What a connection has found out about its server.
 *
 * @param endpoint the server that was asked
 * @param serverVersion its version, such as {@code 3.11.14}; empty if it did not tell
 * @param carrier how commits travel to it: {@link BatchCarrier#MULTIPART} or {@link BatchCarrier#PIPELINE}
 * @param reason why they travel so, for people
 */
public record ConnectionMetadata(
        Endpoint endpoint, Optional<String> serverVersion, BatchCarrier carrier, String reason) {

    /**
     * Checks that every component is there.
     *
     * @param endpoint the server that was asked
     * @param serverVersion its version, such as {@code 3.11.14}; empty if it did not tell
     * @param carrier how commits travel to it
     * @param reason why they travel so, for people
     */
    public ConnectionMetadata {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(serverVersion, "serverVersion");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(reason, "reason");
    }
}
