package io.arangobatch.tck.tls;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A key and its certificate, made at run time (RFC 5280, ECDSA with SHA-256 on P-256). Immutable. */
public record Identity(X509Certificate certificate, PrivateKey key) {

    private static final byte[] ECDSA_WITH_SHA256 = Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] BASIC_CONSTRAINTS = Der.oid(2, 5, 29, 19);
    private static final byte[] ALTERNATIVE_NAMES = Der.oid(2, 5, 29, 17);
    private static final byte[] COMMON_NAME = Der.oid(2, 5, 4, 3);
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /** A certificate authority of that name, valid for a day. */
    static Identity authority(String name) {
        KeyPair keys = newKeys();
        byte[] extensions =
                Der.sequence(Der.sequence(BASIC_CONSTRAINTS, Der.bool(true), Der.octets(Der.sequence(Der.bool(true)))));
        return sign(name, keys, name, keys.getPrivate(), Instant.now().plus(Duration.ofDays(1)), extensions);
    }

    /** A certificate of this authority for the given hosts (names and IPv4 addresses), valid until the given time. */
    Identity issue(String name, Instant until, List<String> hosts) {
        return sign(name, newKeys(), nameOf(certificate), key, until, alternativeNames(hosts));
    }

    /** A certificate for the given hosts that nobody but itself vouches for. */
    static Identity selfSigned(String name, List<String> hosts) {
        KeyPair keys = newKeys();
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        return sign(name, keys, name, keys.getPrivate(), tomorrow, alternativeNames(hosts));
    }

    private static Identity sign(
            String subject, KeyPair keys, String issuer, PrivateKey issuerKey, Instant until, byte[] extensions) {
        byte[] content = Der.sequence(
                Der.tagged(0xa0, Der.integer(2)),
                Der.integer(SERIAL.getAndIncrement()),
                ECDSA_WITH_SHA256,
                distinguishedName(issuer),
                Der.sequence(Der.time(until.minus(Duration.ofDays(2))), Der.time(until)),
                distinguishedName(subject),
                keys.getPublic().getEncoded(),
                Der.tagged(0xa3, extensions));
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(issuerKey);
            signature.update(content);
            byte[] whole = Der.sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
            return new Identity(certificate, keys.getPrivate());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("cannot make a certificate for " + subject, broken);
        }
    }

    private static byte[] distinguishedName(String commonName) {
        return Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8(commonName))));
    }

    private static byte[] alternativeNames(List<String> hosts) {
        byte[][] names = hosts.stream().map(Identity::generalName).toArray(byte[][]::new);
        return Der.sequence(Der.sequence(ALTERNATIVE_NAMES, Der.octets(Der.sequence(names))));
    }

    private static byte[] generalName(String host) {
        if (!Character.isDigit(host.charAt(0))) {
            return Der.tagged(0x82, host.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        try {
            return Der.tagged(0x87, InetAddress.getByName(host).getAddress());
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(host + " is no IPv4 address", noAddress);
        }
    }

    private static String nameOf(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName().substring("CN=".length());
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException noCurve) {
            throw new IllegalStateException("this JVM cannot make P-256 keys", noCurve);
        }
    }
}
