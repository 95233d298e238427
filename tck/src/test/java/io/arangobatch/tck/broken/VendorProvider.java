package io.arangobatch.tck.broken;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportCapability;
import io.arangobatch.spi.TransportConfig;
import io.arangobatch.spi.TransportProvider;
import java.util.Optional;
import java.util.Set;

/** The provider as the class path of a vendor shows it. */
public class VendorProvider implements TransportProvider {

    private final TransportProvider plain = VendorLoader.behind(getClass());

    @Override
    public String name() {
        return plain.name();
    }

    @Override
    public Set<TransportCapability> capabilities() {
        return plain.capabilities();
    }

    @Override
    public Optional<String> unavailableBecause() {
        return plain.unavailableBecause();
    }

    @Override
    public Transport open(TransportConfig config) {
        return plain.open(config);
    }
}
