package io.arangobatch.tck.bench;

import io.arangobatch.spi.TransportConfig;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** The settings of a transport under test, changed one at a time. */
public record Settings(
        Duration connectTimeout,
        Duration acquireTimeout,
        Duration idleTimeout,
        int maxConnections,
        Optional<SSLContext> sslContext)
        implements TransportConfig {

    /** Timeouts longer than the kit waits for anything, four connections, the JVM's TLS context. */
    static Settings roomy(Duration patience) {
        Duration longer = patience.multipliedBy(2);
        return new Settings(longer, longer, patience.multipliedBy(6), 4, Optional.empty());
    }

    public Settings connectTimeout(Duration value) {
        return new Settings(value, acquireTimeout, idleTimeout, maxConnections, sslContext);
    }

    public Settings acquireTimeout(Duration value) {
        return new Settings(connectTimeout, value, idleTimeout, maxConnections, sslContext);
    }

    public Settings idleTimeout(Duration value) {
        return new Settings(connectTimeout, acquireTimeout, value, maxConnections, sslContext);
    }

    public Settings maxConnections(int value) {
        return new Settings(connectTimeout, acquireTimeout, idleTimeout, value, sslContext);
    }

    public Settings sslContext(SSLContext value) {
        return new Settings(connectTimeout, acquireTimeout, idleTimeout, maxConnections, Optional.of(value));
    }
}
