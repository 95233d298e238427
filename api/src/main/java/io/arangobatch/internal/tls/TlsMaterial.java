package io.arangobatch.internal.tls;

import io.arangobatch.ArangoConfigurationException;
import io.arangobatch.ConnectionConfig;
import io.arangobatch.internal.config.Options;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes of the options whom the driver trusts and who it is itself. */
public final class TlsMaterial {

    /** Protects keys in stores that exist in memory only, for as long as the factory reads them. */
    private static final char[] IN_MEMORY = new char[0];

    private final ConnectionConfig config;

    private TlsMaterial(ConnectionConfig config) {
        this.config = config;
    }

    /**
     * The application's own context, or one made of the files that the options name, or nothing where the JVM's default will do.
     *
     * @throws ArangoConfigurationException if a file is missing, unreadable, or not what its option asks for
     */
    public static Optional<SSLContext> sslContext(ConnectionConfig config) {
        return config.sslContext().or(new TlsMaterial(config)::fromFiles);
    }

    private Optional<SSLContext> fromFiles() {
        try {
            TrustManager @Nullable [] trust = trustManagers();
            KeyManager @Nullable [] keys = keyManagers();
            if (trust == null && keys == null) {
                return Optional.empty();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return Optional.of(context);
        } catch (GeneralSecurityException | IOException unable) {
            throw new ArangoConfigurationException("TLS cannot be set up: " + unable.getMessage(), unable);
        }
    }

    private TrustManager @Nullable [] trustManagers() throws GeneralSecurityException, IOException {
        @Nullable KeyStore trusted = trusted();
        if (trusted == null) {
            return null;
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers();
    }

    private @Nullable KeyStore trusted() throws GeneralSecurityException, IOException {
        if (config.trustCertificates().isPresent()) {
            return storeOf(PemFile.read(new MaterialFile(
                            Options.TRUST_CERTIFICATES.name(),
                            config.trustCertificates().get()))
                    .certificates());
        }
        if (config.trustStore().isPresent()) {
            MaterialFile file = new MaterialFile(
                    Options.TRUST_STORE.name(), config.trustStore().get());
            return StoreFile.read(file, config.trustStorePassword()).trusted();
        }
        return null;
    }

    private static KeyStore storeOf(List<X509Certificate> certificates) throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        for (X509Certificate certificate : certificates) {
            store.setCertificateEntry("trusted-" + store.size(), certificate);
        }
        return store;
    }

    private KeyManager @Nullable [] keyManagers() throws GeneralSecurityException, IOException {
        if (config.clientCertificate().isPresent() && config.clientKey().isPresent()) {
            return keyManagers(
                    clientIdentity(
                            new MaterialFile(
                                    Options.CLIENT_CERTIFICATE.name(),
                                    config.clientCertificate().get()),
                            new MaterialFile(
                                    Options.CLIENT_KEY.name(),
                                    config.clientKey().get())),
                    IN_MEMORY);
        }
        if (config.keyStore().isPresent()) {
            MaterialFile file =
                    new MaterialFile(Options.KEY_STORE.name(), config.keyStore().get());
            Optional<String> password = config.keyStorePassword();
            return keyManagers(
                    StoreFile.read(file, password).withKey(password),
                    password.map(String::toCharArray).orElse(IN_MEMORY));
        }
        return null;
    }

    private static KeyManager[] keyManagers(KeyStore store, char[] password) throws GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, password);
        return factory.getKeyManagers();
    }

    private static KeyStore clientIdentity(MaterialFile certificateFile, MaterialFile keyFile)
            throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = PemFile.read(certificateFile).certificates();
        PrivateKey key = PemFile.read(keyFile).privateKey();
        if (!belongTogether(key, chain.get(0))) {
            throw keyFile.fault(
                    "does not hold the private key of the first certificate in \"" + certificateFile.path() + "\"",
                    null);
        }
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
        return store;
    }

    /** The server would notice too, but tell it as a handshake failure that says nothing. */
    private static boolean belongTogether(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        byte[] probe = {1, 2, 3};
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(probe);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(certificate.getPublicKey());
        verifier.update(probe);
        return verifier.verify(signature);
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
