package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.MalformedEndpoint;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.ScopeTaken;
import org.gatehouse.domain.catalog.StillSubscribed;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiEditingTest extends PublisherRooms {
    private static final Original ORIGINAL = new Original("https://far.example.com/store", "bob");
    private static final List<Scope> PAY = List.of(new Scope("pay", "pay", "", Set.of()));

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
    void whatIsOnlyAdvertisedNeedsNoEndPointAndComesToNoGateway() {
        editing.create(ADMIN, draft(V1, "/phone", new Endpoints.None()).withOriginal(ORIGINAL));
        lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED));

        assertThat(apis.find(V1).map(Api::status)).contains(ApiStatus.PUBLISHED);
        assertThat(apis.find(V1).map(Api::original)).contains(ORIGINAL);
        assertThat(gateway.has(V1)).isFalse();
    }

    @Test
    void anApiThatBecomesAnAdvertisementLeavesTheGatewaysAndComesBack() {
        published(V1, "/phone");
        update(draft(V1, "/phone").withOriginal(ORIGINAL));
        assertThat(gateway.has(V1)).isFalse();

        update(draft(V1, "/phone"));
        assertThat(gateway.has(V1)).isTrue();
    }

    @Test
    void whatIsCalledWithoutAVersionIsNoAdvertisement() {
        ApiDraft draft = draft(V1, "/phone", HTTP, List.of("Gold"), true).withOriginal(ORIGINAL);
        assertThatThrownBy(() -> editing.create(ADMIN, draft))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("default version: ");
    }

    @Test
    void anApiWithSubscribersDoesNotBecomeAnAdvertisement() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        assertThatThrownBy(() -> update(draft(V1, "/phone").withOriginal(ORIGINAL)))
                .isInstanceOf(Conflict.class)
                .hasMessageContaining("has subscriptions (expected: none, for one that is only advertised)");
        assertThat(gateway.has(V1)).isTrue();
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
    void aContextThatIsEditedMovesTheApi() {
        published(V1, "/phone");
        List<String> forgotten = new ArrayList<>();
        gateways.addMemory(new ForgottenContexts(forgotten));

        update(draft(V1, "/telephone"));

        assertThat(apis.find(V1).orElseThrow().context()).isEqualTo("/telephone/1.0.0");
        assertThat(gateway.find(V1).orElseThrow().context()).isEqualTo("/telephone/1.0.0");
        assertThat(forgotten).containsExactly("/telephone/1.0.0", "/phone/1.0.0");
    }

    @Test
    void anEditedContextKeepsToTheRulesOfANewOne() {
        published(V1, "/phone");
        editing.create(OTHER, draft(new ApiId(BOTH2, "Fax", "1.0.0"), "/fax"));

        assertThatThrownBy(() -> update(draft(V1, "/fax"))).isInstanceOf(ContextTaken.class);
        assertThatThrownBy(() -> update(draft(V1, "/services"))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> update(draft(V1, "/a b"))).isInstanceOf(Invalid.class);

        assertThat(gateway.find(V1).orElseThrow().context()).isEqualTo("/phone/1.0.0");
    }

    @Test
    void scopesAndPatternsAreOfSignsThatAreSeen() {
        for (String key : List.of("", "a b", "a\u0000", "x".repeat(101))) {
            assertThatThrownBy(() -> editing.create(
                            ADMIN, draft(V1, "/phone").withScopes(List.of(new Scope(key, "", "", Set.of())))))
                    .as(key)
                    .isInstanceOf(Invalid.class);
        }
        List<Scope> many = IntStream.range(0, 1_001)
                .mapToObj(i -> new Scope("s" + i, "", "", Set.of()))
                .toList();
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/phone").withScopes(many)))
                .hasMessageStartingWith("scopes: 1001 (expected: ");
        ApiResource odd = new ApiResource("/a\u0000", "GET", AuthType.ANY, "Unlimited", null, null);
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/phone").withResources(List.of(odd))))
                .isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/{version}/{version}")))
                .isInstanceOf(Invalid.class);
    }

    @Test
    void theSameApiTwiceIsAConflict() {
        editing.create(ADMIN, draft(V1, "/phone"));
        assertThatThrownBy(() -> editing.create(ADMIN, draft(V1, "/other")))
                .isInstanceOf(ApiTaken.class)
                .hasMessageContaining("Phone-1.0.0");
    }

    @Test
    void ofManyWhoWantAScopeAtOnceOneGetsIt() {
        long got = Together.count(8, i -> {
            try {
                editing.create(
                        ADMIN,
                        draft(new ApiId(Fixtures.ADMIN, "Api" + i, "1.0.0"), "/api" + i)
                                .withScopes(PAY));
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
        gateway.beforeDeploying(() -> editing.create(ADMIN, draft(other, "/fax").withScopes(PAY)));

        assertThatThrownBy(() -> update(draft(V1, "/phone").withScopes(PAY)))
                .isInstanceOf(ScopeTaken.class)
                .hasMessageContaining("pay");

        assertThat(apis.find(V1).orElseThrow().scopes()).isEmpty();
        assertThat(apis.find(other).orElseThrow().scopes()).hasSize(1);
        assertThat(gateway.find(V1).orElseThrow().scopes()).as("it went back").isEmpty();
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
                .hasMessageStartingWith("API version: " + version + " (expected: up to 30 letters from a to z, digits");
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
                .isInstanceOf(MalformedEndpoint.class)
                .hasMessageStartingWith("production endpoint: http://h/{x} ");
        assertThatThrownBy(() -> editing.create(
                        ADMIN,
                        draft(V1, "/phone", new Endpoints.Http(new Endpoints.Sides<>(Optional.empty(), broken)))))
                .isInstanceOf(MalformedEndpoint.class)
                .hasMessageStartingWith("sandbox endpoint: ");
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
    void anUpdateReachesTheGatewayAndKeepsTheStatus() {
        published(V1, "/phone");
        clock.advance(Duration.ofSeconds(1));
        Api after = update(draft(V1, "/phone", Endpoints.http("http://h/y"))).value();
        assertThat(after.status()).isEqualTo(ApiStatus.PUBLISHED);
        assertThat(gateway.isSettled(apis.find(V1).orElseThrow())).isTrue();
    }

    @Test
    void anApiWithSubscriptionsIsNotRemoved() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        assertThatThrownBy(() -> editing.remove(ADMIN, V1))
                .isInstanceOf(StillSubscribed.class)
                .hasMessageContaining("Phone-1.0.0");
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

    /** Remembers what is to be forgotten. */
    private record ForgottenContexts(List<String> contexts) implements KeyMemory {
        @Override
        public void forgetApi(String context) {
            contexts.add(context);
        }

        @Override
        public void forgetToken(String accessToken) {
            throw new AssertionError(accessToken);
        }

        @Override
        public void forgetConsumer(String consumerKey) {
            throw new AssertionError(consumerKey);
        }

        @Override
        public void forgetAll() {
            throw new AssertionError();
        }
    }
}
