package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.publisher.rollout.LiveRedeployment;
import org.gatehouse.publisher.rollout.Reconciler;
import org.gatehouse.testkit.Eventually;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PublisherTest {
    private static final Caller ADMIN = Fixtures.ADMIN_CALLER;
    private static final Endpoints HTTP = Endpoints.http("http://h/x");
    private static final ApiId V1 = new ApiId(Fixtures.ADMIN, "Phone", "1.0.0");
    private static final ApiId V2 = new ApiId(Fixtures.ADMIN, "Phone", "2.0.0");

    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryApplications applications = new InMemoryApplications();
    private final InMemorySubscriptions subscriptions = new InMemorySubscriptions(apis, applications);
    private final TwinGateway gateway = new TwinGateway();
    private final Gateways gateways = new Gateways();
    private final HandClock clock = new HandClock();
    private final Turns turns = new LocalTurns();
    private final ApiChange change = new ApiChange(gateways);
    private final ApiEditing editing = new ApiEditing(apis, subscriptions, new TwoTiers(), change, turns, clock);
    private final ApiLifecycle lifecycle = new ApiLifecycle(apis, subscriptions, change, gateways, turns, clock);
    private final ApiListing listing = new ApiListing(apis);
    private final Subscribers subscribers = new Subscribers(apis, subscriptions, gateways);

    @BeforeEach
    void aGatewayIsThere() {
        gateways.addDeployer(gateway);
    }

    @Test
    void aNewApiIsCreatedAndOnNoGateway() {
        Api api = editing.create(ADMIN, draft(V1, "phone"));
        assertThat(api.contextTemplate()).isEqualTo("/phone/{version}");
        assertThat(api.context()).isEqualTo("/phone/1.0.0");
        assertThat(api.status()).isEqualTo(ApiStatus.CREATED);
        assertThat(apis.find(V1)).contains(api);
        assertThat(gateway.has(V1)).isFalse();
    }

    @Test
    void anApiOfATenantStandsUnderItsName() {
        UserName bob = UserName.parse("bob@a.com");
        Caller caller = new Caller(bob, Set.of(), Set.of(Permission.CREATE_APIS.path()));
        Api api = editing.create(caller, draft(new ApiId(bob, "Phone", "1.0.0"), "/phone"));
        assertThat(api.contextTemplate()).isEqualTo("/t/a.com/phone/{version}");
    }

    @Test
    void whoMayNotCreateIsTurnedAway() {
        Caller reader = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.SUBSCRIBE.path()));
        assertThatThrownBy(() -> editing.create(reader, draft(V1, "/phone"))).isInstanceOf(Forbidden.class);
        Caller creator = new Caller(Fixtures.ADMIN, Set.of(), Set.of(Permission.CREATE_APIS.path()));
        editing.create(creator, draft(V1, "/phone"));
        assertThatThrownBy(() -> lifecycle.setStatus(creator, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void theSameApiTwiceIsAConflict() {
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/other")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("A duplicate API already exists for Phone-1.0.0");
    }

    @Test
    void ofManyWhoWantAScopeAtOnceOneGetsIt() {
        long got = Together.count(8, i -> {
            try {
                editing.create(
                        ADMIN, withScope(draft(new ApiId(Fixtures.ADMIN, "Api" + i, "1.0.0"), "/api" + i), "pay"));
                return true;
            } catch (Conflict taken) {
                return false;
            }
        });

        assertThat(got).isOne();
        assertThat(apis.all()).hasSize(1);
    }

    @Test
    void aScopeThatIsTakenWhileGatewaysAreToldIsNotHadTwice() {
        published(V1, "/phone");
        ApiId other = new ApiId(Fixtures.ADMIN, "Fax", "1.0.0");
        gateway.beforeDeploying(() -> editing.create(ADMIN, withScope(draft(other, "/fax"), "pay")));

        assertThatThrownBy(() -> editing.update(ADMIN, withScope(draft(V1, "/phone"), "pay")))
                .isInstanceOf(Conflict.class)
                .hasMessage("Scope pay is already assigned by another API");

        assertThat(apis.find(V1).orElseThrow().scopes()).isEmpty();
        assertThat(apis.find(other).orElseThrow().scopes()).hasSize(1);
        assertThat(gateway.find(V1).orElseThrow().scopes()).as("it went back").isEmpty();
    }

    private static ApiDraft withScope(ApiDraft draft, String scope) {
        return new ApiDraft(
                draft.id(),
                draft.context(),
                draft.description(),
                draft.visibility(),
                draft.availability(),
                draft.backend(),
                draft.transports(),
                draft.tiers(),
                draft.resources(),
                List.of(new Scope(scope, scope, "", Set.of())),
                draft.mediation(),
                draft.defaultVersion(),
                draft.environments());
    }

    @Test
    void anotherApisContextIsAConflict() {
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "Fax", "1.0.0"), "phone")))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("A duplicate API context already exists for");
        assertThat(listing.contextTaken(ADMIN, "/phone")).isTrue();
        assertThat(listing.contextTaken(ADMIN, "/fax")).isFalse();
    }

    private static final UserName BOTH2 = UserName.parse("both2");
    private static final Caller OTHER = new Caller(BOTH2, Set.of(), Set.of(Permission.CREATE_APIS.path()));

    private Api createdByOther(String name, String version, String context) {
        return editing.create(OTHER, draft(new ApiId(BOTH2, name, version), context));
    }

    @ParameterizedTest
    @CsvSource({
        "sub, /phone/1.0.0",
        "9, /phone/{version}/deep",
        "1.0.0, /phone/{version}/deep",
        "phone, /{version}/1.0.0",
        "1.0.0, /phone",
        "9, /{version}/phone",
        "9, /phone/{version}"
    })
    void nobodyTakesCallsOfAnothersVersion(String version, String context) {
        editing.create(ADMIN, draft(V1, "/phone"));
        if (!context.equals("/phone/{version}/deep") || version.equals("1.0.0")) {
            assertThatThrownBy(() -> createdByOther("X", version, context))
                    .isInstanceOf(Conflict.class)
                    .hasMessageContaining("A duplicate API context already exists for " + context);
        } else {
            createdByOther("X", version, context);
            // Nor may a version come above what is there.
            assertThatThrownBy(() -> editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "Phone", "9"), "/phone")))
                    .isInstanceOf(Conflict.class);
        }
    }

    @Test
    void nobodyTakesCallsThatCameToAnothersDefaultVersion() {
        editing.create(ADMIN, draft(V1, "/phone", HTTP, List.of("Gold"), true));

        assertThatThrownBy(() -> createdByOther("X", "1", "/phone/account/{version}"))
                .isInstanceOf(Conflict.class);
        // One provider's own APIs may stand below each other.
        editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "Account", "1"), "/phone/account"));
    }

    @Test
    void siblingsAndNeighboursAreFree() {
        editing.create(ADMIN, draft(V1, "/phone"));
        editing.create(ADMIN, draft(V2, "/phone"));
        createdByOther("X", "1.0.0", "/phones");
        createdByOther("Y", "1.0.0", "/phone/book");
        createdByOther("Z", "1", "/phone/1.0.0x/{version}");
    }

    @ParameterizedTest
    @CsvSource({
        "1, /t/a.com/x",
        "t, /{version}/a.com/x/1.0.0/admin",
        "1, /token",
        "token, /{version}/x",
        "1, /services/UserAdmin",
        "1, /publisher",
        "1, /store/site",
        "1, /oauth2",
        "1, /api/x",
        "1, /health",
        "1, /metrics",
        "1, /device",
        "1, /account",
        "1, /commonauth",
        "acme-challenge, /.well-known",
        ".well-known, /{version}/acme-challenge",
        "1, /carbon",
        "1, /revoke",
        "1, /authorize",
        ".., /x/{version}/y",
        "., /x"
    })
    void contextsOfTheServerAndOfTenantsAreNotFree(String version, String context) {
        assertThatThrownBy(() -> createdByOther("X", version, context)).isInstanceOf(Invalid.class);
    }

    @Test
    void aDefaultVersionIsNoWayIntoAReservedContext() {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/{version}/t/a.com/x", HTTP, List.of("Gold"), true)))
                .isInstanceOf(Invalid.class);
        editing.create(ADMIN, draft(V1, "/{version}/t/a.com/x"));
        assertThatThrownBy(() -> editing.update(ADMIN, draft(V1, "/{version}/t/a.com/x", HTTP, List.of("Gold"), true)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void nobodyProvidesInAnothersName() {
        assertThatThrownBy(() -> editing.create(OTHER, draft(V1, "/phone"))).isInstanceOf(Forbidden.class);
        editing.create(ADMIN, draft(new ApiId(BOTH2, "Phone", "1.0.0"), "/phone"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "é", "1.0.0é", "1\u0660", "v 1", "v%31", "v(1)", "v@1", "v[1]", "-1", "1--2", ".", "..", "", "1/2", "~1"
            })
    void aVersionThatClientsCannotCallIsRefused(String version) {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "X", version), "/phone")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("API version has up to 30 letters from a to z, digits")
                .hasMessageEndingWith("unlike " + version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.0.0", "v1", "1.0.0-beta_2", "_", "1..2", "A-1-"})
    void aVersionThatClientsCanCallIsTaken(String version) {
        assertThat(editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, "X", version), "/phone"))
                        .id()
                        .version())
                .isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "",
                "a<b",
                "-a",
                "a/b",
                "Echo:v1",
                "a--b",
                "a\u0001",
                ".",
                "..",
                "...",
                "a\u202eb",
                "\u200ba",
                "a\ufeff",
                "a\u009b",
                "a\u00a0b",
                "a\u2028"
            })
    void namesWithSpecialCharactersAreRefused(String name) {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(new ApiId(Fixtures.ADMIN, name, "1.0.0"), "/phone")))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("API name");
    }

    @Test
    void bracesThatAreNoVariableAreRefused() {
        Optional<Endpoints.Target> broken = Optional.of(Endpoints.Target.of("http://h/}"));

        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/phone", Endpoints.http("http://h/{x}"))))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid Production Endpoint");
        assertThatThrownBy(() -> editing.create(
                        ADMIN,
                        draft(V1, "/phone", new Endpoints.Http(new Endpoints.Sides<>(Optional.empty(), broken)))))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("Invalid Sandbox Endpoint");
    }

    @Test
    void pathVariablesOfTheCallMayStandInAnEndpoint() {
        editing.create(ADMIN, draft(V1, "/phone", Endpoints.http("http://h/{uri.var.city}")));
        assertThat(apis.find(V1)).isPresent();
    }

    @Test
    void unknownTiersAreRefused() {
        ApiDraft draft = draft(V1, "/phone", HTTP, List.of("Platinum"), false);
        assertThatThrownBy(() -> editing.create(ADMIN, draft))
                .isInstanceOf(Invalid.class)
                .hasMessageContaining("Platinum");
    }

    @Test
    void publishingPutsItOnTheGatewayAndNotesTheStep() {
        editing.create(ADMIN, draft(V1, "/phone"));
        List<Transition> life = lifecycle
                .setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED))
                .value();
        assertThat(life).extracting(Transition::to).containsExactly(ApiStatus.CREATED, ApiStatus.PUBLISHED);
        assertThat(gateway.has(apis.find(V1).orElseThrow())).isTrue();
    }

    @Test
    void anApiThatTheGatewayRefusesIsNotPublished() {
        editing.create(ADMIN, draft(V1, "/phone"));
        gateway.refuse();
        assertThatThrownBy(() -> lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOfSatisfying(
                        GatewayRefused.class,
                        refused -> assertThat(refused.failures()).containsEntry("Main", "full"));
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.CREATED);
        assertThat(apis.history(V1)).hasSize(1);
    }

    @Test
    void withoutAGatewayNothingIsPublished() {
        editing.create(ADMIN, draft(V1, "/phone"));
        gateways.removeDeployer(gateway);
        assertThatThrownBy(() -> lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("reachable");
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.CREATED);
    }

    @Test
    void theGatewayGoesBackWhenTheDatabaseFails() {
        FailingApis failing = new FailingApis(apis);
        ApiLifecycle unlucky = new ApiLifecycle(failing, subscriptions, change, gateways, turns, clock);
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> unlucky.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .hasMessage("disk full");
        assertThat(gateway.has(V1)).isFalse();
    }

    @Test
    void theSameStatusAgainChangesNothing() {
        published(V1, "/phone");
        gateway.refuse();
        assertThat(lifecycle
                        .setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED))
                        .value())
                .hasSize(2);
    }

    @Test
    void retiringTakesItOff() {
        published(V1, "/phone");
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.RETIRED));
        assertThat(gateway.has(V1)).isFalse();
    }

    @Test
    void olderVersionsAreDeprecatedOnRequest() {
        published(V1, "/phone");
        editing.create(ADMIN, draft(V2, "/phone"));
        lifecycle.setStatus(ADMIN, V2, new StatusChange(ApiStatus.PUBLISHED, true, true, true));
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.DEPRECATED);
    }

    @Test
    void anApplicationGoesOnAsItStandsWithTheNewestVersion() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        editing.create(ADMIN, draft(V2, "/phone"));
        lifecycle.setStatus(ADMIN, V2, new StatusChange(ApiStatus.PUBLISHED, true, false, true));
        subscriptions.add(new Subscription(0, V2, app.id(), "Gold", SubscriptionStatus.BLOCKED));
        ApiId third = new ApiId(Fixtures.ADMIN, "Phone", "3.0.0");
        editing.create(ADMIN, draft(third, "/phone"));
        lifecycle.setStatus(ADMIN, third, StatusChange.to(ApiStatus.PUBLISHED));
        assertThat(subscriptions.to(third))
                .extracting(Subscription::status)
                .containsExactly(SubscriptionStatus.BLOCKED);
    }

    @Test
    void whatIsMadeLaterIsNotTherebyNewer() {
        published(V2, "/phone");
        editing.create(ADMIN, draft(V1, "/phone"));
        lifecycle.setStatus(ADMIN, V1, new StatusChange(ApiStatus.PUBLISHED, true, true, true));
        assertThat(apis.find(V2).orElseThrow().status()).isEqualTo(ApiStatus.PUBLISHED);
    }

    @Test
    void subscriptionsAreCarriedOverUnlessTheyAreToBeMadeAnew() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        editing.create(ADMIN, draft(V2, "/phone"));
        lifecycle.setStatus(ADMIN, V2, StatusChange.to(ApiStatus.PUBLISHED));
        assertThat(subscriptions.to(V2)).extracting(Subscription::tier).containsExactly("Gold");

        ApiId third = new ApiId(Fixtures.ADMIN, "Phone", "3.0.0");
        editing.create(ADMIN, draft(third, "/phone"));
        lifecycle.setStatus(ADMIN, third, new StatusChange(ApiStatus.PUBLISHED, true, false, true));
        assertThat(subscriptions.to(third)).isEmpty();
    }

    @Test
    void anUpdateReachesTheGatewayAndKeepsTheStatus() {
        published(V1, "/phone");
        clock.advance(Duration.ofSeconds(1));
        Api after = editing.update(ADMIN, draft(V1, "/phone", Endpoints.http("http://h/y")))
                .value();
        assertThat(after.status()).isEqualTo(ApiStatus.PUBLISHED);
        assertThat(gateway.isSettled(apis.find(V1).orElseThrow())).isTrue();
    }

    @Test
    void anApiWithSubscriptionsIsNotRemoved() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        assertThatThrownBy(() -> editing.remove(ADMIN, V1))
                .isInstanceOf(Conflict.class)
                .hasMessage("Cannot remove the API. Active Subscriptions Exist");
        assertThat(gateway.has(V1)).isTrue();
    }

    @Test
    void aRemovedApiIsGoneEverywhere() {
        published(V1, "/phone");
        editing.remove(ADMIN, V1);
        assertThat(apis.find(V1)).isEmpty();
        assertThat(gateway.has(V1)).isFalse();
    }

    @Test
    void anotherTenantsApiIsNotFound() {
        editing.create(ADMIN, draft(V1, "/phone"));
        Caller stranger = new Caller(UserName.parse("eve@b.com"), Set.of(), Set.of("/permission"));
        assertThatThrownBy(() -> listing.find(stranger, V1)).isInstanceOf(NotFound.class);
    }

    @Test
    void atStartWhatTheDatabaseSaysIsBroughtToTheGateway() {
        published(V1, "/phone");
        editing.create(ADMIN, draft(V2, "/phone"));
        gateway.lose(V1);
        gateway.deploy(apis.find(V2).orElseThrow().withStatus(ApiStatus.PUBLISHED));
        reconcile(gateway);
        assertThat(gateway.has(V1)).isTrue();
        assertThat(gateway.has(V2)).isFalse();
    }

    @Test
    void unblockingDoesNotBringBackSubscriptionsThatWereEnded() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        editing.create(ADMIN, draft(V2, "/phone"));
        lifecycle.setStatus(ADMIN, V2, StatusChange.to(ApiStatus.PUBLISHED));
        subscriptions.remove(V2, app.id());
        lifecycle.setStatus(ADMIN, V2, StatusChange.to(ApiStatus.BLOCKED));
        lifecycle.setStatus(ADMIN, V2, StatusChange.to(ApiStatus.PUBLISHED));
        assertThat(subscriptions.to(V2)).isEmpty();
    }

    @Test
    void gatewaysForgetOnlyAfterTheChangeIsStored() {
        published(V1, "/phone");
        List<ApiStatus> storedWhenTold = new ArrayList<>();
        gateways.addMemory(new KeyMemory() {
            @Override
            public void forgetToken(String accessToken) {}

            @Override
            public void forgetConsumer(String consumerKey) {}

            @Override
            public void forgetApi(String context) {
                storedWhenTold.add(apis.find(V1).orElseThrow().status());
            }

            @Override
            public void forgetAll() {}
        });
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.BLOCKED));
        assertThat(storedWhenTold).endsWith(ApiStatus.BLOCKED);
    }

    @Test
    void aLongContextIsRefusedLikeAnyOther() {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/a".repeat(50_000))))
                .isInstanceOf(Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/..", "/a/../b"})
    void contextsThatAreNoPathAreRefused(String context) {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, context))).isInstanceOf(Invalid.class);
    }

    @Test
    void anApiWithoutEndpointsIsNotPublished() {
        editing.create(ADMIN, draft(V1, "/phone", new Endpoints.None()));
        assertThatThrownBy(() -> lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void theDefaultTenantDoesNotCreateUnderAnotherTenantsPath() {
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/t/a.com/phone")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void whatIsLiveIsDeployedAnewAndNothingElse() {
        published(V1, "/phone");
        editing.create(ADMIN, draft(V2, "/phone"));
        gateway.lose(V1);
        LiveRedeployment redeployment = new LiveRedeployment(apis, gateways, turns);
        assertThat(redeployment.preview(Fixtures.ADMIN_CALLER))
                .extracting(Rewrite::deployedName)
                .containsExactly(V1.deployedName());
        assertThat(gateway.applied).isEmpty();
        assertThat(redeployment.apply(Fixtures.ADMIN_CALLER)).hasSize(1);
        assertThat(gateway.applied).containsOnlyKeys(V1.deployedName());
    }

    @Test
    void whereOneOfSeveralGatewaysRefusesTheTemplatesTheOthersGoBack() {
        published(V1, "/phone");
        TwinGateway second = new TwinGateway("Second");
        gateways.addDeployer(second);
        second.refuse();
        gateway.lose(V1);
        assertThatThrownBy(() -> new LiveRedeployment(apis, gateways, turns).apply(Fixtures.ADMIN_CALLER))
                .isInstanceOf(Conflict.class);
        assertThat(gateway.applied).containsEntry(V1.deployedName(), "");
        assertThat(second.applied).isEmpty();
    }

    @Test
    void aGatewayThatIsAwayIsNamedAndToldWhenItIsBack() {
        TwinGateway second = new TwinGateway("Second");
        gateways.addDeployer(second);
        second.goAway(true);
        editing.create(ADMIN, draft(V1, "/phone"));

        Outcome<List<Transition>> outcome = lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED));

        assertThat(outcome.late()).containsExactly(Map.entry("Second", "away"));
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.PUBLISHED);
        assertThat(gateway.has(V1)).isTrue();
        assertThatThrownBy(() -> editing.remove(ADMIN, V1)).isInstanceOf(GatewayRefused.class);
        assertThat(gateway.has(V1)).isTrue();

        Reconciler reconciler = new Reconciler(apis, gateways, turns, Duration.ofMillis(20));
        reconciler.addDeployer(second);
        second.goAway(false);
        await(() -> second.has(V1));
        reconciler.close();
    }

    @Test
    void aGatewayThatIsAwayWhenItIsFirstHeardOfIsTriedAgain() {
        published(V1, "/phone");
        TwinGateway second = new TwinGateway("Second");
        second.goAway(true);
        Reconciler reconciler = new Reconciler(apis, gateways, turns, Duration.ofMillis(20));
        reconciler.addDeployer(second);
        await(() -> second.askedInVain);
        second.goAway(false);
        await(() -> second.has(V1));
        reconciler.close();
    }

    @Test
    void whereOneGatewayRefusesNoneHasIt() {
        TwinGateway second = new TwinGateway("Second");
        gateways.addDeployer(second);
        second.refuse();
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOfSatisfying(
                        GatewayRefused.class,
                        refused -> assertThat(refused.failures()).containsOnlyKeys("Second"));
        assertThat(gateway.has(V1)).isFalse();
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.CREATED);
    }

    private void reconcile(GatewayDeployer deployer) {
        Reconciler reconciler = new Reconciler(apis, gateways, turns, Duration.ofMinutes(1));
        reconciler.settle(deployer);
        reconciler.close();
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        Eventually.within(Duration.ofSeconds(10), "what is awaited", condition);
    }

    @Test
    void anApiThatCannotBeDeployedAtStartDoesNotKeepTheOthersOff() {
        published(V1, "/phone");
        published(V2, "/phone");
        TwinGateway fresh = new TwinGateway();
        GatewayDeployer faulty = new GatewayDeployer() {
            @Override
            public String environment() {
                return "Faulty";
            }

            @Override
            public void deploy(Api api) {
                if (api.id().equals(V1)) {
                    throw new IllegalStateException("cannot be rendered");
                }
                fresh.deploy(api);
            }

            @Override
            public void withdraw(Api api) {
                fresh.withdraw(api);
            }

            @Override
            public List<Rewrite> preview(List<Api> apis) {
                return fresh.preview(apis);
            }

            @Override
            public void apply(List<Rewrite> rewrites) {
                fresh.apply(rewrites);
            }

            @Override
            public boolean isSettled(Api api) {
                return fresh.isSettled(api);
            }
        };
        reconcile(faulty);
        assertThat(fresh.has(V2)).isTrue();
    }

    private void published(ApiId id, String context) {
        editing.create(ADMIN, draft(id, context));
        lifecycle.setStatus(ADMIN, id, StatusChange.to(ApiStatus.PUBLISHED));
    }

    private static ApiDraft draft(ApiId id, String context) {
        return draft(id, context, HTTP);
    }

    private static ApiDraft draft(ApiId id, String context, Endpoints endpoints) {
        return draft(id, context, endpoints, List.of("Gold"), false);
    }

    private static ApiDraft draft(
            ApiId id, String context, Endpoints endpoints, List<String> tiers, boolean defaultVersion) {
        return new ApiDraft(
                id,
                context,
                Description.NONE,
                Visibility.PUBLIC,
                Availability.CURRENT_TENANT,
                Backend.of(endpoints),
                Set.of(),
                tiers,
                List.of(new ApiResource("/*", "GET", AuthType.ANY, "Unlimited", null, null)),
                List.of(),
                Mediation.NONE,
                defaultVersion,
                Set.of());
    }

    /** Gold and Unlimited. */
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
            return Set.of();
        }
    }

    /** Fails at the last step of a life-cycle change. */
    private record FailingApis(Apis apis) implements Apis {
        @Override
        public Optional<Api> find(ApiId id) {
            return apis.find(id);
        }

        @Override
        public Optional<Api> findByContext(String context) {
            return apis.findByContext(context);
        }

        @Override
        public Optional<String> scopeOf(String context, String urlPattern, String verb) {
            return apis.scopeOf(context, urlPattern, verb);
        }

        @Override
        public Page<ApiSummary> page(ApiQuery query, PageRequest wanted) {
            return apis.page(query, wanted);
        }

        @Override
        public List<ApiSummary> list(ApiQuery query) {
            return apis.list(query);
        }

        @Override
        public boolean nameTaken(String tenant, String name) {
            return apis.nameTaken(tenant, name);
        }

        @Override
        public boolean contextTaken(String tenant, String unversioned) {
            return apis.contextTaken(tenant, unversioned);
        }

        @Override
        public List<ApiSummary> around(String tenant, Set<String> paths, String above) {
            return apis.around(tenant, paths, above);
        }

        @Override
        public List<ApiId> offering(String tenant, String tier) {
            return apis.offering(tenant, tier);
        }

        @Override
        public Map<ApiId, List<ApiResource>> limitedBy(String tenant, String tier) {
            return apis.limitedBy(tenant, tier);
        }

        @Override
        public List<Api> all() {
            return apis.all();
        }

        @Override
        public List<Api> versions(UserName provider, String name) {
            return apis.versions(provider, name);
        }

        @Override
        public void add(Api api, Transition creation) {
            apis.add(api, creation);
        }

        @Override
        public void update(Api api) {
            apis.update(api);
        }

        @Override
        public void move(ApiId id, Transition transition) {
            throw new IllegalStateException("disk full");
        }

        @Override
        public List<Transition> history(ApiId id) {
            return apis.history(id);
        }

        @Override
        public void remove(ApiId id) {
            apis.remove(id);
        }

        @Override
        public boolean scopeTaken(String tenant, String scopeKey, ApiId except) {
            return apis.scopeTaken(tenant, scopeKey, except);
        }
    }
}
