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

    /** Each of these is a defect of this transport that the kit found; the waiver goes when the defect does. */
    @Override
    protected TckOptions options() {
        return TckOptions.defaults()
                .waive("faults.chunk-last-missing", "defect: chunks that arrive together with the end are lost")
                .waive("faults.chunk-size-garbage", "defect: chunks that arrive together with a broken one are lost")
                .waive("faults.chunk-trailers-cut", "defect: an answer cut within its trailers ends as if whole")
                .waive("tls.truncated", "defect: an end of TCP without close_notify ends a body without a length");
    }

    @Test
    void theTransportUnderTestIsTheOneOverThatClient() {
        try (Transport transport = provider().open(new PlainSettings())) {
            assertThat(transport.getClass().getPackageName()).isEqualTo("io.arangobatch.transport.httpclient");
        }
    }
}
