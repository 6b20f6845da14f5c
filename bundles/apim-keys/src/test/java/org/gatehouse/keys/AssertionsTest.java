package org.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscribedKey;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.tls.TenantSigning;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryTenants;
import org.gatehouse.testkit.SelfSigned;
import org.junit.jupiter.api.Test;

final class AssertionsTest {
    private static final InstantSource NOON = InstantSource.fixed(Fixtures.NOON);
    private static final KeyRequest REQUEST =
            new KeyRequest("/phone/1.0.0", "1.0.0", "t", AuthType.ANY, null, "/*", "GET");

    private static final KeyStore.PrivateKeyEntry signer = SelfSigned.rsa().entry();

    @Test
    void theBodyHasItsMembersInOrder() {
        String[] parts = assertions(true, true, false)
                .about(token(true), key("My app"), REQUEST)
                .split("\\.");
        assertThat(text(parts[1]))
                .isEqualTo("{\"iss\":\"wso2.org/products/am\",\"exp\":"
                        + Fixtures.NOON.plusSeconds(900).toEpochMilli() + ","
                        + "\"http://wso2.org/claims/subscriber\":\"admin\","
                        + "\"http://wso2.org/claims/applicationid\":\"7\","
                        + "\"http://wso2.org/claims/applicationname\":\"My app\","
                        + "\"http://wso2.org/claims/applicationtier\":\"Unlimited\","
                        + "\"http://wso2.org/claims/apicontext\":\"/phone/1.0.0\","
                        + "\"http://wso2.org/claims/version\":\"1.0.0\","
                        + "\"http://wso2.org/claims/tier\":\"Gold\","
                        + "\"http://wso2.org/claims/keytype\":\"PRODUCTION\","
                        + "\"http://wso2.org/claims/usertype\":\"APPLICATION_USER\","
                        + "\"http://wso2.org/claims/enduser\":\"tom@carbon.super\","
                        + "\"http://wso2.org/claims/enduserTenantId\":\"-1234\"}");
    }

    @Test
    void theSignatureHoldsAndNamesItsCertificate() throws Exception {
        String[] parts = assertions(true, true, false)
                .about(token(true), key("My app"), REQUEST)
                .split("\\.");
        byte[] hash = MessageDigest.getInstance("SHA-1")
                .digest(signer.getCertificate().getEncoded());
        String thumbprint = Base64.getEncoder()
                .encodeToString(HexFormat.of().formatHex(hash).getBytes(StandardCharsets.US_ASCII));
        assertThat(text(parts[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5t\":\"" + thumbprint + "\"}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(signer.getCertificate());
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void withoutASignatureItEndsWithTheSecondDot() {
        String assertion = assertions(true, false, false).about(token(true), key("My app"), REQUEST);
        assertThat(assertion).endsWith(".");
        assertThat(text(assertion.split("\\.")[0])).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"none\"}");
    }

    @Test
    void whatAnApplicationIsCalledBecomesNoOtherClaim() {
        String assertion = assertions(true, false, false).about(token(true), key("x\",\"admin\":\"yes\\"), REQUEST);
        assertThat(text(assertion.split("\\.")[1])).contains(":\"x\\\",\\\"admin\\\":\\\"yes\\\\\",");
    }

    @Test
    void theOwnerOfAnApplicationCanBeLeftOut() {
        assertThat(text(assertions(true, false, true)
                        .about(token(false), key("My app"), REQUEST)
                        .split("\\.")[1]))
                .contains("\"APPLICATION\"")
                .doesNotContain("enduser");
    }

    @Test
    void noneAreMadeUntilSomebodyWantsThem() {
        assertThat(assertions(false, true, false).about(token(true), key("My app"), REQUEST))
                .isNull();
    }

    @Test
    void withoutAKeyTheCallIsNotAllowed() {
        TenantSigning none = tenant -> {
            throw new Unavailable("no key");
        };
        Assertions assertions =
                new Assertions(rules(true, true, false), none, new Memories(), new InMemoryTenants(), NOON);
        assertThatThrownBy(() -> assertions.about(token(true), key("My app"), REQUEST))
                .isInstanceOf(Unavailable.class);
    }

    @Test
    void whatSomebodyKnowsOfTheUserIsToldAndReplacesNothing() {
        Assertions assertions = knowing("retriever");
        assertions.add(
                (user, dialect) -> Map.of(
                        dialect + "/emailaddress",
                        user.name() + "\"@example.org",
                        dialect + "/subscriber",
                        "somebody else"),
                Map.of("apim.name", "retriever"));

        assertThat(text(assertions.about(token(true), key("My app"), REQUEST).split("\\.")[1]))
                .endsWith(",\"http://wso2.org/claims/emailaddress\":\"LDAP/tom\\\"@example.org\"}")
                .contains("\"http://wso2.org/claims/subscriber\":\"admin\"")
                .doesNotContain("somebody else");
    }

    @Test
    void withoutHimWhoShouldKnowTheCallIsNotAllowed() {
        assertThatThrownBy(() -> knowing("absent").about(token(true), key("My app"), REQUEST))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("absent");
    }

    private static Assertions knowing(String retriever) {
        return new Assertions(
                new Assertions.Rules(true, "http://wso2.org/claims", retriever, false, Duration.ofMinutes(15), false),
                tenant -> signer,
                new Memories(),
                new InMemoryTenants(),
                NOON);
    }

    private static Assertions assertions(boolean enabled, boolean signed, boolean withoutApplicationUser) {
        return new Assertions(
                rules(enabled, signed, withoutApplicationUser),
                tenant -> signer,
                new Memories(),
                new InMemoryTenants(),
                NOON);
    }

    private static Assertions.Rules rules(boolean enabled, boolean signed, boolean withoutApplicationUser) {
        return new Assertions.Rules(
                enabled, "http://wso2.org/claims", "", signed, Duration.ofMinutes(15), withoutApplicationUser);
    }

    private static String text(String part) {
        return new String(Base64.getDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static AccessToken token(boolean ofUser) {
        return new AccessToken(
                "t",
                null,
                "c",
                new UserName(UserName.SUPER_TENANT, "LDAP/tom"),
                ofUser,
                new TreeSet<>(),
                Fixtures.NOON,
                null,
                AccessToken.State.ACTIVE);
    }

    private static SubscribedKey key(String application) {
        return new SubscribedKey(
                new ApplicationKey(7, KeyType.PRODUCTION, "c", Set.of()),
                new Application(7, Fixtures.ADMIN, application, "Unlimited", "", "", ApplicationStatus.APPROVED, 1),
                new Subscription(1, Fixtures.PHONE_ID, 7, "Gold", SubscriptionStatus.UNBLOCKED));
    }
}
