package io.arangobatch.internal.tls;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and keys in PEM. Blocks of other kinds are passed over, as people keep key and certificate in one file. */
final class PemFile {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PKCS8_KEY = "PRIVATE KEY";
    private static final String ENCRYPTED_KEY = "ENCRYPTED PRIVATE KEY";

    /** What a PKCS#8 key may be; each factory refuses the keys of the others. */
    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final MaterialFile file;
    private final List<Block> blocks;

    private record Block(String label, String base64) {}

    private PemFile(MaterialFile file, List<Block> blocks) {
        this.file = file;
        this.blocks = blocks;
    }

    static PemFile read(MaterialFile file) {
        Matcher matcher = BLOCK.matcher(new String(file.read(), StandardCharsets.ISO_8859_1));
        return new PemFile(
                file,
                matcher.results()
                        .map(block -> new Block(block.group(1), block.group(2)))
                        .toList());
    }

    /** All certificates in their order, at least one. */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = blocks.stream()
                .filter(block -> block.label().equals(CERTIFICATE))
                .map(this::certificate)
                .toList();
        if (certificates.isEmpty()) {
            throw file.fault("holds no certificate: expected is PEM with -----BEGIN CERTIFICATE-----", null);
        }
        return certificates;
    }

    /** The first private key. */
    PrivateKey privateKey() {
        Optional<Block> pkcs8 = first(PKCS8_KEY);
        if (pkcs8.isPresent()) {
            return privateKey(decode(pkcs8.get()));
        }
        if (first(ENCRYPTED_KEY).isPresent()) {
            throw file.fault("holds an encrypted private key, which is not supported. " + conversion(), null);
        }
        Optional<Block> other = blocks.stream()
                .filter(block -> block.label().endsWith(PKCS8_KEY))
                .findFirst();
        if (other.isPresent()) {
            throw file.fault(
                    "holds a private key in the form \"" + other.get().label() + "\", which is not supported. "
                            + conversion(),
                    null);
        }
        throw file.fault("holds no private key: expected is PEM with -----BEGIN PRIVATE KEY-----", null);
    }

    private Optional<Block> first(String label) {
        return blocks.stream().filter(block -> block.label().equals(label)).findFirst();
    }

    private String conversion() {
        return "Convert it with: openssl pkcs8 -topk8 -nocrypt -in \"" + file.path() + "\" -out \"" + file.path()
                + ".pkcs8\"";
    }

    private X509Certificate certificate(Block block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(decode(block)));
        } catch (CertificateException broken) {
            throw file.fault("holds a broken certificate", broken);
        }
    }

    private PrivateKey privateKey(byte[] encoded) {
        @Nullable Exception refused = null;
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (InvalidKeySpecException notOfThisKind) {
                refused = notOfThisKind;
            } catch (GeneralSecurityException missing) {
                throw new IllegalStateException("this JVM has no " + algorithm + " keys", missing);
            }
        }
        throw file.fault("holds a private key that is broken, or is none of RSA, EC or Ed25519", refused);
    }

    private byte[] decode(Block block) {
        try {
            return Base64.getMimeDecoder().decode(block.base64());
        } catch (IllegalArgumentException broken) {
            throw file.fault("holds broken Base64 in its block \"" + block.label() + "\"", null);
        }
    }
}
