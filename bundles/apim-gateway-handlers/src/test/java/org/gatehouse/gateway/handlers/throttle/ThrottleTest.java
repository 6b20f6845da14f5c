package org.gatehouse.gateway.handlers.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.gateway.handlers.HandClock;
import org.gatehouse.gateway.handlers.fault.Fault;
import org.gatehouse.gateway.handlers.security.Admission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ThrottleTest {
    private static final String CONTEXT = "/phone/1.0.0";
    private static final String CLIENT = "10.0.0.9";

    private final Map<String, Tier> known = new ConcurrentHashMap<>();
    private final HandClock clock = new HandClock();
    private final Throttle throttle = new Throttle(1000, clock, null);

    ThrottleTest() {
        throttle.tiers = new Tiers() {
            @Override
            public List<Tier> offered(String tenant) {
                return List.of();
            }

            @Override
            public Optional<Tier> find(String tenant, String name) {
                return Optional.ofNullable(known.get(tenant + "/" + name));
            }

            @Override
            public Optional<Tier> ofAddress(String tenant, String address) {
                return Optional.ofNullable(known.get(tenant + "/address " + address));
            }

            @Override
            public Optional<Tier> ofApi(String tenant, String context) {
                return Optional.ofNullable(known.get(tenant + "/api " + context));
            }

            @Override
            public int concurrent(String tenant) {
                return tenant.equals("abc.com") ? 2 : 0;
            }

            @Override
            public Set<String> denied(String tenant, Set<String> roles) {
                return Set.of();
            }
        };
        tier("carbon.super", "Two", 2);
        tier("carbon.super", "Three", 3);
        tier("carbon.super", "Five", 5);
        tier("carbon.super", "Unauthenticated", 4);
    }

    @AfterEach
    void close() {
        throttle.close();
    }

    @Test
    void aSubscriptionIsLimitedForEachUserOfAConsumer() {
        assertThat(admitted(10, CONTEXT, key("c1", "ann", "Unlimited", "Two"), "Unlimited"))
                .isEqualTo(2);
        assertThat(admitted(10, CONTEXT, key("c1", "bob", "Unlimited", "Two"), "Unlimited"))
                .isEqualTo(2);
        assertThat(admitted(10, CONTEXT, key("c2", "ann", "Unlimited", "Two"), "Unlimited"))
                .isEqualTo(2);
        assertThat(admitted(10, "/other/1.0.0", key("c1", "ann", "Unlimited", "Two"), "Unlimited"))
                .isEqualTo(2);
    }

    @Test
    void anApplicationIsLimitedOverAllUsersAndApis() {
        assertThat(admitted(2, CONTEXT, key("c1", "ann", "Five", "Unlimited"), "Unlimited"))
                .isEqualTo(2);
        assertThat(admitted(2, "/other/1.0.0", key("c1", "bob", "Five", "Unlimited"), "Unlimited"))
                .isEqualTo(2);
        assertThat(admitted(9, CONTEXT, key("c2", "eve", "Five", "Unlimited"), "Unlimited"))
                .isEqualTo(1);
    }

    @Test
    void aResourceIsLimitedByItsOwnTier() {
        Verdict.Allowed key = key("c1", "ann", "Unlimited", "Unlimited");
        assertThat(admitted(10, CONTEXT, key, "Three")).isEqualTo(3);
        Admission other = new Admission.Keyed(key, new ApiResource("/other", "GET", AuthType.ANY, "Three", null, null));
        assertThat(lets(throttle, CONTEXT, other)).isTrue();
    }

    @Test
    void theFirstLevelThatRefusesEndsTheRow() {
        assertThat(admitted(10, CONTEXT, key("c1", "ann", "Two", "Five"), "Three"))
                .isEqualTo(2);
        // Refused calls are counted nowhere: three of Five are left there.
        assertThat(admitted(10, CONTEXT, key("c1", "ann", "Unlimited", "Five"), "Unlimited"))
                .isEqualTo(3);
    }

    @Test
    void callsWithoutTokenAreLimitedForEachAddress() {
        assertThat(anonymous("10.0.0.1")).isEqualTo(4);
        assertThat(anonymous("10.0.0.2")).isEqualTo(4);
    }

    @Test
    void aClientIsLimitedByItsAddressWhoeverItIs() {
        tier("carbon.super", "address " + CLIENT, 3);
        assertThat(admitted(2, CONTEXT, key("c1", "ann", "Unlimited", "Unlimited"), "Unlimited"))
                .isEqualTo(2);
        assertThat(anonymous("10.0.0.1")).isEqualTo(1);
        assertThat(admitted(5, "/other/1.0.0", key("c1", "ann", "Unlimited", "Unlimited"), "Unlimited"))
                .isEqualTo(3);
    }

    @Test
    void allCallsOfAnApiAreLimitedTogether() {
        tier("carbon.super", "api " + CONTEXT, 3);
        assertThat(admitted(2, CONTEXT, key("c1", "ann", "Unlimited", "Unlimited"), "Unlimited"))
                .isEqualTo(2);
        assertThat(admitted(5, CONTEXT, key("c2", "bob", "Unlimited", "Unlimited"), "Unlimited"))
                .isEqualTo(1);
        assertThat(admitted(5, "/other/1.0.0", key("c2", "bob", "Unlimited", "Unlimited"), "Unlimited"))
                .isEqualTo(5);
    }

    @Test
    void soManyCallsOfAnApiAreUnderWayAtATime() {
        String context = "/t/abc.com/phone/1.0.0";
        Runnable first = throttle.enter(context);
        assertThat(first).isNotNull();
        assertThat(throttle.enter(context)).isNotNull();
        assertThat(throttle.enter(context)).isNull();
        assertThat(throttle.enter("/t/abc.com/other/1.0.0")).isNotNull();
        first.run();
        assertThat(throttle.enter(context)).isNotNull();
        assertThat(throttle.enter(CONTEXT)).isSameAs(Throttle.NOTHING);
    }

    @Test
    void countingGoesOnWhereTheBundleHasEnded(@TempDir Path folder) throws Exception {
        LedgerFile file = new LedgerFile(folder.resolve("throttle"));
        Throttle before = new Throttle(1000, new HandClock(), file);
        before.tiers = throttle.tiers;
        Admission admission = new Admission.Keyed(
                key("c1", "ann", "Unlimited", "Two"),
                new ApiResource("/number", "GET", AuthType.ANY, "Unlimited", null, null));
        assertThat(lets(before, CONTEXT, admission)).isTrue();
        before.close();

        Throttle after = new Throttle(1000, new HandClock(), file);
        after.tiers = throttle.tiers;
        assertThat(lets(after, CONTEXT, admission)).isTrue();
        assertThat(lets(after, CONTEXT, admission)).isFalse();
        after.close();

        Files.writeString(folder.resolve("throttle"), "damaged");
        Throttle anew = new Throttle(1000, new HandClock(), file);
        anew.tiers = throttle.tiers;
        assertThat(lets(anew, CONTEXT, admission)).isTrue();
        anew.close();
    }

    @Test
    void aTierThatThePolicyDoesNotKnowLimitsNothing() {
        assertThat(admitted(10, CONTEXT, key("c1", "ann", "Gone", "Gone"), "Gone"))
                .isEqualTo(10);
    }

    @Test
    void anApiOfATenantIsLimitedByItsTenantsTiersAndTheApplicationByTheSuperTenants() {
        tier("abc.com", "Two", 1);
        assertThat(admitted(9, "/t/abc.com/phone/1.0.0", key("c1", "ann", "Unlimited", "Two"), "Unlimited"))
                .isEqualTo(1);
        assertThat(admitted(9, "/t/abc.com/phone/1.0.0", key("c2", "bob", "Two", "Unlimited"), "Unlimited"))
                .isEqualTo(2);
    }

    @Test
    void anEditedTierIsInForceAtOnce() {
        Verdict.Allowed key = key("c1", "ann", "Unlimited", "Two");
        assertThat(admitted(9, CONTEXT, key, "Unlimited")).isEqualTo(2);
        tier("carbon.super", "Two", 6);
        assertThat(admitted(9, CONTEXT, key, "Unlimited")).isEqualTo(4);
    }

    @Test
    void withoutPolicyOrAdmissionNothingGoesThrough() {
        Admission denied = new Admission.Denied(Fault.THROTTLED_OUT);
        assertThat(lets(throttle, CONTEXT, denied)).isFalse();
        throttle.tiers = null;
        assertThat(admitted(3, CONTEXT, key("c1", "ann", "Unlimited", "Unlimited"), "Unlimited"))
                .isZero();
    }

    @Test
    void whatIsKnownCountsOnWhileTheTiersAreAway() {
        Tiers known = Objects.requireNonNull(throttle.tiers);
        throttle.unbindTiers(known);
        assertThat(admitted(9, CONTEXT, key("c1", "ann", "Unlimited", "Two"), "Unlimited"))
                .isEqualTo(2);
    }

    @Test
    void tiersThatCannotBeAskedForAreWaitedForAMoment() {
        Tiers known = Objects.requireNonNull(throttle.tiers);
        Verdict.Allowed key = key("c1", "ann", "Unlimited", "Two");
        throttle.tiers = null;
        assertThat(throttle.isAwayForAMoment(CONTEXT)).isFalse();
        assertThat(admitted(1, CONTEXT, key, "Unlimited")).isZero();
        clock.advance(Duration.ofSeconds(14));
        assertThat(admitted(1, CONTEXT, key, "Unlimited")).isZero();
        assertThat(throttle.isAwayForAMoment(CONTEXT)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.isAwayForAMoment(CONTEXT)).isFalse();

        throttle.tiers = known;
        assertThat(admitted(1, CONTEXT, key, "Unlimited")).isOne();
        assertThat(throttle.isAwayForAMoment(CONTEXT)).isFalse();
        throttle.tiers = null;
        assertThat(admitted(1, CONTEXT, key, "Unlimited")).isZero();
        assertThat(throttle.isAwayForAMoment(CONTEXT)).isTrue();
        assertThat(throttle.isAwayForAMoment("/t/abc.com/phone/1.0.0")).isFalse();
    }

    @Test
    void howManyMayBeUnderWayIsWaitedForToo() {
        Throttle broken = ThrottleFixture.unreadable();
        assertThatThrownBy(() -> broken.enter(CONTEXT)).isInstanceOf(Unavailable.class);
        assertThat(broken.isAwayForAMoment(CONTEXT)).isTrue();
        broken.close();
    }

    private static boolean lets(Throttle throttle, String context, Admission admission) {
        Charge charge = throttle.charge(context, CLIENT, admission);
        return charge != null && throttle.take(charge) == null;
    }

    private int admitted(int calls, String context, Verdict.Allowed key, String resourceTier) {
        Admission admission =
                new Admission.Keyed(key, new ApiResource("/number", "GET", AuthType.ANY, resourceTier, null, null));
        return count(calls, context, admission);
    }

    private int anonymous(String client) {
        return count(
                10,
                CONTEXT,
                new Admission.Anonymous(
                        client, new ApiResource("/open", "GET", AuthType.NONE, "Unlimited", null, null)));
    }

    private int count(int calls, String context, Admission admission) {
        int admitted = 0;
        for (int i = 0; i < calls; i++) {
            admitted += lets(throttle, context, admission) ? 1 : 0;
        }
        return admitted;
    }

    private void tier(String tenant, String name, long count) {
        known.put(tenant + "/" + name, new Tier(name, name, count, Duration.ofMinutes(1), Map.of()));
    }

    private static Verdict.Allowed key(String consumer, String user, String applicationTier, String tier) {
        return new Verdict.Allowed(
                "Phone",
                "admin",
                consumer,
                "7",
                "First",
                applicationTier,
                "admin",
                tier,
                KeyType.PRODUCTION,
                user,
                null,
                Set.of(),
                null);
    }
}
