package io.arangobatch.spi;

/** What not every transport can do. The provider declares what its transports can; the compatibility kit then demands it. */
public enum TransportCapability {

    /** Encrypted connections, with the host name verified against the certificate. */
    TLS,

    /** Stops reading from the socket while the consumer is paused ({@link ResponseFlow}). */
    BACK_PRESSURE,

    /** Hands the answer's first bytes on while the request is still being written. */
    EARLY_ANSWER,

    /** Writes the requests of a {@link Pipeline} ahead of the answers. */
    PIPELINING
}
