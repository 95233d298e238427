package io.arangobatch.spi;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The settings of a transport. Immutable; it grows by default methods, so that a transport written today compiles tomorrow.
 */
public interface TransportConfig {

    /**
     * Returns how long resolving the host, the TCP connect and the TLS handshake may take together.
     *
     * @return a positive duration, or zero for no limit
     */
    Duration connectTimeout();

    /**
     * Returns how long an exchange waits for a free connection when {@link #maxConnections()} are in use. When it runs out the exchange
     * ends in phase {@link TransportException.Phase#CONNECT} with a message that tells how many connections are leased and idle, and how many wait.
     *
     * @return a positive duration, or zero for no limit
     */
    Duration acquireTimeout();

    /**
     * Returns how long a connection may lie unused in the pool before it is closed.
     *
     * @return a positive duration, or zero for no limit
     */
    Duration idleTimeout();

    /**
     * Returns how many connections may be open to each endpoint at a time.
     *
     * @return at least 1
     */
    int maxConnections();

    /**
     * Returns what encrypts the connections to endpoints with TLS. The host name is always verified against the certificate, as
     * for HTTPS. Whoever made the context owns it.
     *
     * @return the context, or empty for the JVM's default one
     */
    Optional<SSLContext> sslContext();
}
