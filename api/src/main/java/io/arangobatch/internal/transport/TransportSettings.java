package io.arangobatch.internal.transport;

import io.arangobatch.ConnectionConfig;
import io.arangobatch.internal.tls.TlsMaterial;
import io.arangobatch.spi.TransportConfig;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The part of a configuration that concerns a transport. A transport never sees users, passwords or databases. */
public record TransportSettings(
        Duration connectTimeout,
        Duration acquireTimeout,
        Duration idleTimeout,
        int maxConnections,
        Optional<SSLContext> sslContext)
        implements TransportConfig {

    /** Reads the files that TLS options name, so it may fail with an {@code ArangoConfigurationException}. */
    public static TransportSettings of(ConnectionConfig config) {
        return new TransportSettings(
                config.connectTimeout(),
                config.acquireTimeout(),
                config.idleTimeout(),
                config.maxConnections(),
                TlsMaterial.sslContext(config));
    }
}
