package io.arangobatch.internal.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Makes keys and certificates with the JDK's own tool, and writes them as PEM. */
final class Keytool {

    static final String PASSWORD = "changeit";

    private final Path folder;

    Keytool(Path folder) {
        this.folder = folder;
    }

    /** A store with a key and a self-signed certificate for localhost; each kind is made once, as the tool is slow. */
    Path store(String storeType, String keyAlgorithm) {
        Path store = folder.resolve(storeType + "-" + keyAlgorithm);
        if (Files.exists(store)) {
            return store;
        }
        run(
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                keyAlgorithm,
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                storeType,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-keypass",
                PASSWORD);
        return store;
    }

    /** A store that holds nothing but the certificate as one to trust. */
    Path trustStore(String storeType, Path certificate) {
        Path store = folder.resolve(storeType + "-trust");
        if (Files.exists(store)) {
            return store;
        }
        run(
                "-importcert",
                "-noprompt",
                "-alias",
                "server",
                "-file",
                certificate.toString(),
                "-storetype",
                storeType,
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return store;
    }

    /** The certificate of a store as PEM. */
    Path certificate(Path store) throws Exception {
        Certificate certificate =
                KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()).getCertificate("me");
        return pem(store.getFileName() + ".cert.pem", "CERTIFICATE", certificate.getEncoded());
    }

    /** The private key of a store as PEM, PKCS#8. */
    Path key(Path store) throws Exception {
        Key key = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()).getKey("me", PASSWORD.toCharArray());
        return pem(store.getFileName() + ".key.pem", "PRIVATE KEY", key.getEncoded());
    }

    Path pem(String name, String label, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n");
    }

    void run(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool " + List.of(arguments) + ": " + output);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
