package io.arangobatch.transport.httpclient;

import io.arangobatch.spi.Endpoint;
import io.arangobatch.spi.TransportConfig;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.apache.hc.core5.reactor.ConnectionInitiator;

/** Opens connections: holds what every attempt needs. */
record Connector(TransportConfig config, ConnectionInitiator reactor, Executor workers, Timers timers) {

    ConnectAttempt connect(Endpoint endpoint, ConnectAttempt.Listener listener) {
        return new ConnectAttempt(this, endpoint, listener);
    }

    VerifyingTls tls(Consumer<SSLEngine> user) throws NoSuchAlgorithmException {
        SSLContext given = config.sslContext().orElse(null);
        return new VerifyingTls(given != null ? given : SSLContext.getDefault(), user);
    }
}
