package io.arangobatch.internal.transport;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider that remembers with what it was opened, and fails on demand. */
public class FakeProvider implements TransportProvider {

    private final String name;
    final List<TransportConfig> opened = new ArrayList<>();
    Optional<String> unavailable = Optional.empty();
    Set<TransportCapability> capabilities = Set.of(TransportCapability.TLS);

    public FakeProvider(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return capabilities;
    }

    @Override
    public Optional<String> unavailableBecause() {
        return unavailable;
    }

    @Override
    public Transport open(TransportConfig config) {
        opened.add(config);
        return new FakeTransport();
    }
}
