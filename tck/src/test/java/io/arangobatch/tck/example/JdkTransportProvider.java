package io.arangobatch.tck.example;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import java.util.Set;

/** Opens transports over the HTTP client of the JDK. */
public final class JdkTransportProvider implements TransportProvider {

    @Override
    public String name() {
        return "jdk-example";
    }

    /** Below everything else: it is an example. */
    @Override
    public int priority() {
        return -100;
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return Set.of(TransportCapability.TLS);
    }

    @Override
    public Transport open(TransportConfig config) {
        return new JdkTransport(config);
    }
}
