package io.arangobatch.tck;

import io.arangobatch.spi.TransportConfig;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Settings for transports that are opened but not used. */
record PlainSettings() implements TransportConfig {

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration acquireTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public Duration idleTimeout() {
        return Duration.ofSeconds(1);
    }

    @Override
    public int maxConnections() {
        return 1;
    }

    @Override
    public Optional<SSLContext> sslContext() {
        return Optional.empty();
    }
}
