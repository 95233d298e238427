package io.arangobatch.tck.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {

    private final Identity authority = Identity.authority("authority");
    private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));

    @Test
    void anAuthoritySignsItselfAndMaySignOthers() throws GeneralSecurityException {
        X509Certificate certificate = authority.certificate();
        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getVersion()).isEqualTo(3);
        assertThat(certificate.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void anIssuedCertificateNamesItsIssuerAndHosts() throws GeneralSecurityException {
        X509Certificate certificate = authority
                .issue("server", tomorrow, List.of("localhost", "127.0.0.1"))
                .certificate();
        certificate.verify(authority.certificate().getPublicKey());
        certificate.checkValidity();
        assertThat(certificate.getIssuerX500Principal())
                .isEqualTo(authority.certificate().getSubjectX500Principal());
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    }

    @Test
    void aCertificateOfYesterdayHasExpired() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        X509Certificate certificate =
                authority.issue("server", yesterday, List.of("localhost")).certificate();
        assertThatThrownBy(certificate::checkValidity).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void aStrangerOfTheSameNameDoesNotVouch() {
        X509Certificate certificate =
                authority.issue("server", tomorrow, List.of("localhost")).certificate();
        Identity stranger = Identity.authority("authority");
        assertThatThrownBy(() -> certificate.verify(stranger.certificate().getPublicKey()))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void eachCertificateHasASerialNumberOfItsOwn() {
        assertThat(authority.issue("a", tomorrow, List.of("a")).certificate().getSerialNumber())
                .isNotEqualTo(authority
                        .issue("b", tomorrow, List.of("b"))
                        .certificate()
                        .getSerialNumber());
    }
}
