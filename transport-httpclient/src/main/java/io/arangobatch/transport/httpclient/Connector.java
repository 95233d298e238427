package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportConfig;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** Opens connections: holds what every attempt needs. */
record Connector(TransportConfig config, ConnectionInitiator reactor, Executor workers, Timers timers) {

    ConnectAttempt connect(Endpoint endpoint, ConnectAttempt.Listener listener) {
        return new ConnectAttempt(this, endpoint, listener);
    }

    VerifyingTls tls() throws NoSuchAlgorithmException {
        SSLContext given = config.sslContext().orElse(null);
        return new VerifyingTls(given != null ? given : SSLContext.getDefault());
    }
}
