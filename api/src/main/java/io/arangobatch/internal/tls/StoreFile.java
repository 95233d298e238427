package io.arangobatch.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key store, PKCS#12 or JKS, whichever the content is. */
final class StoreFile {

    private final MaterialFile file;
    private final KeyStore store;

    private StoreFile(MaterialFile file, KeyStore store) {
        this.file = file;
        this.store = store;
    }

    static StoreFile read(MaterialFile file, Optional<String> password) {
        file.read();
        try {
            return new StoreFile(file, KeyStore.getInstance(file.path().toFile(), chars(password)));
        } catch (KeyStoreException unknown) {
            throw file.fault("is neither a PKCS#12 nor a JKS key store", unknown);
        } catch (IOException unreadable) {
            boolean locked = unreadable.getCause() instanceof UnrecoverableKeyException;
            throw file.fault(
                    locked
                            ? "cannot be opened: option " + file.option() + "Password is wrong"
                            : "is not a readable key store",
                    unreadable);
        } catch (GeneralSecurityException broken) {
            throw file.fault("is not a readable key store", broken);
        }
    }

    /** The store, if it holds a certificate to trust. */
    KeyStore trusted() throws KeyStoreException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                return store;
            }
        }
        throw file.fault(
                "holds no trusted certificate that can be read: a PKCS#12 store needs option " + file.option()
                        + "Password; add certificates with: keytool -importcert",
                null);
    }

    /** The store, if it holds a private key that the password opens. */
    KeyStore withKey(Optional<String> password) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                requireOpens(alias, password);
                return store;
            }
        }
        throw file.fault("holds no private key with a certificate", null);
    }

    private void requireOpens(String alias, Optional<String> password) throws GeneralSecurityException {
        try {
            store.getKey(alias, chars(password));
        } catch (UnrecoverableKeyException locked) {
            String option = "option " + file.option() + "Password";
            throw file.fault(
                    password.isEmpty()
                            ? "holds a private key that needs " + option
                            : "holds a private key that " + option
                                    + " does not open: store and key must have the same password",
                    locked);
        }
    }

    private static char @Nullable [] chars(Optional<String> password) {
        return password.map(String::toCharArray).orElse(null);
    }
}
