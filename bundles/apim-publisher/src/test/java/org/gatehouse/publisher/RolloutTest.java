package org.gatehouse.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Endpoints;
import org.gatehouse.domain.catalog.LocalTurns;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.gateway.GatewayDeployer;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.gateway.Rewrite;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.LiveRedeployment;
import org.gatehouse.publisher.rollout.Reconciler;
import org.gatehouse.testkit.Eventually;
import org.gatehouse.testkit.Fixtures;
import org.junit.jupiter.api.Test;

/** How gateways follow what is stored. */
final class RolloutTest extends PublisherRooms {
    @Test
    void whatCallsGoToAndCannotBeReadIsLeftAsTheGatewayHasIt() {
        published(V1, "/phone");
        Api there = gateway.find(V1).orElseThrow();
        apis.update(unreadable(there));

        reconcile(gateway);

        assertThat(gateway.find(V1)).contains(there);
        assertThat(new LiveRedeployment(apis, gateways, turns).preview(ADMIN)).isEmpty();
    }

    @Test
    void anApiThatSomebodyChangesKeepsNoOtherOff() {
        published(V1, "/phone");
        ApiId fax = new ApiId(Fixtures.ADMIN, "Fax", "1.0.0");
        published(fax, "/fax");
        gateway.lose(V1);
        gateway.lose(fax);
        Turns impatient = new LocalTurns(Duration.ofMillis(1));
        Reconciler reconciler = new Reconciler(apis, gateways, impatient, Duration.ofMinutes(1));

        impatient.of(
                fax,
                () -> CompletableFuture.supplyAsync(() -> {
                            reconciler.settle(gateway);
                            return true;
                        })
                        .join());
        reconciler.close();

        assertThat(gateway.has(fax)).as("somebody changes it").isFalse();
        assertThat(gateway.has(V1)).isTrue();
    }

    @Test
    void anOlderVersionThatAGatewayHoldsOnToUndoesNoPublishing() {
        published(V1, "/phone");
        editing.create(ADMIN, draft(V2, "/phone"));
        gateway.beforeDeploying(() -> gateway.beforeDeploying(() -> {
            throw new Conflict("full");
        }));

        Outcome<List<Transition>> outcome = lifecycle.setStatus(
                ADMIN, V2, new StatusChange(ApiStatus.PUBLISHED, true, true, false, OptionalLong.empty()));

        assertThat(outcome.late()).containsOnlyKeys(V1 + " is not deprecated");
        assertThat(apis.find(V2).orElseThrow().status()).isEqualTo(ApiStatus.PUBLISHED);
        assertThat(apis.find(V1).orElseThrow().status()).isEqualTo(ApiStatus.PUBLISHED);
        assertThat(gateway.has(apis.find(V1).orElseThrow())).isTrue();
    }

    @Test
    void whatIsToHappenWithPublishingHappensWithTheSecondAttempt() {
        published(V1, "/phone");
        editing.create(ADMIN, draft(V2, "/phone"));
        Application app = applications.add(Fixtures.application("App"));
        subscriptions.add(new Subscription(0, V1, app.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        ApiLifecycle unlucky = new ApiLifecycle(
                apis, awayOnce(Subscriptions.class, "carryOver", subscriptions), change, gateways, turns, clock);

        assertThatThrownBy(() -> unlucky.setStatus(ADMIN, V2, StatusChange.to(ApiStatus.PUBLISHED)))
                .isInstanceOf(Unavailable.class);
        assertThat(apis.find(V2).orElseThrow().status()).isEqualTo(ApiStatus.CREATED);
        assertThat(gateway.has(V2)).isFalse();
        unlucky.setStatus(ADMIN, V2, StatusChange.to(ApiStatus.PUBLISHED));

        assertThat(subscriptions.to(V2)).extracting(Subscription::tier).containsExactly("Gold");
        assertThat(gateway.has(V2)).isTrue();
    }

    private static <T> T awayOnce(Class<T> port, String verb, T twin) {
        AtomicBoolean away = new AtomicBoolean(true);
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (its, asked, given) -> {
            if (asked.getName().equals(verb) && away.getAndSet(false)) {
                throw new Unavailable("database: no connection");
            }
            return asked.invoke(twin, given);
        }));
    }

    @Test
    void aDatabaseThatIsAwayOnceEndsNoAttempts() {
        published(V1, "/phone");
        gateway.lose(V1);
        Reconciler reconciler =
                new Reconciler(awayOnce(Apis.class, "all", apis), gateways, turns, Duration.ofMillis(20));

        reconciler.addDeployer(gateway);
        await(() -> gateway.has(V1));
        reconciler.close();
    }

    /** The database has it, and the answer that it has was lost. */
    @Test
    void whereItIsNotKnownWhatIsStoredGatewaysAreBroughtToIt() {
        Reconciler reconciler = busyReconciler();
        Api before = apis.find(V1).orElseThrow();
        Api after = before.withStatus(ApiStatus.BLOCKED).withRevision(before.revision() + 1);

        assertThatThrownBy(() -> new ApiChange(gateways).make(before, after, () -> {
                    apis.move(
                            V1,
                            before.revision(),
                            new Transition(before.status(), after.status(), Fixtures.ADMIN, Fixtures.NOON));
                    throw new Unavailable("database: the connection is lost");
                }))
                .hasMessageContaining("the connection is lost");

        await(() -> gateway.has(after));
        reconciler.close();
    }

    @Test
    void aGatewayThatCannotGoBackIsToldAgain() {
        Reconciler reconciler = busyReconciler();
        Api before = apis.find(V1).orElseThrow();

        assertThatThrownBy(() -> new ApiChange(gateways).make(before, before.withStatus(ApiStatus.BLOCKED), () -> {
                    gateway.goAway(true);
                    throw new IllegalStateException("full");
                }))
                .hasMessageContaining("full");
        assertThat(gateway.has(before)).isFalse();

        gateway.goAway(false);
        await(() -> gateway.has(before));
        reconciler.close();
    }

    /** One that has brought V1 to the gateway, and from now on tells only those who are late. */
    private Reconciler busyReconciler() {
        published(V1, "/phone");
        gateway.lose(V1);
        Reconciler reconciler = new Reconciler(apis, gateways, turns, Duration.ofMillis(20));
        reconciler.addDeployer(gateway);
        await(() -> gateway.has(V1));
        return reconciler;
    }

    private static Api unreadable(Api api) {
        return api.withBackend(Backend.of(new Endpoints.Unreadable("{\"endpoint_type\":\"other\"}")))
                .withLastUpdated(api.lastUpdated().plusSeconds(1));
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
            public Map<String, String> render(Api api) {
                return fresh.render(api);
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
}
