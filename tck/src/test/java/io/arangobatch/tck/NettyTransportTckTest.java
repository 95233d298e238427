package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.transport.netty.NettyTransportProvider;
import org.junit.jupiter.api.Test;

/** The kit over the transport of Netty. */
class NettyTransportTckTest extends TransportTck {

    @Override
    protected TransportProvider provider() {
        return new NettyTransportProvider();
    }

    @Test
    void theTransportUnderTestIsTheOneOverThatClient() {
        try (Transport transport = provider().open(new PlainSettings())) {
            assertThat(transport.getClass().getPackageName()).isEqualTo("io.arangobatch.transport.netty");
        }
    }
}
