package io.arangobatch.tck.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The certificates of the kit and the contexts that hold them. Each is made once for a JVM. Thread-safe. */
public final class Certificates {

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1");
    private static final Instant TOMORROW = Instant.now().plus(Duration.ofDays(1));
    private static final Instant YESTERDAY = Instant.now().minus(Duration.ofDays(1));

    private static final Identity AUTHORITY = Identity.authority("arangobatch-tck authority");
    private static final Identity STRANGER = Identity.authority("arangobatch-tck stranger");

    private static final Identity VALID = AUTHORITY.issue("valid server", TOMORROW, LOOPBACK);
    private static final Identity CLIENT = AUTHORITY.issue("client", TOMORROW, List.of("client.test"));

    private Certificates() {}

    /** A server that everybody who trusts the kit's authority accepts; it trusts clients of that authority. */
    public static SSLContext validServer() {
        return context(VALID, AUTHORITY);
    }

    /** A server whose certificate ran out yesterday. */
    public static SSLContext expiredServer() {
        return context(AUTHORITY.issue("expired server", YESTERDAY, LOOPBACK), AUTHORITY);
    }

    /** A server with a valid certificate of the right issuer for another host. */
    public static SSLContext otherHostServer() {
        return context(AUTHORITY.issue("localhost", TOMORROW, List.of("elsewhere.test", "127.0.0.2")), AUTHORITY);
    }

    /** A server whose certificate nobody else signed. */
    public static SSLContext selfSignedServer() {
        return context(Identity.selfSigned("self-signed server", LOOPBACK), AUTHORITY);
    }

    /** A server whose certificate comes from an authority that nobody trusts. */
    public static SSLContext unknownIssuerServer() {
        return context(STRANGER.issue("server of a stranger", TOMORROW, LOOPBACK), AUTHORITY);
    }

    /** A client that trusts the kit's authority. */
    public static SSLContext client() {
        return context(null, AUTHORITY);
    }

    /** A client that trusts the kit's authority and has a certificate of it. */
    public static SSLContext clientWithCertificate() {
        return context(CLIENT, AUTHORITY);
    }

    /** What {@link #client()} trusts. */
    public static X509Certificate authority() {
        return AUTHORITY.certificate();
    }

    /** What {@link #clientWithCertificate()} shows. */
    public static Identity clientIdentity() {
        return CLIENT;
    }

    private static SSLContext context(@Nullable Identity own, Identity trusted) {
        try {
            KeyStore trust = emptyStore();
            trust.setCertificateEntry("authority", trusted.certificate());
            TrustManagerFactory trusting = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusting.init(trust);
            TrustManager[] managers = trusting.getTrustManagers();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(own == null ? new KeyManager[0] : keyManagers(own), managers, null);
            return context;
        } catch (GeneralSecurityException | IOException broken) {
            throw new IllegalStateException("cannot make a TLS context", broken);
        }
    }

    private static KeyManager[] keyManagers(Identity own) throws GeneralSecurityException, IOException {
        char[] password = new char[0];
        KeyStore store = emptyStore();
        store.setKeyEntry("own", own.key(), password, new Certificate[] {own.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
