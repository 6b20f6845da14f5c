package org.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.ADMIN;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
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

    @Test
    void oneOfThisServerIsForAUserWhoHasThePermission() {
        Set<String> wanted = Set.of("apim:api_view", "apim:api_create", "apim:api_publish");
        UserName ann = UserName.parse("ann");

        assertThat(policy.granted("key", new Caller(ann, Set.of(), Set.of(Permission.CREATE_APIS.path())), wanted))
                .containsExactly("apim:api_create", "apim:api_view");
        assertThat(policy.granted("key", new Caller(ann, Set.of(), Set.of(Permission.PUBLISH_APIS.path())), wanted))
                .containsExactly("apim:api_publish", "apim:api_view");
        assertThat(policy.granted("key", new Caller(ann, Set.of(), Set.of(Permission.SUBSCRIBE.path())), wanted))
                .containsExactly("default");
        assertThat(policy.granted("key", Fixtures.ADMIN_CALLER, Set.of("apim:api_view", "other")))
                .containsExactly("apim:api_view");
    }

    /** Neither for its owner's roles nor because an API has a scope of that name. */
    @Test
    void noneOfThisServerIsForAnApplicationOrByAnApi() {
        apis.add(
                Fixtures.api(Fixtures.PHONE_ID, "/phone/{version}")
                        .withScopes(List.of(new Scope("apim:api_publish", "Mine", "", Set.of()))),
                Fixtures.creation());
        subscriptions.add(new Subscription(0, Fixtures.PHONE_ID, shop, "Gold", SubscriptionStatus.UNBLOCKED));
        subscriptions.saveKey(new ApplicationKey(shop, KeyType.PRODUCTION, "key", Set.of()));

        assertThat(policy.granted("key", Set.of("admin"), Set.of("apim:api_publish")))
                .containsExactly("default");
        assertThat(policy.granted(
                        "key", new Caller(UserName.parse("ann"), Set.of("any"), Set.of()), Set.of("apim:api_publish")))
                .containsExactly("default");
    }
}
