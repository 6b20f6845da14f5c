package org.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StoreTest {
    private static final UserName BOB = new UserName(Fixtures.TENANT, "bob");
    private static final Caller CALLER = new Caller(BOB, Set.of("poor"), Set.of(Permission.SUBSCRIBE.path()));
    private static final ApiId PHONE = Fixtures.PHONE_ID;

    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryApplications applications = new InMemoryApplications();
    private final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
    private final KeyManagers keys = new KeyManagers();
    private final List<String> forgotten = new ArrayList<>();
    private final Store store = new Store(apis, applications, subscriptions, new TwoTiers(), keys, false, false);

    @BeforeEach
    void anApiIsPublished() {
        apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        keys.addMemory(new Memory(forgotten));
    }

    @Test
    void whoeverSignsInHasTheDefaultApplication() {
        store.signIn(CALLER);
        store.signIn(CALLER);
        assertThat(store.applications(CALLER))
                .extracting(Application::name, Application::tier)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("DefaultApplication", "Unlimited"));
    }

    @Test
    void whoMayNotSubscribeDoesNotComeIn() {
        Caller stranger = new Caller(BOB, Set.of(), Set.of());
        assertThatThrownBy(() -> store.signIn(stranger)).isInstanceOf(Forbidden.class);
    }

    @Test
    void onlyTheNewestPublishedVersionIsOffered() {
        apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "PhoneVerification", "1.10.0"), "/phone/{version}"), step());
        apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "PhoneVerification", "1.9.0"), "/phone/{version}"), step());
        apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Fax", "1.0.0"), "/fax/{version}")
                        .withStatus(ApiStatus.CREATED),
                step());
        assertThat(store.offered(null, Fixtures.TENANT))
                .extracting(api -> api.id().version())
                .containsExactly("1.10.0");
    }

    @Test
    void restrictedApisAreSeenByTheirRolesOnly() {
        ApiId id = new ApiId(Fixtures.ADMIN, "Fax", "1.0.0");
        apis.add(visible(id, new Visibility(Visibility.Level.RESTRICTED, Set.of("rich"))), step());
        Caller rich = new Caller(BOB, Set.of("rich"), CALLER.permissions());
        assertThat(store.offered(CALLER, Fixtures.TENANT)).hasSize(1);
        assertThat(store.offered(rich, Fixtures.TENANT)).hasSize(2);
        assertThatThrownBy(() -> store.api(CALLER, id)).isInstanceOf(NotFound.class);
    }

    @Test
    void subscribingTellsTheGateways() {
        Application app = store.addApplication(CALLER, "App", "Unlimited", "", "");
        subscriptions.saveKey(new ApplicationKey(app.id(), KeyType.PRODUCTION, "key1", Set.of()));
        Subscription made = store.subscribe(CALLER, app, PHONE, "Gold");
        assertThat(made.status()).isEqualTo(SubscriptionStatus.UNBLOCKED);
        assertThat(store.subscriptions(app)).containsExactly(made);
        assertThat(forgotten).containsExactly("key1");
        store.unsubscribe(CALLER, app, PHONE);
        assertThat(store.subscriptions(app)).isEmpty();
        assertThat(forgotten).containsExactly("key1", "key1");
    }

    @Test
    void theSameApiTwiceAtOneTierIsAConflict() {
        Application app = store.addApplication(CALLER, "App", "Unlimited", "", "");
        store.subscribe(CALLER, app, PHONE, "Gold");
        assertThatThrownBy(() -> store.subscribe(CALLER, app, PHONE, "Gold"))
                .isInstanceOf(Conflict.class)
                .hasMessage("Error while adding subscription for user: bob. Reason: Subscription already exists for API"
                        + " PhoneVerification in Application " + app.id());
        store.subscribe(CALLER, app, PHONE, "Unlimited");
        assertThat(store.subscriptions(app)).hasSize(2);
    }

    @Test
    void aTierThatTheApiDoesNotOfferIsRefused() {
        Application app = store.addApplication(CALLER, "App", "Unlimited", "", "");
        assertThatThrownBy(() -> store.subscribe(CALLER, app, PHONE, "Silver"))
                .isInstanceOf(Invalid.class)
                .hasMessageEndingWith("Reason: Tier Silver is not allowed for API PhoneVerification-1.0.0."
                        + " Only [Gold, Unlimited] Tiers are alllowed.");
    }

    @Test
    void aTierThatIsDeniedToTheUserIsRefused() {
        Caller denied = new Caller(BOB, Set.of("denied"), CALLER.permissions());
        Application app = store.addApplication(denied, "App", "Unlimited", "", "");
        assertThatThrownBy(() -> store.subscribe(denied, app, PHONE, "Gold"))
                .isInstanceOf(Forbidden.class)
                .hasMessageEndingWith("Tier Gold is not allowed for user bob");
        assertThat(store.tiers(denied)).extracting(Tier::name).containsExactly("Unlimited");
    }

    @Test
    void onlyPublishedApisTakeSubscriptions() {
        Application app = store.addApplication(CALLER, "App", "Unlimited", "", "");
        for (ApiStatus status : List.of(ApiStatus.CREATED, ApiStatus.DEPRECATED, ApiStatus.BLOCKED)) {
            ApiId id = new ApiId(Fixtures.ADMIN, "Api" + status, "1.0.0");
            apis.add(Fixtures.api(id, "/" + status + "/{version}").withStatus(status), step());
            assertThatThrownBy(() -> store.subscribe(CALLER, app, id, "Gold"))
                    .isInstanceOf(Invalid.class)
                    .hasMessageEndingWith("Subscriptions not allowed on APIs in the state: " + status);
        }
    }

    @Test
    void applicationNamesAreUniqueForTheirOwner() {
        store.addApplication(CALLER, "App", "Unlimited", "", "");
        assertThatThrownBy(() -> store.addApplication(CALLER, "App", "Gold", "", ""))
                .isInstanceOf(Conflict.class)
                .hasMessage("A duplicate application already exists by the name - App");
        store.addApplication(CALLER, "Other", "Unlimited", "", "");
        assertThatThrownBy(() -> store.updateApplication(CALLER, "Other", "App", "Gold", "", ""))
                .isInstanceOf(Conflict.class)
                .hasMessage("An application already exist by the name App");
    }

    @Test
    void othersApplicationsAreNotFound() {
        Application hers = applications.add(Fixtures.application("Hers"));
        assertThatThrownBy(() -> store.application(CALLER, hers.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> store.application(CALLER, "Hers")).isInstanceOf(NotFound.class);
    }

    @Test
    void withoutAKeyManagerThereAreNoKeys() {
        Application app = store.addApplication(CALLER, "App", "Unlimited", "", "");
        KeyOrder order = new KeyOrder(app, KeyType.PRODUCTION, "", Set.of(), null, null, new TreeSet<>());
        assertThatThrownBy(() -> store.generateKey(CALLER, order)).isInstanceOf(Unavailable.class);
    }

    @Test
    void apisThatAreNotOutAreNotShown() {
        for (ApiStatus status : List.of(ApiStatus.CREATED, ApiStatus.RETIRED)) {
            ApiId id = new ApiId(Fixtures.ADMIN, "Api" + status, "1.0.0");
            apis.add(Fixtures.api(id, "/" + status + "/{version}").withStatus(status), step());
            assertThatThrownBy(() -> store.api(null, id)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void othersApplicationsAreNotSubscribedOrGivenKeys() {
        Application hers = applications.add(Fixtures.application("Hers"));
        assertThatThrownBy(() -> store.subscribe(CALLER, hers, PHONE, "Gold")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> store.unsubscribe(CALLER, hers, PHONE)).isInstanceOf(NotFound.class);
        KeyOrder order = new KeyOrder(hers, KeyType.PRODUCTION, "", Set.of(), null, null, new TreeSet<>());
        assertThatThrownBy(() -> store.generateKey(CALLER, order)).isInstanceOf(NotFound.class);
    }

    @Test
    void aBlockedSubscriptionIsNotGotAroundByAnotherOne() {
        Application app = store.addApplication(CALLER, "App", "Unlimited", "", "");
        store.subscribe(CALLER, app, PHONE, "Gold");
        subscriptions.setStatus(PHONE, app.id(), SubscriptionStatus.BLOCKED);
        assertThatThrownBy(() -> store.subscribe(CALLER, app, PHONE, "Unlimited"))
                .isInstanceOf(Invalid.class)
                .hasMessageEndingWith(
                        "Subscription to API PhoneVerification through application " + app.id() + " was blocked");
    }

    @Test
    void anApplicationKeepsItsTierWhenNoneIsGiven() {
        store.addApplication(CALLER, "App", "Gold", "", "");
        assertThat(store.updateApplication(CALLER, "App", "App", "", "", "").tier())
                .isEqualTo("Gold");
    }

    @Test
    void aTierIsOneInForceThatTheCallerMayUse() {
        for (String unknown : List.of("NoSuchTier", "gold", "Unauthenticated", "Gold,Unlimited")) {
            assertThatThrownBy(() -> store.addApplication(CALLER, "App", unknown, "", ""))
                    .isInstanceOf(Invalid.class)
                    .hasMessage("Specified tier " + unknown + " does not exist");
        }
        Caller denied = new Caller(CALLER.user(), Set.of("denied"), CALLER.permissions());
        assertThatThrownBy(() -> store.addApplication(denied, "App", "Gold", "", ""))
                .isInstanceOf(Forbidden.class);
        assertThat(store.addApplication(CALLER, "App", "Gold", "", "").tier()).isEqualTo("Gold");

        assertThatThrownBy(() -> store.updateApplication(CALLER, "App", "App", "NoSuchTier", "", ""))
                .isInstanceOf(Invalid.class);
        assertThat(store.updateApplication(denied, "App", "Renamed", "Gold", "", "")
                        .tier())
                .as("as it was")
                .isEqualTo("Gold");
        store.updateApplication(denied, "Renamed", "Renamed", "Unlimited", "", "");
        assertThatThrownBy(() -> store.updateApplication(denied, "Renamed", "Renamed", "Gold", "", ""))
                .isInstanceOf(Forbidden.class);
    }

    private static org.gatehouse.domain.catalog.Transition step() {
        return Fixtures.creation();
    }

    private static Api visible(ApiId id, Visibility visibility) {
        Api api = Fixtures.api(id, "/" + id.name() + "/{version}");
        return new Api(
                api.id(),
                api.contextTemplate(),
                api.status(),
                api.description(),
                visibility,
                api.availability(),
                api.backend(),
                api.transports(),
                api.tiers(),
                api.resources(),
                api.scopes(),
                api.mediation(),
                api.defaultVersion(),
                api.environments(),
                api.lastUpdated());
    }

    /** Notes the consumers that are forgotten. */
    private record Memory(List<String> forgotten) implements KeyMemory {
        @Override
        public void forgetToken(String accessToken) {}

        @Override
        public void forgetConsumer(String consumerKey) {
            forgotten.add(consumerKey);
        }

        @Override
        public void forgetApi(String context) {}

        @Override
        public void forgetAll() {}
    }

    /** Gold, which is denied to the role of that name, and Unlimited. */
    private static final class TwoTiers implements Tiers {
        private static final Tier GOLD = new Tier("Gold", "Gold", 20, Duration.ofMinutes(1), Map.of());

        @Override
        public List<Tier> offered(String tenant) {
            return List.of(GOLD, Tier.UNLIMITED);
        }

        @Override
        public Optional<Tier> find(String tenant, String name) {
            return offered(tenant).stream()
                    .filter(tier -> tier.name().equals(name))
                    .findFirst();
        }

        @Override
        public Set<String> denied(String tenant, Set<String> roles) {
            return roles.contains("denied") ? Set.of("Gold") : Set.of();
        }
    }
}
