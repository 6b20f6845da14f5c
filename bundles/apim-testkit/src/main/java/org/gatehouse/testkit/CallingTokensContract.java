package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.PHONE_ID;
import static org.gatehouse.testkit.Fixtures.TENANT;
import static org.gatehouse.testkit.Fixtures.application;
import static org.gatehouse.testkit.Fixtures.consumer;
import static org.gatehouse.testkit.Fixtures.creation;
import static org.gatehouse.testkit.Fixtures.phoneVerification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AccessToken.State;
import org.gatehouse.domain.keys.CallingToken;
import org.gatehouse.domain.keys.CallingTokens;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.TokenQuery;
import org.gatehouse.domain.keys.Tokens;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CallingTokens} does. */
public abstract class CallingTokensContract {
    private static final UserName JOE = new UserName(TENANT, "Joe_1");
    private static final String FAR = "far.example";

    private Application shop = application("Shop");
    private Application desk = application("Desk");

    /** The port under test, the same one throughout a test. */
    protected abstract CallingTokens calling();

    /** The tokens it refers to. */
    protected abstract Tokens tokens();

    /** The clients it refers to. */
    protected abstract Consumers consumers();

    /** The APIs it refers to. */
    protected abstract Apis apis();

    /** The applications it refers to. */
    protected abstract Applications applications();

    /** The subscriptions it refers to. */
    protected abstract Subscriptions subscriptions();

    /** Lets there be a tenant of that domain, where tenants have to be there. */
    protected void tenant(String domain) {}

    @BeforeEach
    void twoSubscribedApplicationsAndOneThatIsNot() {
        tenant(FAR);
        apis().add(phoneVerification(), creation());
        shop = subscribed(application("Shop"), "shop-key");
        desk = subscribed(application("Desk").withSubscriber(JOE), "desk-key");
        added(application("Idle"), "idle-key");
        subscribed(application("Far").withSubscriber(new UserName(FAR, "ann")), "far-key");
    }

    private Application subscribed(Application given, String key) {
        Application application = added(given, key);
        subscriptions().add(new Subscription(0, PHONE_ID, application.id(), "Gold", SubscriptionStatus.UNBLOCKED));
        return application;
    }

    private Application added(Application given, String key) {
        Application application = applications().add(given);
        consumers().save(consumer(key));
        subscriptions().saveKey(new ApplicationKey(application.id(), KeyType.PRODUCTION, key, Set.of()));
        return application;
    }

    @Test
    void tokensThatCallAreListedNewestFirstWithoutWhatTheirBearersShow() {
        add("t1", "shop-key", ADMIN, false, 0, Duration.ofHours(1), State.ACTIVE);
        add("t2", "desk-key", JOE, true, 5, null, State.ACTIVE);
        add("over", "shop-key", ADMIN, false, -9_000, Duration.ofHours(1), State.ACTIVE);
        add("revoked", "shop-key", JOE, true, 2, Duration.ofHours(1), State.REVOKED);
        add("idle", "idle-key", ADMIN, false, 3, Duration.ofHours(1), State.ACTIVE);
        add("far", "far-key", ADMIN, false, 4, Duration.ofHours(1), State.ACTIVE);

        Page<CallingToken> all = calling().page(TENANT, TokenQuery.ALL, NOON.plusSeconds(9), PageRequest.first(9));

        assertThat(all.total()).isEqualTo(2);
        assertThat(all.items())
                .containsExactly(
                        new CallingToken(
                                AccessToken.fingerprint("t2"), desk, JOE, true, scopes(), NOON.plusSeconds(5), null),
                        new CallingToken(
                                AccessToken.fingerprint("t1"),
                                shop,
                                ADMIN,
                                false,
                                scopes(),
                                NOON,
                                Duration.ofHours(1)));
        Page<CallingToken> part = calling().page(TENANT, TokenQuery.ALL, NOON.plusSeconds(9), new PageRequest(1, 1));
        assertThat(part.total()).isEqualTo(2);
        assertThat(part.items()).extracting(CallingToken::application).containsExactly(shop);
        assertThat(calling()
                        .page(FAR, TokenQuery.ALL, NOON, PageRequest.first(9))
                        .items())
                .as("an application that calls another tenant only")
                .isEmpty();
    }

    @Test
    void aQueryFindsByNameUserApplicationAndFingerprint() {
        add("t1", "shop-key", ADMIN, false, 0, Duration.ofHours(1), State.ACTIVE);
        add("t2", "shop-key", JOE, true, 1, Duration.ofHours(1), State.ACTIVE);
        add("t3", "desk-key", JOE, true, 2, Duration.ofHours(1), State.ACTIVE);
        String second = AccessToken.fingerprint("t2");

        assertThat(found("SHO", "", null, OptionalLong.empty())).containsExactly("t2", "t1");
        assertThat(found("joe_", "", null, OptionalLong.empty())).containsExactly("t3", "t2");
        assertThat(found("%", "", null, OptionalLong.empty())).isEmpty();
        assertThat(found("", second.substring(0, 8), null, OptionalLong.empty()))
                .containsExactly("t2");
        assertThat(found("", second, null, OptionalLong.empty())).containsExactly("t2");
        assertThat(found("", "", JOE, OptionalLong.empty())).containsExactly("t3", "t2");
        assertThat(found("", "", JOE, OptionalLong.of(shop.id()))).containsExactly("t2");
        assertThat(found("desk", "", null, OptionalLong.of(shop.id()))).isEmpty();
        assertThat(found("", "", null, OptionalLong.of(desk.id() + 99))).isEmpty();
    }

    private List<String> found(String text, String fingerprint, @Nullable UserName user, OptionalLong application) {
        TokenQuery query = new TokenQuery(text, fingerprint, user, application);
        return calling().page(TENANT, query, NOON.plusSeconds(9), PageRequest.first(9)).items().stream()
                .map(token -> List.of("t1", "t2", "t3").stream()
                        .filter(value -> AccessToken.fingerprint(value).equals(token.fingerprint()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }

    @Test
    void whatIsRevokedIsWhatTheQueryFindsAndTheirClientsAreTold() {
        add("t1", "shop-key", ADMIN, false, 0, Duration.ofHours(1), State.ACTIVE);
        add("t2", "shop-key", JOE, true, 1, Duration.ofHours(1), State.ACTIVE);
        add("t3", "desk-key", JOE, true, 2, Duration.ofHours(1), State.ACTIVE);
        add("far", "far-key", JOE, true, 3, Duration.ofHours(1), State.ACTIVE);
        add("over", "desk-key", JOE, true, -9_000, Duration.ofHours(1), State.ACTIVE);
        TokenQuery joes = new TokenQuery("", "", JOE, OptionalLong.empty());
        Instant now = NOON.plusSeconds(9);

        assertThat(calling().revoke(FAR, joes, now)).isEmpty();
        assertThat(calling().revoke(TENANT, joes, now)).containsExactlyInAnyOrder("shop-key", "desk-key");
        assertThat(calling().revoke(TENANT, joes, now)).isEmpty();

        assertThat(state("t1")).isEqualTo(State.ACTIVE);
        assertThat(state("t2")).isEqualTo(State.REVOKED);
        assertThat(state("t3")).isEqualTo(State.REVOKED);
        assertThat(state("far")).isEqualTo(State.ACTIVE);
        assertThat(state("over")).as("it could be renewed").isEqualTo(State.REVOKED);
    }

    private State state(String value) {
        return tokens().find(value).orElseThrow().state();
    }

    private void add(
            String value,
            String key,
            UserName user,
            boolean ofUser,
            int seconds,
            @Nullable Duration validity,
            State state) {
        tokens().add(new AccessToken(
                value, null, key, user, ofUser, scopes(), NOON.plusSeconds(seconds), validity, state));
    }

    private static SortedSet<String> scopes() {
        return new TreeSet<>(List.of("am_application_scope", "check"));
    }
}
