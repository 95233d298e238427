package io.arangobatch.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.arangobatch.spi.Transport;
import io.arangobatch.spi.TransportProvider;
import io.arangobatch.transport.httpclient.HttpClientTransportProvider;
import org.junit.jupiter.api.Test;

/** The kit over the transport of Apache HttpClient 5. */
class HttpClientTransportTckTest extends TransportTck {

    @Override
    protected TransportProvider provider() {
        return new HttpClientTransportProvider();
    }

    @Test
    void theTransportUnderTestIsTheOneOverThatClient() {
        try (Transport transport = provider().open(new PlainSettings())) {
            assertThat(transport.getClass().getPackageName()).isEqualTo("io.arangobatch.transport.httpclient");
        }
    }
}
