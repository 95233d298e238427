package io.arangobatch.tck.broken;

import io.arangobatch.spi.TransportConfig;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Which TLS context a transport uses. */
final class Tls {

    private Tls() {}

    static SSLContext context(TransportConfig config, Fault fault) {
        try {
            return switch (fault) {
                case TRUSTS_ANY_CERTIFICATE -> trustingAll();
                case IGNORES_THE_SSL_CONTEXT -> SSLContext.getDefault();
                default -> config.sslContext().isPresent() ? config.sslContext().get() : SSLContext.getDefault();
            };
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("no TLS here", absent);
        }
    }

    /** Makes a context useless for everybody who holds it. */
    static void spoil(SSLContext context) {
        try {
            context.init(null, new TrustManager[0], null);
            SSLSessionContext sessions = context.getClientSessionContext();
            Collections.list(sessions.getIds())
                    .forEach(id -> sessions.getSession(id).invalidate());
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("cannot spoil the context", refused);
        }
    }

    private static SSLContext trustingAll() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Credulous()}, null);
        return context;
    }

    private static final class Credulous implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            // Everybody is trusted.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // Everybody is trusted.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
