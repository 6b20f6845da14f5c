package org.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.tls.SigningIdentity;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.KnownSecret;
import org.junit.jupiter.api.Test;

final class TenantKeysTest {
    private static final String TENANT = "acme.example.com";
    private static final SigningIdentity NONE = () -> {
        throw new Unavailable("none");
    };

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final TenantKeys keys = keys((byte) 7);

    @Test
    void aTenantGetsAKeyAndACertificateForIt() throws Exception {
        KeyStore.PrivateKeyEntry entry = keys.signer(TENANT);

        X509Certificate certificate = (X509Certificate) entry.getCertificate();
        certificate.verify(certificate.getPublicKey());
        certificate.checkValidity(Date.from(Instant.now().plus(Duration.ofDays(3649))));
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=" + TENANT);
        assertThat(certificate.getSerialNumber()).isPositive();
        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        byte[] statement = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(entry.getPrivateKey());
        signature.update(statement);
        byte[] signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(statement);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void aTenantKeepsItsKeyAndHasNoOneElses() {
        KeyStore.PrivateKeyEntry first = keys.signer(TENANT);

        assertThat(keys((byte) 7).signer(TENANT).getPrivateKey()).isEqualTo(first.getPrivateKey());
        assertThat(keys.signer("other.example.com").getPrivateKey()).isNotEqualTo(first.getPrivateKey());
        assertThat(registry.below(TENANT, "/_system/governance/repository/security/key-stores"))
                .containsExactly("/_system/governance/repository/security/key-stores/acme-example-com.p12");
    }

    @Test
    void whoHasAnotherSecretCannotReadIt() {
        keys.signer(TENANT);

        assertThatThrownBy(() -> keys((byte) 8).signer(TENANT))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("acme-example-com.p12");
    }

    @Test
    void theInstallationSignsForItsOwnTenant() {
        assertThatThrownBy(() -> keys.signer(UserName.SUPER_TENANT)).hasMessage("none");
    }

    private TenantKeys keys(byte secret) {
        return new TenantKeys(NONE, registry, new KnownSecret(secret));
    }
}
