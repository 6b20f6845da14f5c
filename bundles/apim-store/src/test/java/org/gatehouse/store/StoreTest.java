package org.gatehouse.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.registry.RegistryFile;
import org.gatehouse.domain.registry.WorkflowExtensions;
import org.gatehouse.domain.subscription.AlreadySubscribed;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.ApplicationTaken;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.NotSubscribable;
import org.gatehouse.domain.subscription.OnlyAdvertised;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.TierNotOffered;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.TierDenied;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.domain.tier.UnknownTier;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemoryRegistry;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;
import org.gatehouse.testkit.Together;
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
    private final InMemoryConsumers consumers = new InMemoryConsumers();
    private final InMemoryTokens tokens = new InMemoryTokens(consumers);
    private final Catalogue catalogue = new Catalogue(apis, false, false);
    private final MyApplications mine = new MyApplications(applications, subscriptions, new TwoTiers(), keys);
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Subscribing subscribing =
            new Subscribing(apis, applications, subscriptions, new TwoTiers(), registry, keys);
    private final ApplicationKeys issued = new ApplicationKeys(applications, subscriptions, consumers, tokens, keys);

    @BeforeEach
    void anApiIsPublished() {
        apis.add(Fixtures.phoneVerification(), Fixtures.creation());
        keys.addMemory(new Memory(forgotten));
    }

    @Test
    void whoeverSignsInHasTheDefaultApplication() {
        mine.signIn(CALLER);
        mine.signIn(CALLER);
        assertThat(mine.all(CALLER))
                .extracting(Application::name, Application::tier)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("DefaultApplication", "Unlimited"));
    }

    @Test
    void whoMayNotSubscribeDoesNotComeIn() {
        Caller stranger = new Caller(BOB, Set.of(), Set.of());
        assertThatThrownBy(() -> mine.signIn(stranger)).isInstanceOf(Forbidden.class);
    }

    @Test
    void onlyTheNewestPublishedVersionIsOffered() {
        apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "PhoneVerification", "1.10.0"), "/phone/{version}"), step());
        apis.add(Fixtures.api(new ApiId(Fixtures.ADMIN, "PhoneVerification", "1.9.0"), "/phone/{version}"), step());
        apis.add(
                Fixtures.api(new ApiId(Fixtures.ADMIN, "Fax", "1.0.0"), "/fax/{version}")
                        .withStatus(ApiStatus.CREATED),
                step());
        assertThat(catalogue.offered(null, Fixtures.TENANT))
                .extracting(api -> api.id().version())
                .containsExactly("1.10.0");
    }

    @Test
    void restrictedApisAreSeenByTheirRolesOnly() {
        ApiId id = new ApiId(Fixtures.ADMIN, "Fax", "1.0.0");
        apis.add(visible(id, new Visibility(Visibility.Level.RESTRICTED, Set.of("rich"))), step());
        Caller rich = new Caller(BOB, Set.of("rich"), CALLER.permissions());
        assertThat(catalogue.offered(CALLER, Fixtures.TENANT)).hasSize(1);
        assertThat(catalogue.offered(rich, Fixtures.TENANT)).hasSize(2);
        assertThatThrownBy(() -> catalogue.api(CALLER, id)).isInstanceOf(NotFound.class);
    }

    @Test
    void subscribingTellsTheGateways() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        subscriptions.saveKey(new ApplicationKey(app.id(), KeyType.PRODUCTION, "key1", Set.of()));
        Subscription made = subscribing.add(CALLER, app, PHONE, "Gold");
        assertThat(made.status()).isEqualTo(SubscriptionStatus.UNBLOCKED);
        assertThat(subscribing.of(CALLER, app)).containsExactly(made);
        assertThat(forgotten).containsExactly("key1");
        subscribing.remove(CALLER, app, PHONE);
        assertThat(subscribing.of(CALLER, app)).isEmpty();
        assertThat(forgotten).containsExactly("key1", "key1");
    }

    @Test
    void theSameApiTwiceAtOneTierIsAConflict() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        subscribing.add(CALLER, app, PHONE, "Gold");
        assertThatThrownBy(() -> subscribing.add(CALLER, app, PHONE, "Gold"))
                .isInstanceOf(AlreadySubscribed.class)
                .hasMessageContaining("PhoneVerification-1.0.0")
                .hasMessageContaining("application " + app.id());
        subscribing.add(CALLER, app, PHONE, "Unlimited");
        assertThat(subscribing.of(CALLER, app)).hasSize(2);
    }

    @Test
    void aTierThatTheApiDoesNotOfferIsRefused() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        assertThatThrownBy(() -> subscribing.add(CALLER, app, PHONE, "Silver"))
                .isInstanceOf(TierNotOffered.class)
                .hasMessage(
                        "tier: Silver (expected: one of [Gold, Unlimited], which API PhoneVerification-1.0.0 offers)");
    }

    @Test
    void aTierThatIsDeniedToTheUserIsRefused() {
        Caller denied = new Caller(BOB, Set.of("denied"), CALLER.permissions());
        Application app = mine.add(denied, "App", "Unlimited", "", "");
        assertThatThrownBy(() -> subscribing.add(denied, app, PHONE, "Gold"))
                .isInstanceOf(TierDenied.class)
                .hasMessage("tier: Gold (expected: one that bob may use)");
        assertThat(mine.tiers(denied)).extracting(Tier::name).containsExactly("Unlimited");
    }

    @Test
    void onlyPublishedApisTakeSubscriptions() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        for (ApiStatus status : List.of(ApiStatus.CREATED, ApiStatus.DEPRECATED, ApiStatus.BLOCKED)) {
            ApiId id = new ApiId(Fixtures.ADMIN, "Api" + status, "1.0.0");
            apis.add(Fixtures.api(id, "/" + status + "/{version}").withStatus(status), step());
            assertThatThrownBy(() -> subscribing.add(CALLER, app, id, "Gold"))
                    .isInstanceOf(NotSubscribable.class)
                    .hasMessageContaining("is " + status);
        }
    }

    @Test
    void whatIsOnlyAdvertisedIsSubscribedToInItsOwnStore() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        ApiId id = new ApiId(Fixtures.ADMIN, "Far", "1.0.0");
        apis.add(
                Fixtures.api(id, "/far/{version}").withOriginal(new Original("https://far.example.com/store", "ann")),
                step());
        assertThatThrownBy(() -> subscribing.add(CALLER, app, id, "Gold"))
                .isInstanceOf(OnlyAdvertised.class)
                .hasMessageContaining("https://far.example.com/store/apis/info?name=Far&version=1.0.0&provider=ann");
    }

    @Test
    void anApplicationNameCanBeSeenAndPrinted() {
        mine.add(CALLER, "Ap\u00fc 1 (new)", "Unlimited", "", "");
        for (String name : List.of("", " ", "a<b>", "a\"b", "a\u0000b", "\u202eabc", "a\nb", "x".repeat(101))) {
            assertThatThrownBy(() -> mine.add(CALLER, name, "Unlimited", "", ""))
                    .as(name)
                    .isInstanceOf(Invalid.class)
                    .hasMessageStartingWith("application name: ");
        }
    }

    @Test
    void applicationNamesAreUniqueForTheirOwner() {
        mine.add(CALLER, "App", "Unlimited", "", "");
        assertThatThrownBy(() -> mine.add(CALLER, "App", "Gold", "", ""))
                .isInstanceOf(ApplicationTaken.class)
                .hasMessageStartingWith("application: App ");
        mine.add(CALLER, "Other", "Unlimited", "", "");
        assertThatThrownBy(() -> update(CALLER, "Other", "App", "Gold"))
                .isInstanceOf(ApplicationTaken.class)
                .hasMessageStartingWith("application: App ");
    }

    @Test
    void othersApplicationsAreNotFound() {
        Application hers = applications.add(Fixtures.application("Hers"));
        assertThatThrownBy(() -> mine.find(CALLER, hers.id())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> mine.find(CALLER, "Hers")).isInstanceOf(NotFound.class);
    }

    @Test
    void withoutAKeyManagerThereAreNoKeys() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        KeyOrder order = new KeyOrder(app, KeyType.PRODUCTION, "", Set.of(), null, null, new TreeSet<>());
        assertThatThrownBy(() -> issued.generate(CALLER, order)).isInstanceOf(Unavailable.class);
    }

    @Test
    void apisThatAreNotOutAreNotShown() {
        for (ApiStatus status : List.of(ApiStatus.CREATED, ApiStatus.RETIRED)) {
            ApiId id = new ApiId(Fixtures.ADMIN, "Api" + status, "1.0.0");
            apis.add(Fixtures.api(id, "/" + status + "/{version}").withStatus(status), step());
            assertThatThrownBy(() -> catalogue.api(null, id)).isInstanceOf(NotFound.class);
        }
    }

    @Test
    void othersApplicationsAreNotSubscribedOrGivenKeys() {
        Application hers = applications.add(Fixtures.application("Hers"));
        assertThatThrownBy(() -> subscribing.add(CALLER, hers, PHONE, "Gold")).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> subscribing.remove(CALLER, hers, PHONE)).isInstanceOf(NotFound.class);
        KeyOrder order = new KeyOrder(hers, KeyType.PRODUCTION, "", Set.of(), null, null, new TreeSet<>());
        assertThatThrownBy(() -> issued.generate(CALLER, order)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> issued.renew(CALLER, order, "token")).isInstanceOf(NotFound.class);
    }

    @Test
    void whatOthersHaveIsNotTold() {
        Application hers = applications.add(Fixtures.application("Hers"));
        subscriptions.saveKey(new ApplicationKey(hers.id(), KeyType.PRODUCTION, "hers", Set.of()));
        consumers.save(Fixtures.consumer("hers"));
        tokens.add(Fixtures.token("her token", "hers"));

        assertThatThrownBy(() -> subscribing.of(CALLER, hers)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> issued.find(CALLER, hers, KeyType.PRODUCTION)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> issued.allowDomains(CALLER, "her token", Set.of("example.com")))
                .isInstanceOf(NotFound.class);
        assertThat(subscriptions.keys(hers.id()))
                .extracting(ApplicationKey::allowedDomains)
                .containsExactly(Set.of());
    }

    @Test
    void aKeyIsShownToItsOwnerWithWhatBelongsToIt() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        assertThat(issued.find(CALLER, app, KeyType.PRODUCTION)).isEmpty();
        subscriptions.saveKey(new ApplicationKey(app.id(), KeyType.PRODUCTION, "mine", Set.of()));
        consumers.save(Fixtures.consumer("mine"));
        tokens.add(Fixtures.token("my token", "mine"));

        HeldKey held = issued.find(CALLER, app, KeyType.PRODUCTION).orElseThrow();

        assertThat(held.client()).contains(Fixtures.consumer("mine"));
        assertThat(held.token().orElseThrow().value()).isEqualTo("my token");
        assertThat(held.toString()).doesNotContain(Fixtures.consumer("mine").secret(), "my token");
    }

    @Test
    void aBlockedSubscriptionIsNotGotAroundByAnotherOne() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        subscribing.add(CALLER, app, PHONE, "Gold");
        subscriptions.decide(subscriptions.between(PHONE, app.id()), SubscriptionStatus.BLOCKED, null);
        assertThatThrownBy(() -> subscribing.add(CALLER, app, PHONE, "Unlimited"))
                .isInstanceOf(SubscriptionBlocked.class)
                .hasMessageContaining("PhoneVerification-1.0.0")
                .hasMessageContaining("application " + app.id());
        long blocked = subscriptions.between(PHONE, app.id()).get(0).id();
        assertThatThrownBy(() -> subscribing.remove(CALLER, app, PHONE)).isInstanceOf(SubscriptionBlocked.class);
        assertThatThrownBy(() -> subscribing.remove(CALLER, app, blocked)).isInstanceOf(SubscriptionBlocked.class);
        assertThat(subscriptions.of(app.id())).hasSize(1);
    }

    @Test
    void aSubscriptionWaitsWhereTheTenantOfTheApiHasItSo() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        workflow("SubscriptionCreationSimpleWorkflowExecutor");
        assertThat(subscribing.add(CALLER, app, PHONE, "Gold").status()).isEqualTo(SubscriptionStatus.UNBLOCKED);
        workflow("SubscriptionCreationApprovalWorkflowExecutor");
        assertThat(subscribing.add(CALLER, app, PHONE, "Unlimited").status()).isEqualTo(SubscriptionStatus.ON_HOLD);
        assertThatThrownBy(() -> subscribing.add(CALLER, app, PHONE, "Unlimited"))
                .isInstanceOf(AlreadySubscribed.class);
    }

    @Test
    void nothingIsSubscribedWhereNobodyKnowsWhetherItIsToWait() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        registry.put(
                CALLER.tenant(),
                RegistryFile.ofText(WorkflowExtensions.PATH, "application/xml", "<WorkFlowExtensions"));

        assertThatThrownBy(() -> subscribing.add(CALLER, app, PHONE, "Gold"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("workflow-extensions.xml: line 1: ");
        assertThat(subscriptions.of(app.id())).isEmpty();
    }

    private void workflow(String executor) {
        String xml = "<WorkFlowExtensions><ApplicationCreation executor='a.ApplicationCreationWSWorkflowExecutor'/>"
                + "<SubscriptionCreation executor='org.wso2.carbon.apimgt.impl.workflow." + executor
                + "'/></WorkFlowExtensions>";
        registry.put(CALLER.tenant(), RegistryFile.ofText(WorkflowExtensions.PATH, "application/xml", xml));
    }

    @Test
    void anOwnerEndsOneSubscriptionAndNoneOfOthers() {
        Application app = mine.add(CALLER, "App", "Unlimited", "", "");
        Application other = mine.add(CALLER, "Other", "Unlimited", "", "");
        Subscription gold = subscribing.add(CALLER, app, PHONE, "Gold");
        Subscription unlimited = subscribing.add(CALLER, app, PHONE, "Unlimited");

        subscribing.remove(CALLER, other, gold.id());
        assertThat(subscriptions.of(app.id())).containsExactly(gold, unlimited);
        subscribing.remove(CALLER, app, gold.id());
        subscribing.remove(CALLER, app, gold.id());
        assertThat(subscriptions.of(app.id())).containsExactly(unlimited);
    }

    @Test
    void anApplicationKeepsItsTierWhenNoneIsGiven() {
        mine.add(CALLER, "App", "Gold", "", "");
        assertThat(update(CALLER, "App", "App", "").tier()).isEqualTo("Gold");
    }

    @Test
    void aTierIsOneInForceThatTheCallerMayUse() {
        for (String unknown : List.of("NoSuchTier", "gold", "Unauthenticated", "Gold,Unlimited")) {
            assertThatThrownBy(() -> mine.add(CALLER, "App", unknown, "", ""))
                    .isInstanceOf(UnknownTier.class)
                    .hasMessageStartingWith("tier: " + unknown + " ");
        }
        Caller denied = new Caller(CALLER.user(), Set.of("denied"), CALLER.permissions());
        assertThatThrownBy(() -> mine.add(denied, "App", "Gold", "", "")).isInstanceOf(Forbidden.class);
        assertThat(mine.add(CALLER, "App", "Gold", "", "").tier()).isEqualTo("Gold");

        assertThatThrownBy(() -> update(CALLER, "App", "App", "NoSuchTier")).isInstanceOf(Invalid.class);
        assertThat(update(denied, "App", "Renamed", "Gold").tier())
                .as("as it was")
                .isEqualTo("Gold");
        update(denied, "Renamed", "Renamed", "Unlimited");
        assertThatThrownBy(() -> update(denied, "Renamed", "Renamed", "Gold")).isInstanceOf(Forbidden.class);
    }

    /** By somebody who does not know of revisions. */
    private Application update(Caller caller, String name, String newName, String tier) {
        return mine.update(caller, name, OptionalLong.empty(), new ApplicationDraft(newName, tier, "", ""));
    }

    @Test
    void ofTwoTabsTheLaterOneIsToldWhatDiffersAndChangesNothing() {
        Application read = mine.add(CALLER, "App", "Gold", "", "old");
        OptionalLong seen = OptionalLong.of(read.revision());
        Application first = mine.update(CALLER, read.id(), seen, new ApplicationDraft("App", "", "", "first"));
        assertThat(first).isEqualTo(mine.find(CALLER, read.id()));
        ApplicationDraft later = new ApplicationDraft("Renamed", "Unlimited", "", "first");

        assertThatThrownBy(() -> mine.update(CALLER, read.id(), seen, later))
                .isInstanceOfSatisfying(
                        Changed.class, told -> assertThat(told.revision()).isEqualTo(first.revision()))
                .hasMessage(
                        "Application App has been changed meanwhile: it is at revision 2, and was at revision 1 when it"
                                + " was read. What is stored differs from what was sent in name, tier. Nothing has been saved.");

        assertThat(mine.find(CALLER, read.id())).isEqualTo(first);
        assertThat(mine.update(CALLER, read.id(), OptionalLong.of(first.revision()), later)
                        .name())
                .as("having been told")
                .isEqualTo("Renamed");
    }

    @Test
    void ofManyScriptsAtOnceAllGetThrough() {
        Application read = mine.add(CALLER, "App", "Gold", "", "");

        long done = Together.count(8, i -> {
            mine.update(CALLER, "App", OptionalLong.empty(), new ApplicationDraft("App", "", "", "by " + i));
            return true;
        });

        assertThat(done).isEqualTo(8);
        assertThat(mine.find(CALLER, read.id()).revision()).isEqualTo(9);
    }

    private static org.gatehouse.domain.catalog.Transition step() {
        return Fixtures.creation();
    }

    private static Api visible(ApiId id, Visibility visibility) {
        Api api = Fixtures.api(id, "/" + id.name() + "/{version}");
        return api.withVisibility(visibility);
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
