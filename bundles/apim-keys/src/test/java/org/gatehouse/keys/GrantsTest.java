package org.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.gatehouse.domain.gateway.KeyMemory;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.Consumer;
import org.gatehouse.domain.keys.TokenFormat;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemoryApis;
import org.gatehouse.testkit.InMemoryApplications;
import org.gatehouse.testkit.InMemoryAuthorizationCodes;
import org.gatehouse.testkit.InMemoryConsents;
import org.gatehouse.testkit.InMemoryConsumers;
import org.gatehouse.testkit.InMemorySpentAssertions;
import org.gatehouse.testkit.InMemorySubscriptions;
import org.gatehouse.testkit.InMemoryTokens;
import org.gatehouse.testkit.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens for grants, with the clock in our hand. */
final class GrantsTest {
    private static final UserName TOM = new UserName(UserName.SUPER_TENANT, "tom");
    private static final TokenRules RULES = new TokenRules(
            "am_application_scope",
            List.of(Pattern.compile("^free_.*")),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofMinutes(5));

    private final HandClock clock = new HandClock(NOON);
    private final InMemoryConsumers consumers = new InMemoryConsumers();
    private final InMemoryTokens tokens = new InMemoryTokens(consumers);
    private final InMemoryAuthorizationCodes codes = new InMemoryAuthorizationCodes(consumers);
    private final InMemoryApis apis = new InMemoryApis();
    private final InMemoryApplications applications = new InMemoryApplications();
    private final List<String> forgotten = new ArrayList<>();
    private final Grants grants = grants();
    private final Authorizations authorizations = new Authorizations(
            codes,
            new InMemoryConsents(consumers),
            client -> Optional.empty(),
            grants,
            Duration.ofMinutes(5),
            false,
            clock);
    private final Consumer shop = client("shop", "secret", Set.of());
    private final Consumer phone = client("phone", "", Set.of("authorization_code", "refresh_token"));

    private Grants grants() {
        Memories memories = new Memories();
        memories.add(new Forgetting());
        return new Grants(
                consumers,
                tokens,
                new InMemorySubscriptions(apis, applications),
                new Everybody(),
                memories,
                () -> RULES,
                token -> token.shownAs("signed." + token.value()),
                clock);
    }

    private final class Forgetting implements KeyMemory {
        @Override
        public void forgetToken(String accessToken) {
            forgotten.add(accessToken);
        }

        @Override
        public void forgetConsumer(String consumerKey) {}

        @Override
        public void forgetApi(String context) {}

        @Override
        public void forgetAll() {}
    }

    /** Whose password is the name. */
    private static Grants.Login login(String user, String password) {
        return new Grants.Login(user, password, Origin.direct("127.0.0.1", "test"));
    }

    private static final class Everybody implements Authenticator {
        @Override
        public Optional<Caller> authenticate(UserName user, String password, Origin from) {
            return user.name().equals(password) ? asCaller(user) : Optional.empty();
        }

        @Override
        public Optional<Caller> asCaller(UserName user) {
            return Optional.of(new Caller(user, Set.of("employee"), Set.of()));
        }
    }

    private static Consumer client(String key, String secret, Set<String> grants) {
        return new Consumer(key, secret, ADMIN, key, "https://app.example/back", grants, TokenFormat.OPAQUE);
    }

    @BeforeEach
    void twoClients() {
        consumers.save(shop);
        consumers.save(phone);
    }

    @Test
    void theSameTokenIsGivenWhileItLasts() {
        Granted first = grants.password(shop, login("Tom", "tom"), Set.of());
        clock.advance(Duration.ofMinutes(10));
        Granted again = grants.password(shop, login("tom", "tom"), Set.of());

        assertThat(first.expiresInSeconds()).isEqualTo(3600);
        assertThat(again.token()).isEqualTo(first.token());
        assertThat(again.expiresInSeconds()).as("less the skew").isEqualTo(3600 - 600 - 300);
        assertThat(grants.password(shop, login("tom", "tom"), Set.of("device_1"))
                        .token()
                        .value())
                .as("other scopes, other token")
                .isNotEqualTo(first.token().value());
    }

    @Test
    void aTokenThatIsNearlyOverIsReplacedAndKeepsItsRefreshToken() {
        AccessToken first = grants.password(shop, login("tom", "tom"), Set.of()).token();
        clock.advance(Duration.ofMinutes(55));

        AccessToken next = grants.password(shop, login("tom", "tom"), Set.of()).token();

        assertThat(next.value()).isNotEqualTo(first.value());
        assertThat(next.refreshValue()).isEqualTo(first.refreshValue());
        assertThat(tokens.find(first.value()).map(AccessToken::state)).contains(AccessToken.State.EXPIRED);
    }

    @Test
    void applicationTokensHaveNoRefreshTokenAndTheirOwnScope() {
        AccessToken token =
                grants.clientCredentials(shop, Set.of("free_x", "unknown")).token();

        assertThat(token.refreshValue()).isNull();
        assertThat(token.ofUser()).isFalse();
        assertThat(token.scopes()).containsExactly("am_application_scope", "free_x");
    }

    @Test
    void anApplicationTokenLastsAsLongAsIsAsked() {
        assertThat(grants.applicationToken(shop, 60, Set.of("device_1")).token().validity())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(grants.applicationToken(shop, 0, Set.of("device_2")).token().validity())
                .isEqualTo(Duration.ofHours(1));
        Granted forEver = grants.applicationToken(shop, -1, Set.of("device_3"));
        assertThat(forEver.token().validity()).isNull();
        assertThat(forEver.expiresInSeconds()).isEqualTo(Long.MAX_VALUE);
        assertThat(grants.applicationToken(shop, Long.MAX_VALUE, Set.of("device_4"))
                        .token()
                        .validity())
                .isPositive();
    }

    @Test
    void aRefreshedTokenIsForgottenAndUsedUp() {
        AccessToken first = grants.password(shop, login("tom", "tom"), Set.of()).token();

        Granted next = grants.refresh(shop, first.refreshValue());

        assertThat(next.deactivated()).isEqualTo(first.value());
        assertThat(forgotten).contains(first.value());
        assertThat(next.token().refreshValue()).isNotEqualTo(first.refreshValue());
        assertThatThrownBy(() -> grants.refresh(shop, first.refreshValue())).isInstanceOf(GrantRefused.class);
        assertThat(grants.live(next.token().value()))
                .as("a client with a secret may just have retried")
                .isPresent();
        assertThatThrownBy(() -> grants.refresh(phone, next.token().refreshValue()))
                .as("another client's")
                .isInstanceOf(GrantRefused.class);
    }

    @Test
    void oneOfManyWhoRefreshAtOnceGetsAToken() {
        String refresh =
                grants.password(shop, login("tom", "tom"), Set.of()).token().refreshValue();
        for (int round = 0; round < 20; round++) {
            String shown = refresh;
            List<Granted> granted = Collections.synchronizedList(new ArrayList<>());

            assertThat(Together.count(30, i -> granted(() -> grants.refresh(shop, shown), granted)))
                    .isOne();

            assertThat(tokens.active("shop")).containsExactly(granted.get(0).token());
            refresh = granted.get(0).token().refreshValue();
        }
    }

    private static boolean granted(Supplier<Granted> asked, List<Granted> granted) {
        try {
            return granted.add(asked.get());
        } catch (GrantRefused refused) {
            return false;
        }
    }

    /** The next token keeps the refresh token of one whose time is over, but never one that was used at that moment. */
    @Test
    void aRefreshTokenIsNeverKeptAndUsedAtOnce() {
        for (int round = 0; round < 50; round++) {
            AccessToken first =
                    grants.password(shop, login("tom", "tom"), Set.of()).token();
            clock.advance(Duration.ofMinutes(59));

            Together.count(
                    2,
                    i -> granted(
                            () -> i == 0
                                    ? grants.refresh(shop, first.refreshValue())
                                    : grants.password(shop, login("tom", "tom"), Set.of()),
                            new ArrayList<>()));

            assertThat(tokens.active("shop")).hasSize(1);
            clock.advance(Duration.ofHours(2));
        }
    }

    @Test
    void aRefreshTokenThatWasTakenBackStaysSo() {
        AccessToken first = grants.password(shop, login("tom", "tom"), Set.of()).token();
        clock.advance(Duration.ofMinutes(59));
        AccessToken second =
                grants.password(shop, login("tom", "tom"), Set.of()).token();
        grants.revoke(shop, second.value());

        AccessToken third = grants.password(shop, login("tom", "tom"), Set.of()).token();

        assertThat(third.refreshValue()).isNotEqualTo(first.refreshValue());
        assertThatThrownBy(() -> grants.refresh(shop, first.refreshValue())).isInstanceOf(GrantRefused.class);
    }

    @Test
    void aPublicClientsRefreshTokenThatComesTwiceEndsAll() {
        AccessToken first =
                grants.inNameOf(phone, TOM, Authorizations.CODE, Set.of()).token();
        AccessToken second = grants.refresh(phone, first.refreshValue()).token();

        assertThatThrownBy(() -> grants.refresh(phone, first.refreshValue())).isInstanceOf(GrantRefused.class);

        assertThat(grants.live(second.value())).isEmpty();
        assertThat(forgotten).contains(second.value());
        assertThatThrownBy(() -> grants.refresh(phone, second.refreshValue())).isInstanceOf(GrantRefused.class);
    }

    @Test
    void aClientUsesOnlyItsGrants() {
        assertThatThrownBy(() -> grants.clientCredentials(phone, Set.of())).isInstanceOf(GrantRefused.class);
        assertThatThrownBy(() -> grants.password(phone, login("tom", "tom"), Set.of()))
                .isInstanceOf(GrantRefused.class);
        assertThatThrownBy(() -> grants.password(shop, login("tom", "wrong"), Set.of()))
                .isInstanceOf(GrantRefused.class);
        assertThatThrownBy(() -> grants.password(shop, login(" ", "x"), Set.of()))
                .isInstanceOf(GrantRefused.class);
    }

    @Test
    void aPublicClientIsNeverKnownByASecret() {
        assertThat(grants.client("shop", "secret")).contains(shop);
        assertThat(grants.client("shop", "Secret")).isEmpty();
        assertThat(grants.client("phone", "")).isEmpty();
        assertThat(grants.client("nobody", "secret")).isEmpty();
    }

    @Test
    void aCodeThatComesTwiceTakesItsTokenAlong() {
        AuthorizationCode code = code();
        AuthorizationCode taken = authorizations.take(code.value()).orElseThrow();
        AccessToken token = authorizations
                .exchange(shop, taken.value(), taken.user(), taken.scopes())
                .token();
        assertThat(grants.live(token.value())).isPresent();

        assertThat(authorizations.take(code.value())).isEmpty();

        assertThat(grants.live(token.value())).isEmpty();
        assertThat(forgotten).contains(token.value());
    }

    @Test
    void oldCodesAreRemoved() {
        AuthorizationCode old = code();
        clock.advance(Duration.ofMinutes(20));
        code();

        assertThat(authorizations.take(old.value())).isEmpty();
    }

    @Test
    void theSweepLeavesWhatCanStillBeUsed() {
        Sweep sweep = new Sweep(tokens, codes, new InMemorySpentAssertions(), Duration.ofDays(1), clock);
        AccessToken token = grants.password(shop, login("tom", "tom"), Set.of()).token();
        code();
        clock.advance(Duration.ofHours(24));
        assertThat(sweep.run()).as("the refresh token lasts a day more").isZero();

        clock.advance(Duration.ofHours(2));
        assertThat(sweep.run()).isEqualTo(2);
        assertThat(tokens.find(token.value())).isEmpty();
    }

    private AuthorizationCode code() {
        return authorizations.code(
                shop, TOM, new Authorizations.Allowed("https://app.example/back", Set.of("free_x"), null, null, NOON));
    }

    @Test
    void aClientThatChangesTheFormatOfItsTokensKeepsTheOthersInUse() {
        Granted opaque = grants.clientCredentials(shop, Set.of());
        Consumer changed = shop.with(TokenFormat.JWT);
        clock.advance(Duration.ofSeconds(1));

        Granted signed = grants.clientCredentials(changed, Set.of());

        assertThat(signed.token().value()).startsWith("signed.");
        assertThat(grants.live(opaque.token().value())).isPresent();
        assertThat(grants.live(signed.token().value())).isPresent();
        assertThat(grants.clientCredentials(changed, Set.of()).token().value())
                .isEqualTo(signed.token().value());
    }

    @Test
    void aRefreshedTokenHasTheFormatThatItsClientHasNow() {
        Granted opaque = grants.password(shop, login("tom", "tom"), Set.of());

        Granted signed = grants.refresh(
                shop.with(TokenFormat.JWT), String.valueOf(opaque.token().refreshValue()));

        assertThat(signed.token().value()).startsWith("signed.");
        assertThat(grants.live(opaque.token().value())).isEmpty();
    }
}
