package io.arangobatch.tck.verify;

import io.arangobatch.spi.TransportProvider;
import io.arangobatch.tck.TransportTck;
import org.junit.jupiter.api.extension.ExtendWith;

/** The kit over whichever transport the session was started for. */
@ExtendWith(SessionTransport.class)
final class VerifiedTransport extends TransportTck {

    private final TransportProvider provider;

    VerifiedTransport(TransportProvider provider) {
        this.provider = provider;
    }

    @Override
    protected TransportProvider provider() {
        return provider;
    }
}
