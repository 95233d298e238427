package io.arangobatch.tck;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.example.JdkTransportProvider;

/** The kit over the example of the vendor guide. */
class JdkTransportTckTest extends TransportTck {

    @Override
    protected TransportProvider provider() {
        return new JdkTransportProvider();
    }
}
