package io.arangobatch.transport.netty;

import io.arangobatch.spi.Endpoint;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import java.nio.channels.ClosedChannelException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Encrypts connections to one endpoint with an {@link SSLContext} as it is: its protocols and cipher suites stay, only the check of the
 * host name and the server name indication are put on.
 */
final class Tls {

    private static final int CLOSE_NOTIFY_MILLIS = 500;

    private final SSLContext context;
    private final Endpoint endpoint;
    private final Executor helpers;

    private Tls(SSLContext context, Endpoint endpoint, Executor helpers) {
        this.context = context;
        this.endpoint = endpoint;
        this.helpers = helpers;
    }

    /** May block: the default context reads the JVM's trust store. */
    static Tls to(Endpoint endpoint, Connecting connecting) throws NoSuchAlgorithmException {
        SSLContext given = connecting.config().sslContext().orElse(null);
        SSLContext context = given == null ? SSLContext.getDefault() : given;
        return new Tls(context, endpoint, connecting.loops().helpers());
    }

    SslHandler newHandler() {
        // Trust managers may block, so the helpers run them.
        SslHandler handler = new SslHandler(newEngine(), false, helpers);
        handler.setHandshakeTimeoutMillis(0); // the connect timeout covers it
        handler.setCloseNotifyFlushTimeoutMillis(CLOSE_NOTIFY_MILLIS);
        return handler;
    }

    private SSLEngine newEngine() {
        SSLEngine engine = context.createSSLEngine(endpoint.host(), endpoint.port());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (isName(endpoint.host())) {
            parameters.setServerNames(List.of(new SNIHostName(endpoint.host())));
        }
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static boolean isName(String host) {
        if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
            return false;
        }
        try {
            new SNIHostName(host);
            return true;
        } catch (IllegalArgumentException noServerName) {
            return false;
        }
    }

    /** Says what went wrong in a handshake and what to do about it. */
    static String failure(Endpoint endpoint, Throwable failure) {
        if (hasCause(failure, NotSslRecordException.class)) {
            return "the server at " + endpoint + " does not speak TLS: connect without TLS, or to its TLS port";
        }
        if (hasCause(failure, CertificateExpiredException.class)) {
            return "the certificate of " + endpoint + " has expired: the server needs a new one";
        }
        if (hasCause(failure, CertPathBuilderException.class)) {
            return "the certificate of " + endpoint
                    + " is not trusted: configure an SSLContext whose trust store holds its issuer";
        }
        if (isOfAnotherHost(failure)) {
            // Newer JDKs put the name of the TLS alert in front.
            String reason = Failures.messageOf(failure).replaceFirst("^\\([a-z_]+\\) ", "");
            return "the certificate of " + endpoint + " was not made for this host: connect by a name that it holds ("
                    + reason + ")";
        }
        if (hasCause(failure, ClosedChannelException.class)) {
            return endpoint + " closed the connection in the TLS handshake";
        }
        return "the TLS handshake with " + endpoint + " failed: " + Failures.messageOf(failure);
    }

    private static boolean isOfAnotherHost(Throwable failure) {
        return Failures.causes(failure)
                .filter(CertificateException.class::isInstance)
                .map(Failures::messageOf)
                .anyMatch(text ->
                        Stream.of("No subject alternative", "No name matching").anyMatch(text::contains));
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        return Failures.causes(failure).anyMatch(type::isInstance);
    }
}
