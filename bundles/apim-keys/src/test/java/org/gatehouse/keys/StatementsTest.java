package org.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.NOON;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.TrustedIssuer;
import org.gatehouse.domain.identity.TrustedIssuer.Realm;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.keys.Statements.Statement;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemorySpentAssertions;
import org.gatehouse.testkit.Together;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of whom identity providers may speak. */
final class StatementsTest {
    private static final Realm OURS = new Realm(UserName.SUPER_TENANT, "PRIMARY", false, false);
    private static final Realm CORP = new Realm(UserName.SUPER_TENANT, "corp", false, false);
    private static final Realm TENA = new Realm("tena.com", "PRIMARY", false, false);
    private static final Realm ANYBODY = new Realm(UserName.SUPER_TENANT, "PRIMARY", true, true);

    /** Anybody's: signatures are checked at the door. */
    private static final String CERTIFICATE = """
            -----BEGIN CERTIFICATE-----
            MIIBOzCB46ADAgECAghrZw8xQ2XZWzAKBggqhkjOPQQDAjASMRAwDgYDVQQDEwdl
            eGFtcGxlMCAXDTI2MTEyOTE3NTQyOVoYDzIxMjYxMTA1MTc1NDI5WjASMRAwDgYD
            VQQDEwdleGFtcGxlMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE5SPMhR4eO8qF
            ea1bBtJy9IOfaiI6auG1i1L0CROQbagGWiyxcxD+zIgjvF5buIqPfSomY1DaGWVG
            ZVW/wUwt2aMhMB8wHQYDVR0OBBYEFLDFn/8YibvSdpvmyqHKBCmG+oK9MAoGCCqG
            SM49BAMCA0cAMEQCIClPR8yv/Npf8gIm4w1tXGYA0/U6/0n5z+sI1Ur+mIznAiB1
            wR68kSYFKT8x00r4/DrH81QEW4oyzLmobbxQGW2HXQ==
            -----END CERTIFICATE-----
            """;

    private final HandClock clock = new HandClock(NOON);
    private final Statements statements = new Statements(new Directory(), new InMemorySpentAssertions(), clock);
    private int ids;

    /** Some users; a name without a domain is found in the other store, too. */
    private static final class Directory implements Authenticator {
        private final Map<String, Caller> known = Map.of(
                "tom@carbon.super", caller("tom", UserName.SUPER_TENANT),
                "admin@carbon.super", caller("admin", UserName.SUPER_TENANT, Permission.ADMINISTER),
                "help@carbon.super", caller("help", UserName.SUPER_TENANT, Permission.MANAGE_ACCOUNTS),
                "admin@tena.com", caller("admin", "tena.com", Permission.ADMINISTER),
                "ann@tena.com", caller("ann", "tena.com"),
                "CORP/eve@carbon.super", caller("CORP/eve", UserName.SUPER_TENANT),
                "eve@carbon.super", caller("CORP/eve", UserName.SUPER_TENANT));

        private static Caller caller(String name, String tenant, Permission... may) {
            return new Caller(new UserName(tenant, name), Set.of(), may.length == 0 ? Set.of() : Set.of(may[0].path()));
        }

        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            throw new AssertionError("nobody shows a password");
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return Optional.ofNullable(known.get(user.qualified()));
        }
    }

    @Test
    void aUserOfTheRealmIsBelieved() {
        assertThat(said(OURS, "tom")).isEqualTo("tom@carbon.super");
        assertThat(said(OURS, " Tom@carbon.super ")).isEqualTo("tom@carbon.super");
        assertThat(said(OURS, "primary/tom")).isEqualTo("tom@carbon.super");
        assertThat(said(CORP, "eve")).isEqualTo("CORP/eve@carbon.super");
        assertThat(said(CORP, "corp/eve@carbon.super")).isEqualTo("CORP/eve@carbon.super");
        assertThat(said(TENA, "ann")).isEqualTo("ann@tena.com");
        assertThat(said(TENA, "ann@TENA.com")).isEqualTo("ann@tena.com");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "ADMIN",
                "help",
                "admin@tena.com",
                "ann@tena.com",
                "admin-AT-tena.com",
                "nobody",
                "eve",
                "corp/eve",
                "CORP/eve@carbon.super",
                "primary/",
                "primary/admin",
                "@",
                "",
                " ",
                "tom@",
                "@carbon.super",
                "tom\u0000",
                "/tom",
                "tom@carbon.super@tena.com",
                "admin@carbon.super"
            })
    void nobodyElseIs(String subject) {
        assertThatThrownBy(() -> said(OURS, subject)).isInstanceOf(GrantRefused.class);
    }

    @Test
    void aStoreHasItsOwnUsersOnly() {
        for (String subject : new String[] {"tom", "admin", "PRIMARY/tom", "eve@tena.com", "other/eve"}) {
            assertThatThrownBy(() -> said(CORP, subject)).as(subject).isInstanceOf(GrantRefused.class);
        }
        for (String subject : new String[] {"tom", "tom@carbon.super", "admin", "eve"}) {
            assertThatThrownBy(() -> said(TENA, subject)).as(subject).isInstanceOf(GrantRefused.class);
        }
    }

    @Test
    void strangersAndAdministratorsCountWhereTheFileSaysSo() {
        assertThat(said(ANYBODY, "Nobody")).isEqualTo("nobody@carbon.super");
        assertThat(said(ANYBODY, "admin")).isEqualTo("admin@carbon.super");
        for (String subject : new String[] {"admin@tena.com", "nobody@tena.com", "eve", "corp/nobody"}) {
            assertThatThrownBy(() -> said(ANYBODY, subject)).as(subject).isInstanceOf(GrantRefused.class);
        }
    }

    @Test
    void aProviderWhoseFileSaysNothingSpeaksForNobody() {
        assertThatThrownBy(() -> said(null, "tom"))
                .isInstanceOf(GrantRefused.class)
                .hasMessageContaining("UserStoreDomain");
    }

    @Test
    void aStatementCountsOnceAndNotForEver() {
        Statement statement = new Statement("a", "tom", NOON.getEpochSecond() + 300);

        assertThat(Together.count(16, i -> isBelieved(statement))).isOne();
        assertThat(isBelieved(statement)).isFalse();
        assertThat(isBelieved(new Statement("b", "tom", NOON.getEpochSecond() + 25 * 3600)))
                .isFalse();
        assertThat(isBelieved(new Statement("b", "tom", Long.MAX_VALUE))).isFalse();
        assertThat(isBelieved(new Statement("b", "tom", NOON.getEpochSecond() + 300)))
                .isTrue();
    }

    private boolean isBelieved(Statement statement) {
        try {
            statements.spend(issuer(OURS), statement);
            return true;
        } catch (GrantRefused refused) {
            return false;
        }
    }

    private String said(@Nullable Realm realm, String subject) {
        Statement statement = new Statement("id " + ids++, subject, NOON.getEpochSecond() + 300);
        return statements.spend(issuer(realm), statement).qualified();
    }

    private static TrustedIssuer issuer(@Nullable Realm realm) {
        try {
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(CERTIFICATE.getBytes(StandardCharsets.US_ASCII)));
            return new TrustedIssuer("Example", "https://idp.example", "", certificate, realm);
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
