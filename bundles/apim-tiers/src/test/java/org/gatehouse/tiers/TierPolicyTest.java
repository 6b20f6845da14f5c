package org.gatehouse.tiers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.throttle.PolicyEdit;
import org.gatehouse.domain.tier.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TierPolicyTest {
    private static final String HEAD = "<wsp:Policy xmlns:wsp=\"http://schemas.xmlsoap.org/ws/2004/09/policy\""
            + " xmlns:throttle=\"http://www.wso2.org/products/wso2commons/throttle\">\n"
            + "<throttle:MediatorThrottleAssertion>\n";
    private static final String TAIL = "</throttle:MediatorThrottleAssertion></wsp:Policy>";

    private static String tier(String id, String count, String unit) {
        return "<wsp:Policy>" + id + "<wsp:Policy><throttle:Control><wsp:Policy>\n<throttle:MaximumCount>" + count
                + "</throttle:MaximumCount>\n<throttle:UnitTime>" + unit
                + "</throttle:UnitTime><wsp:Policy><throttle:Attributes><throttle:PaymentPlan>monthly</throttle:PaymentPlan>"
                + "</throttle:Attributes></wsp:Policy></wsp:Policy></throttle:Control></wsp:Policy></wsp:Policy>";
    }

    private static String id(String type, String name) {
        return "<throttle:ID throttle:type=\"" + type + "\" throttle:displayName=\"Platinum\">" + name
                + "</throttle:ID>";
    }

    @Test
    void aTierHasItsFiguresNameAndAttributes() {
        var tiers = TierPolicy.read(HEAD + tier(id("ROLE", "Plat"), "50", "60000") + TAIL)
                .tiers();
        assertThat(tiers).containsOnlyKeys("Plat");
        assertThat(tiers.get("Plat").count()).isEqualTo(50);
        assertThat(tiers.get("Plat").unit()).isEqualTo(Duration.ofMinutes(1));
        assertThat(tiers.get("Plat").displayName()).isEqualTo("Platinum");
        assertThat(tiers.get("Plat").attributes()).containsEntry("PaymentPlan", "monthly");
    }

    @Test
    void severalNamesShareTheFigures() {
        assertThat(TierPolicy.read(HEAD + tier(id("ROLE", "A, B"), "5", "1000") + TAIL)
                        .tiers())
                .containsOnlyKeys("A", "B");
    }

    @Test
    void aLimitOnConcurrentCallsMayStandBesideTheTiers() {
        TierPolicy policy =
                TierPolicy.read(HEAD + "<throttle:MaximumConcurrentAccess>10</throttle:MaximumConcurrentAccess>"
                        + tier(id("ROLE", "Plat"), "5", "1000") + TAIL);
        assertThat(policy.tiers()).containsOnlyKeys("Plat");
        assertThat(policy.concurrent()).isEqualTo(10);
    }

    @Test
    void clientsAreLimitedByTheirAddresses() {
        TierPolicy policy = TierPolicy.read(HEAD
                + tier(id("IP", "other"), "2", "60000")
                + tier(id("IP", "10.1.0.5 - 10.1.1.7"), "5", "1000")
                + tier(id("IP", "2001:db8::/32"), "7", "1000")
                + tier(id("IP", "127.0.0.1"), "1", "60000")
                + tier(id("DOMAIN", "*.example.org"), "9", "1000")
                + TAIL);

        assertThat(policy.tiers()).isEmpty();
        assertThat(limit(policy, "127.0.0.1")).isEqualTo(1);
        assertThat(limit(policy, "10.1.0.5")).isEqualTo(5);
        assertThat(limit(policy, "10.1.1.7")).isEqualTo(5);
        assertThat(limit(policy, "10.1.1.8")).isEqualTo(2);
        assertThat(limit(policy, "2001:db8:ffff::1")).isEqualTo(7);
        assertThat(limit(policy, "2001:db9::1")).isEqualTo(2);
        assertThat(limit(policy, "localhost"))
                .as("no address, and not looked up")
                .isEqualTo(2);
        assertThat(TierPolicy.read(HEAD + TAIL).ofAddress("127.0.0.1")).isEmpty();
        assertThatThrownBy(() -> TierPolicy.read(HEAD + tier(id("IP", "10.0.0.9-10.0.0.1"), "2", "1") + TAIL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line 3", "10.0.0.9-10.0.0.1");
    }

    private static long limit(TierPolicy policy, String address) {
        return policy.ofAddress(address).orElseThrow().count();
    }

    @Test
    void allCallsOfAnApiMayBeLimitedTogether() {
        TierPolicy policy = TierPolicy.read(
                HEAD + tier(id("API", "/phone/1.0.0"), "3", "1000") + tier(id("API", "/phone"), "9", "1000") + TAIL);

        assertThat(policy.tiers()).isEmpty();
        assertThat(policy.ofApi("/phone/1.0.0").orElseThrow().count()).isEqualTo(3);
        assertThat(policy.ofApi("/phone/2.0.0").orElseThrow().count()).isEqualTo(9);
        assertThat(policy.ofApi("/other/1.0.0")).isEmpty();
        assertThatThrownBy(() -> TierPolicy.read(HEAD + tier(id("API", "phone"), "3", "1000") + TAIL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line 3: API phone");
    }

    @Test
    void aTierMayHaveMoreLimitsThanOne() {
        String xml = HEAD
                + tier(id("ROLE", "Plat"), "50", "60000")
                        .replace(
                                "</throttle:Attributes>",
                                "<throttle:WindowType>sliding</throttle:WindowType><throttle:MaximumBytes>900</throttle:MaximumBytes>"
                                        + "<throttle:BurstCount>5</throttle:BurstCount>"
                                        + "<throttle:BurstTime>2000</throttle:BurstTime>"
                                        + "<throttle:QuotaPerDay>100</throttle:QuotaPerDay>"
                                        + "<throttle:QuotaPerMonth>1000</throttle:QuotaPerMonth></throttle:Attributes>")
                + TAIL;

        var tier = TierPolicy.read(xml).tiers().get("Plat");

        assertThat(tier.limits())
                .extracting(Limit::toString)
                .containsExactly(
                        "50 in any 60000 ms",
                        "900 bytes in any 60000 ms",
                        "5 in any 2000 ms",
                        "100 a day",
                        "1000 a month");
        assertThat(tier.attributes()).containsEntry("QuotaPerDay", "100");
        assertThatThrownBy(() -> TierPolicy.read(xml.replace(">5</throttle:BurstCount", ">few</throttle:BurstCount")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("tier Plat: BurstCount: few");
    }

    @ParameterizedTest
    @CsvSource({
        "many, 60000, MaximumCount: many",
        "-1, 60000, MaximumCount: -1",
        "99999999999, 1, MaximumCount",
        "5, 0, UnitTime: 0"
    })
    void wrongFiguresAreRefusedWithTheirLine(String count, String unit, String said) {
        assertThatThrownBy(() -> TierPolicy.read(HEAD + tier(id("ROLE", "X"), count, unit) + TAIL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line ")
                .hasMessageContaining(said);
    }

    @Test
    void aTierWithoutFiguresIsRefused() {
        assertThatThrownBy(() -> TierPolicy.read(HEAD + "<wsp:Policy>" + id("ROLE", "X") + "</wsp:Policy>" + TAIL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line 3")
                .hasMessageContaining("MaximumCount");
    }

    @Test
    void brokenXmlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> TierPolicy.read(HEAD + "<wsp:Policy>" + TAIL))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("line 3");
    }

    @Test
    void entitiesAreNotResolved() {
        String evil = "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>\n" + HEAD
                + tier(id("ROLE", "&e;"), "1", "1") + TAIL;
        assertThatThrownBy(() -> TierPolicy.read(evil)).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> PolicyEdit.of(evil)).isInstanceOf(Invalid.class);
    }

    @Test
    void theShippedTiersCanBeRead() throws Exception {
        try (var in = RegistryTiers.class.getResourceAsStream("tiers.xml")) {
            assertThat(TierPolicy.read(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                            .tiers())
                    .containsOnlyKeys("Bronze", "Gold", "Silver", "Unauthenticated");
        }
    }
}
