package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.Invalid;
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
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.testkit.Fixtures;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ApiLifecycleTest extends PublisherRooms {
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
        lifecycle.setStatus(ADMIN, V2, new StatusChange(ApiStatus.PUBLISHED, true, true, true, OptionalLong.empty()));
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.DEPRECATED);
    }

    @Test
    void anApplicationGoesOnAsItStandsWithTheNewestVersion() {
        published(V1, "/phone");
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        editing.create(ADMIN, draft(V2, "/phone"));
        lifecycle.setStatus(ADMIN, V2, new StatusChange(ApiStatus.PUBLISHED, true, false, true, OptionalLong.empty()));
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
        lifecycle.setStatus(ADMIN, V1, new StatusChange(ApiStatus.PUBLISHED, true, true, true, OptionalLong.empty()));
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
        lifecycle.setStatus(
                ADMIN, third, new StatusChange(ApiStatus.PUBLISHED, true, false, true, OptionalLong.empty()));
        assertThat(subscriptions.to(third)).isEmpty();
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
    void anApiWithoutEndpointsIsNotPublished() {
        editing.create(ADMIN, draft(V1, "/phone", new Endpoints.None()));
        assertThatThrownBy(() -> lifecycle.setStatus(ADMIN, V1, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOf(Invalid.class);
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
        public List<TagCount> tags(ApiQuery query, int most) {
            return apis.tags(query, most);
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
        public Optional<Definition> definition(ApiId id) {
            return apis.definition(id);
        }

        @Override
        public void add(Api api, Transition creation, @Nullable Definition definition) {
            apis.add(api, creation, definition);
        }

        @Override
        public void update(Api api, @Nullable Definition definition) {
            apis.update(api, definition);
        }

        @Override
        public void goBack(Api api, @Nullable Definition definition, long number) {
            apis.goBack(api, definition, number);
        }

        @Override
        public void move(ApiId id, long revision, Transition transition) {
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
