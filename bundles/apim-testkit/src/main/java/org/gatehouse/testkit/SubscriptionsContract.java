package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.api;
import static org.gatehouse.testkit.Fixtures.application;
import static org.gatehouse.testkit.Fixtures.creation;
import static org.gatehouse.testkit.Fixtures.phoneVerification;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.SubscribedKey;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Subscriptions} does. */
public abstract class SubscriptionsContract {
    private static final ApiId NEXT_ID = new ApiId(ADMIN, "PhoneVerification", "2.0.0");
    private static final String KEY = "k1_of_shop";
    private static final Decision WHY =
            new Decision(ADMIN, Instant.parse("2026-02-03T04:05:06Z"), "Too many calls \u00fcber Nacht");

    private long shop;

    /** The empty port under test, the same one throughout a test. */
    protected abstract Subscriptions subscriptions();

    /** The APIs it refers to. */
    protected abstract Apis apis();

    /** The applications it refers to. */
    protected abstract Applications applications();

    /** Lets there be a tenant of that domain, where tenants have to be there. */
    protected void tenant(String domain) {}

    @BeforeEach
    void twoVersionsAndAnApplication() {
        apis().add(phoneVerification(), creation());
        apis().add(api(NEXT_ID, "/phone/{version}"), creation());
        shop = applications().add(application("Shop")).id();
    }

    @Test
    void whatIsAddedIsListedOldestFirst() {
        Subscription second = subscriptions().add(to(NEXT_ID, "Gold"));
        Subscription first = subscriptions().add(to(PHONE_ID, "Gold"));

        assertThat(first.id()).isGreaterThan(second.id());
        assertThat(subscriptions().of(shop)).containsExactly(second, first);
        assertThat(subscriptions().to(PHONE_ID)).containsExactly(first);
        assertThat(subscriptions().of(shop + 99)).isEmpty();
    }

    @Test
    void aPageHasTheApisWithTheirSubscribers() {
        Subscription first = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription second = subscriptions().add(to(NEXT_ID, "Gold"));
        Subscription third = subscriptions().add(to(PHONE_ID, "Bronze"));
        long desk = applications().add(application("Desk")).id();
        subscriptions().add(new Subscription(0, PHONE_ID, desk, "Gold", SubscriptionStatus.UNBLOCKED));

        Page<SubscribedApi> page = subscriptions().page(shop, new PageRequest(1, 2));

        assertThat(page.total()).isEqualTo(3);
        assertThat(page.items()).extracting(SubscribedApi::subscription).containsExactly(second, third);
        assertThat(page.items()).extracting(each -> each.api().id()).containsExactly(NEXT_ID, PHONE_ID);
        assertThat(page.items()).extracting(each -> each.api().subscribers()).containsExactly(1L, 2L);
        assertThat(subscriptions().subscribers(PHONE_ID)).isEqualTo(2);
        assertThat(subscriptions().subscribers(new ApiId(ADMIN, "Unknown", "1")))
                .isZero();
        assertThat(subscriptions().between(PHONE_ID, shop)).containsExactly(first, third);
        assertThat(subscriptions().between(NEXT_ID, desk)).isEmpty();
        assertThat(applications().list(ADMIN))
                .extracting(ApplicationSummary::subscriptions, ApplicationSummary::apis)
                .containsExactly(tuple(1L, 1L), tuple(3L, 2L));
    }

    @Test
    void whoIsSubscribedIsFoundByNameAndStatus() {
        Application desk = applications().add(application("Help 100% desk"));
        Application joes = applications().add(application("Cart").withSubscriber(new UserName(ADMIN.tenant(), "Joe")));
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription silver = subscriptions().add(to(PHONE_ID, "Silver"));
        Subscription desks =
                subscriptions().add(new Subscription(0, PHONE_ID, desk.id(), "Gold", SubscriptionStatus.ON_HOLD));
        Subscription carts =
                subscriptions().add(new Subscription(0, PHONE_ID, joes.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        subscriptions().add(to(NEXT_ID, "Gold"));

        assertThat(subscribed(SubscriberQuery.ALL)).containsExactly(carts, desks, silver, gold);
        assertThat(subscribed(new SubscriberQuery("DESK", null))).containsExactly(desks);
        assertThat(subscribed(new SubscriberQuery("0%", null))).containsExactly(desks);
        assertThat(subscribed(new SubscriberQuery("_", null))).isEmpty();
        assertThat(subscribed(new SubscriberQuery("joe", null))).containsExactly(carts);
        assertThat(subscribed(new SubscriberQuery("", SubscriptionStatus.ON_HOLD)))
                .containsExactly(desks);
        assertThat(subscribed(new SubscriberQuery("joe", SubscriptionStatus.ON_HOLD)))
                .isEmpty();

        Page<SubscribedApplication> part = subscriptions().page(PHONE_ID, SubscriberQuery.ALL, new PageRequest(1, 2));
        assertThat(part.total()).isEqualTo(4);
        assertThat(part.items()).extracting(SubscribedApplication::subscription).containsExactly(desks, silver);
        assertThat(part.items().get(0).application()).isEqualTo(desk);
        assertThat(subscriptions()
                        .page(new ApiId(ADMIN, "Unknown", "1"), SubscriberQuery.ALL, PageRequest.first(9))
                        .items())
                .isEmpty();
    }

    private List<Subscription> subscribed(SubscriberQuery query) {
        Page<SubscribedApplication> found = subscriptions().page(PHONE_ID, query, PageRequest.first(9));
        assertThat(found.total()).isEqualTo(found.items().size());
        return found.items().stream().map(SubscribedApplication::subscription).toList();
    }

    @Test
    void whatASubscriberMayCallIsToldOnce() {
        subscriptions().add(to(NEXT_ID, "Gold"));
        subscriptions().add(to(PHONE_ID, "Gold"));
        subscriptions().add(to(PHONE_ID, "Bronze"));

        assertThat(subscriptions().apisOf(ADMIN)).containsExactly(PHONE_ID, NEXT_ID);
        assertThat(subscriptions().apisOf(new UserName("example.com", "joe"))).isEmpty();
    }

    @Test
    void scopesAreThoseOfSubscribedApis() {
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        assertThat(subscriptions().scopes(KEY, Set.of("check"))).isEmpty();

        subscriptions().add(to(PHONE_ID, "Gold"));
        subscriptions().add(to(PHONE_ID, "Bronze"));

        assertThat(subscriptions().scopes(KEY, Set.of("check", "other")))
                .isEqualTo(phoneVerification().scopes());
        assertThat(subscriptions().scopes(KEY, Set.of("other"))).isEmpty();
        assertThat(subscriptions().scopes(KEY, Set.of())).isEmpty();
        assertThat(subscriptions().scopes("unknown", Set.of("check"))).isEmpty();
    }

    @Test
    void subscriptionsAreCarriedOverToWhoHasNone() {
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        subscriptions().decide(List.of(gold), SubscriptionStatus.BLOCKED, WHY);
        long desk = applications().add(application("Desk")).id();
        subscriptions().add(new Subscription(0, PHONE_ID, desk, "Gold", SubscriptionStatus.UNBLOCKED));
        subscriptions().add(new Subscription(0, NEXT_ID, desk, "Bronze", SubscriptionStatus.UNBLOCKED));

        subscriptions().carryOver(PHONE_ID, NEXT_ID);
        subscriptions().carryOver(PHONE_ID, NEXT_ID);

        assertThat(subscriptions().to(NEXT_ID))
                .extracting(
                        Subscription::applicationId, Subscription::tier, Subscription::status, Subscription::decision)
                .containsExactly(
                        tuple(desk, "Bronze", SubscriptionStatus.UNBLOCKED, null),
                        tuple(shop, "Gold", SubscriptionStatus.BLOCKED, WHY));
    }

    @Test
    void oneTierIsSubscribedOnce() {
        subscriptions().add(to(PHONE_ID, "Gold"));
        subscriptions().add(to(PHONE_ID, "Bronze"));

        assertThatThrownBy(() -> subscriptions().add(to(PHONE_ID, "Gold"))).isInstanceOf(Conflict.class);
        assertThat(subscriptions().of(shop)).hasSize(2);
    }

    @Test
    void bothEndsHaveToExist() {
        ApiId unknown = new ApiId(ADMIN, "Unknown", "1");

        assertThatThrownBy(() -> subscriptions().add(to(unknown, "Gold"))).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> subscriptions()
                        .add(new Subscription(0, PHONE_ID, shop + 99, "Gold", SubscriptionStatus.UNBLOCKED)))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(
                        () -> subscriptions().saveKey(new ApplicationKey(shop + 99, KeyType.PRODUCTION, KEY, Set.of())))
                .isInstanceOf(NotFound.class);
    }

    @Test
    void whatIsDecidedStandsWithTheReasonUntilItIsTakenBack() {
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription bronze = subscriptions().add(to(PHONE_ID, "Bronze"));
        Subscription next = subscriptions().add(to(NEXT_ID, "Bronze"));
        Subscription blockedGold = gold.decided(SubscriptionStatus.BLOCKED, WHY);
        Subscription blockedBronze = bronze.decided(SubscriptionStatus.BLOCKED, WHY);

        assertThat(subscriptions().decide(List.of(bronze, gold), SubscriptionStatus.BLOCKED, WHY))
                .isTrue();

        assertThat(subscriptions().of(shop)).containsExactly(blockedGold, blockedBronze, next);
        assertThat(subscriptions().find(gold.id()))
                .contains(new SubscribedApplication(
                        blockedGold, applications().find(shop).orElseThrow()));
        assertThat(subscriptions().find(next.id() + 99)).isEmpty();
        assertThat(subscriptions().between(PHONE_ID, shop)).containsExactly(blockedGold, blockedBronze);
        assertThat(subscriptions().page(shop, PageRequest.first(1)).items())
                .extracting(SubscribedApi::subscription)
                .containsExactly(blockedGold);
        assertThat(subscribed(SubscriberQuery.ALL)).containsExactly(blockedBronze, blockedGold);

        assertThat(subscriptions().decide(List.of(blockedGold), SubscriptionStatus.UNBLOCKED, null))
                .isTrue();
        assertThat(subscriptions().of(shop)).containsExactly(gold, blockedBronze, next);
    }

    @Test
    void whatIsNotAsItWasSeenIsNotDecidedAndNeitherIsTheRest() {
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription waiting =
                subscriptions().add(new Subscription(0, PHONE_ID, shop, "Bronze", SubscriptionStatus.ON_HOLD));
        Subscription asSeen = waiting.decided(SubscriptionStatus.UNBLOCKED, null);

        assertThat(subscriptions().decide(List.of(gold, asSeen), SubscriptionStatus.BLOCKED, WHY))
                .isFalse();
        assertThat(subscriptions().of(shop)).containsExactly(gold, waiting);

        subscriptions().remove(waiting.id());
        assertThat(subscriptions().decide(List.of(gold, waiting), SubscriptionStatus.BLOCKED, WHY))
                .isFalse();
        assertThat(subscriptions().of(shop)).containsExactly(gold);
    }

    @Test
    void ofManyWhoDecideAtOnceOneDoes() throws Exception {
        Subscription waiting =
                subscriptions().add(new Subscription(0, PHONE_ID, shop, "Gold", SubscriptionStatus.ON_HOLD));
        ExecutorService people = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> asked = Collections.nCopies(
                    8, () -> subscriptions().decide(List.of(waiting), SubscriptionStatus.UNBLOCKED, null));
            List<Boolean> answers = new ArrayList<>();
            for (Future<Boolean> each : people.invokeAll(asked)) {
                answers.add(each.get());
            }
            assertThat(answers).containsOnlyOnce(true).hasSize(8);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void whatWaitsIsListedForItsTenantOldestFirst() {
        UserName far = new UserName("far.example", "admin");
        tenant(far.tenant());
        ApiId elsewhere = new ApiId(far, "Elsewhere", "1");
        apis().add(api(elsewhere, "/t/far.example/elsewhere"), creation());
        Application desk = applications().add(application("Desk"));
        Subscription first =
                subscriptions().add(new Subscription(0, PHONE_ID, desk.id(), "Gold", SubscriptionStatus.ON_HOLD));
        subscriptions().add(new Subscription(0, elsewhere, desk.id(), "Gold", SubscriptionStatus.ON_HOLD));
        subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription second =
                subscriptions().add(new Subscription(0, NEXT_ID, shop, "Gold", SubscriptionStatus.ON_HOLD));

        Page<SubscribedApplication> all = subscriptions().waiting(ADMIN.tenant(), PageRequest.first(9));
        assertThat(all.total()).isEqualTo(2);
        assertThat(all.items()).extracting(SubscribedApplication::subscription).containsExactly(first, second);
        assertThat(all.items().get(0).application()).isEqualTo(desk);
        Page<SubscribedApplication> part = subscriptions().waiting(ADMIN.tenant(), new PageRequest(1, 1));
        assertThat(part.total()).isEqualTo(2);
        assertThat(part.items()).extracting(SubscribedApplication::subscription).containsExactly(second);
        assertThat(subscriptions()
                        .waiting("nowhere.example", PageRequest.first(9))
                        .items())
                .isEmpty();
    }

    @Test
    void oneOfSeveralTiersIsRemoved() {
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription bronze = subscriptions().add(to(PHONE_ID, "Bronze"));

        subscriptions().remove(gold.id());
        subscriptions().remove(gold.id());

        assertThat(subscriptions().of(shop)).containsExactly(bronze);
    }

    @Test
    void removalLeavesOtherSubscriptions() {
        subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription next = subscriptions().add(to(NEXT_ID, "Bronze"));

        subscriptions().remove(PHONE_ID, shop);
        subscriptions().remove(PHONE_ID, shop);

        assertThat(subscriptions().of(shop)).containsExactly(next);
    }

    @Test
    void removedApiTakesItsSubscriptionsAlong() {
        subscriptions().add(to(PHONE_ID, "Gold"));

        apis().remove(PHONE_ID);

        assertThat(subscriptions().of(shop)).isEmpty();
        assertThat(subscriptions().to(PHONE_ID)).isEmpty();
    }

    @Test
    void removedApplicationTakesItsSubscriptionsAndKeysAlong() {
        subscriptions().add(to(PHONE_ID, "Gold"));
        subscriptions().saveKey(key(KeyType.PRODUCTION));

        applications().remove(shop);

        assertThat(subscriptions().to(PHONE_ID)).isEmpty();
        assertThat(subscriptions().findKey(KEY)).isEmpty();
    }

    @Test
    void anApplicationHasOneKeyOfAType() {
        ApplicationKey old = new ApplicationKey(shop, KeyType.PRODUCTION, "old", Set.of("a.example.com"));
        ApplicationKey next =
                new ApplicationKey(shop, KeyType.PRODUCTION, "next", Set.of("a.example.com", "b.example.com"));
        ApplicationKey sandbox = new ApplicationKey(shop, KeyType.SANDBOX, "sand", Set.of());

        subscriptions().saveKey(sandbox);
        subscriptions().saveKey(old);
        subscriptions().saveKey(next);

        assertThat(subscriptions().keys(shop)).containsExactly(next, sandbox);
        assertThat(subscriptions().findKey("old")).isEmpty();
        assertThat(subscriptions().findKey("next")).contains(next);
    }

    @Test
    void aKeyIsSavedAgainAndForgotten() {
        subscriptions().saveKey(key(KeyType.SANDBOX));
        subscriptions().saveKey(key(KeyType.SANDBOX));

        subscriptions().removeKey(shop, KeyType.PRODUCTION);
        assertThat(subscriptions().keys(shop)).hasSize(1);
        subscriptions().removeKey(shop, KeyType.SANDBOX);
        assertThat(subscriptions().keys(shop)).isEmpty();
    }

    @Test
    void subscribedKeyHoldsKeyApplicationAndSubscription() {
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Application application = applications().find(shop).orElseThrow();

        assertThat(subscriptions().subscribed(KEY, "/phone/1.0.0", "1.0.0"))
                .contains(new SubscribedKey(key(KeyType.PRODUCTION), application, gold));
    }

    @Test
    void unsubscribedKeyMayNotCall() {
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        subscriptions().add(to(PHONE_ID, "Gold"));

        assertThat(subscriptions().subscribed(KEY, "/phone/2.0.0", "2.0.0")).isEmpty();
        assertThat(subscriptions().subscribed(KEY, "/phone/1.0.0", "2.0.0")).isEmpty();
        assertThat(subscriptions().subscribed(KEY, "/unknown/1.0.0", null)).isEmpty();
        assertThat(subscriptions().subscribed("unknown", "/phone/1.0.0", "1.0.0"))
                .isEmpty();
    }

    @Test
    void withoutAVersionAnySubscriptionToTheTemplateCounts() {
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));

        assertThat(subscriptions().subscribed(KEY, "/phone/2.0.0", null).map(SubscribedKey::subscription))
                .contains(gold);
    }

    @Test
    void aSubscriptionThatMayBeUsedGoesBeforeAnOlderOneThatMayNot() {
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        Subscription waiting =
                subscriptions().add(new Subscription(0, PHONE_ID, shop, "Gold", SubscriptionStatus.ON_HOLD));
        assertThat(subscriptionFor("1.0.0")).isEqualTo(waiting);

        Subscription bronze = subscriptions().add(to(PHONE_ID, "Bronze"));
        assertThat(subscriptionFor("1.0.0")).isEqualTo(bronze);
    }

    @Test
    void blockingProductionSparesSandboxKeys() {
        subscriptions().saveKey(key(KeyType.SANDBOX));
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription bronze = subscriptions().add(to(PHONE_ID, "Bronze"));
        assertThat(subscriptions().decide(List.of(gold), SubscriptionStatus.PROD_ONLY_BLOCKED, null))
                .isTrue();
        assertThat(subscriptionFor("1.0.0").id()).isEqualTo(gold.id());

        subscriptions().removeKey(shop, KeyType.SANDBOX);
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        assertThat(subscriptionFor("1.0.0")).isEqualTo(bronze);
    }

    @Test
    void whatIsDecidedOfTheVersionCalledIsNotUndoneByAnother() {
        subscriptions().saveKey(key(KeyType.PRODUCTION));
        Subscription usable = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription refused = subscriptions().add(to(NEXT_ID, "Gold"));
        for (SubscriptionStatus against : List.of(
                SubscriptionStatus.BLOCKED, SubscriptionStatus.PROD_ONLY_BLOCKED, SubscriptionStatus.REJECTED)) {
            decide(refused, against);
            assertThat(byDefault("/phone/2.0.0")).isEqualTo(refused.id());
        }
        decide(refused, SubscriptionStatus.ON_HOLD);
        assertThat(byDefault("/phone/2.0.0")).isEqualTo(usable.id());
    }

    private void decide(Subscription subscription, SubscriptionStatus becomes) {
        Subscription now = subscriptions().find(subscription.id()).orElseThrow().subscription();
        assertThat(subscriptions().decide(List.of(now), becomes, null)).isTrue();
    }

    private long byDefault(String context) {
        return subscriptions()
                .subscribed(KEY, context, null)
                .orElseThrow()
                .subscription()
                .id();
    }

    @Test
    void whoIsBlockedIsNotMadeAnew() {
        Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
        Subscription bronze = subscriptions().add(to(PHONE_ID, "Bronze"));
        decide(gold, SubscriptionStatus.BLOCKED);

        assertThatThrownBy(() -> subscriptions().add(to(PHONE_ID, "Silver"))).isInstanceOf(SubscriptionBlocked.class);
        assertThatThrownBy(() -> subscriptions().remove(gold.id())).isInstanceOf(SubscriptionBlocked.class);
        assertThatThrownBy(() -> subscriptions().remove(PHONE_ID, shop)).isInstanceOf(SubscriptionBlocked.class);
        assertThat(subscriptions().between(PHONE_ID, shop))
                .extracting(Subscription::tier)
                .containsExactly("Gold", "Bronze");

        subscriptions().remove(bronze.id());
        assertThat(subscriptions().between(PHONE_ID, shop)).hasSize(1);
    }

    @Test
    void whoIsBlockedAtThisMomentHasNotGotAwayWithIt() {
        for (int turn = 0; turn < 20; turn++) {
            Subscription gold = subscriptions().add(to(PHONE_ID, "Gold"));
            Together.count(2, number -> number == 0 ? isBlocked(gold) : isMadeAnew(gold));

            List<Subscription> left = subscriptions().between(PHONE_ID, shop);
            assertThat(left).hasSize(1);
            decide(left.get(0), SubscriptionStatus.UNBLOCKED);
            subscriptions().remove(PHONE_ID, shop);
        }
    }

    private boolean isBlocked(Subscription gold) {
        return subscriptions().decide(List.of(gold), SubscriptionStatus.BLOCKED, null);
    }

    private boolean isMadeAnew(Subscription gold) {
        try {
            subscriptions().remove(gold.id());
            subscriptions().add(to(PHONE_ID, "Gold"));
            return true;
        } catch (SubscriptionBlocked blocked) {
            return false;
        }
    }

    private Subscription subscriptionFor(String version) {
        return subscriptions()
                .subscribed(KEY, "/phone/" + version, version)
                .orElseThrow()
                .subscription();
    }

    private Subscription to(ApiId api, String tier) {
        return new Subscription(0, api, shop, tier, SubscriptionStatus.UNBLOCKED);
    }

    private ApplicationKey key(KeyType type) {
        return new ApplicationKey(shop, type, KEY, Set.of());
    }
}
