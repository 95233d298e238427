package io.arangobatch.spi;

import java.util.Optional;
import java.util.Set;

/**
 * Makes transports; found by {@link java.util.ServiceLoader}. Implementations have a public constructor without parameters, are
 * thread-safe, and do no work before {@link #open}.
 */
public interface TransportProvider {

    /**
     * Returns the name by which an application chooses this transport, as in {@code ?transport=netty}.
     *
     * @return lower-case letters, digits and hyphens; the same in every release
     */
    String name();

    /**
     * Returns who wins where several transports are on the class path and none is chosen: the higher one, at equality the one
     * whose name sorts first.
     *
     * @return 0 unless overridden
     */
    default int priority() {
        return 0;
    }

    /**
     * Returns what the transports of this provider can do beyond the plain exchange.
     *
     * @return the capabilities; the same at each call
     */
    Set<TransportCapability> capabilities();

    /**
     * Tells why this provider cannot work here. Never throws: a missing library is reported, not raised.
     *
     * @return empty if {@link #open} can be called, else the reason, such as {@code io.netty.handler.ssl is not on the class path}
     */
    default Optional<String> unavailableBecause() {
        return Optional.empty();
    }

    /**
     * Opens a transport that shares nothing with those opened before, but for what the application passed to this provider.
     * Neither threads nor connections are made before the first exchange.
     *
     * @param config pool, timeouts and TLS; every setting must be honoured
     * @return a fresh transport, to be closed by the caller
     */
    Transport open(TransportConfig config);
}
