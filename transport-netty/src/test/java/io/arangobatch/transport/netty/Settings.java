package io.arangobatch.transport.netty;

import io.arangobatch.spi.TransportConfig;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

record Settings(
        Duration connectTimeout,
        Duration acquireTimeout,
        Duration idleTimeout,
        int maxConnections,
        Optional<SSLContext> sslContext)
        implements TransportConfig {

    static Settings defaults() {
        return new Settings(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ZERO, 4, Optional.empty());
    }

    Settings withConnectTimeout(Duration limit) {
        return new Settings(limit, acquireTimeout, idleTimeout, maxConnections, sslContext);
    }

    Settings withAcquireTimeout(Duration limit) {
        return new Settings(connectTimeout, limit, idleTimeout, maxConnections, sslContext);
    }

    Settings withIdleTimeout(Duration limit) {
        return new Settings(connectTimeout, acquireTimeout, limit, maxConnections, sslContext);
    }

    Settings withMaxConnections(int most) {
        return new Settings(connectTimeout, acquireTimeout, idleTimeout, most, sslContext);
    }

    Settings withSslContext(SSLContext context) {
        return new Settings(connectTimeout, acquireTimeout, idleTimeout, maxConnections, Optional.of(context));
    }
}
