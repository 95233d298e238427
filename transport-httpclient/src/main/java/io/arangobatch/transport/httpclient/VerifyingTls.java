package io.arangobatch.transport.httpclient;

import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.net.Host;
import org.apache.hc.core5.net.InetAddressUtils;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;

/**
 * TLS whose host name is verified twice: by the JDK during the handshake, and by the library after it, for a trust manager that
 * trusts everybody would skip the first.
 */
final class VerifyingTls extends DefaultClientTlsStrategy {

    private static final TlsConfig HTTP_1_ONLY =
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build();

    private final Consumer<SSLEngine> user;

    /** The user is shown the engine before the handshake: the library hides it, and only it knows how a session ended. */
    VerifyingTls(SSLContext context, Consumer<SSLEngine> user) {
        super(context, HostnameVerificationPolicy.BOTH, new DefaultHostnameVerifier());
        this.user = user;
    }

    void upgrade(TransportSecurityLayer session, Host host, FutureCallback<TransportSecurityLayer> callback) {
        upgrade(session, host, HTTP_1_ONLY, null, callback);
    }

    /** The JDK leaves the server name out when it has no dot, as those of containers have none. */
    @Override
    protected void initializeEngine(SSLEngine engine) {
        String host = engine.getPeerHost();
        if (!InetAddressUtils.isIPv4(host) && !InetAddressUtils.isIPv6(host)) {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            engine.setSSLParameters(parameters);
        }
        user.accept(engine);
    }
}
