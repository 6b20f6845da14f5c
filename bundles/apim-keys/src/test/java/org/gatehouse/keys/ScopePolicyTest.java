package org.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.ADMIN;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.junit.jupiter.api.Test;

class ScopePolicyTest {
    private static final TokenRules RULES = new TokenRules(
            "default", List.of(), Duration.ofHours(1), Duration.ofHours(1), Duration.ofDays(1), Duration.ofMinutes(5));

    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryApplications applications = new InMemoryApplications();
    private final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
    private final ScopePolicy policy = new ScopePolicy(subscriptions, () -> RULES);
    private final long shop = applications.add(Fixtures.application("Shop")).id();

    private void subscribed(String version, String role) {
        ApiId id = new ApiId(ADMIN, "Phone", version);
        apis.add(
                Fixtures.api(id, "/phone/{version}").withScopes(List.of(new Scope("pay", "Pay", "", Set.of(role)))),
                Fixtures.creation());
        subscriptions.add(new Subscription(0, id, shop, "Gold", SubscriptionStatus.UNBLOCKED));
        subscriptions.saveKey(new ApplicationKey(shop, KeyType.PRODUCTION, "key", Set.of()));
    }

    @Test
    void aScopeIsForWhoHasARoleOfIt() {
        subscribed("1", "cashier");

        assertThat(policy.granted("key", Set.of("cashier", "guest"), Set.of("pay")))
                .containsExactly("pay");
        assertThat(policy.granted("key", Set.of("guest"), Set.of("pay"))).containsExactly("default");
    }

    @Test
    void oneOfSeveralVersionsIsForWhoTheLastOneSays() {
        subscribed("1", "cashier");
        subscribed("2", "manager");

        assertThat(policy.granted("key", Set.of("manager"), Set.of("pay"))).containsExactly("pay");
        assertThat(policy.granted("key", Set.of("cashier"), Set.of("pay"))).containsExactly("default");
    }
}
