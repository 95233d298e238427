package io.arangobatch.tck.broken;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TckOptions;
import io.arangobatch.tck.TransportTck;

/** What a vendor writes to run the kit. */
final class VendorTck extends TransportTck {

    @Override
    protected TransportProvider provider() {
        return new VendorProvider();
    }

    @Override
    protected TckOptions options() {
        return ((VendorLoader) getClass().getClassLoader()).options();
    }
}
