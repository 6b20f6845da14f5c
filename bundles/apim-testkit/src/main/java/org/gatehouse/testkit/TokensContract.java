package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.consumer;
import static org.gatehouse.testkit.Fixtures.token;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.domain.keys.AccessToken.State;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link Tokens} does. */
public abstract class TokensContract {
    private static final UserName JOE = new UserName("example.com", "joe@mail");

    /** The empty port under test, the same one throughout a test. */
    protected abstract Tokens tokens();

    /** The clients it refers to. */
    protected abstract Consumers consumers();

    @BeforeEach
    void oneClient() {
        consumers().save(consumer("client"));
    }

    @Test
    void whatIsAddedIsFound() {
        AccessToken ofJoe = userToken("a", "r", 0, "one", "two");
        AccessToken forEver =
                new AccessToken("b", null, "client", ADMIN, false, new TreeSet<>(), NOON, null, State.ACTIVE);

        tokens().add(ofJoe);
        tokens().add(forEver);

        assertThat(tokens().find("a")).contains(ofJoe);
        assertThat(tokens().find("b")).contains(forEver);
        assertThat(tokens().findByRefresh("r")).contains(ofJoe);
        assertThat(tokens().find("A")).isEmpty();
        assertThat(tokens().findByRefresh("a")).isEmpty();
    }

    @Test
    void aTokenIsAddedOnceAndForAKnownClient() {
        tokens().add(token("a", "client"));

        assertThatThrownBy(() -> tokens().add(token("a", "client"))).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> tokens().add(token("b", "nobody"))).isInstanceOf(NotFound.class);
        assertThat(tokens().find("b")).isEmpty();
    }

    @Test
    void latestIsTheNewestOfJustThatKind() {
        tokens().add(userToken("old", "r1", 0, "one", "two"));
        AccessToken newest = userToken("new", "r2", 5, "two", "one");
        tokens().add(newest);
        tokens().add(userToken("otherScopes", "r3", 9, "one"));
        tokens().add(token("application", "client"));

        assertThat(latest("one", "two")).contains(newest);
        assertThat(latest("two")).isEmpty();
        assertThat(tokens().latest("client", ADMIN, true, new TreeSet<>(List.of("one", "two"))))
                .isEmpty();
    }

    @Test
    void latestPassesRevokedTokensOver() {
        tokens().add(userToken("old", "r1", 0, "one"));
        tokens().add(userToken("new", "r2", 5, "one"));

        tokens().setState("new", State.EXPIRED);
        assertThat(latest("one").map(AccessToken::value)).contains("new");
        tokens().setState("new", State.REVOKED);
        assertThat(latest("one").map(AccessToken::value)).contains("old");
    }

    @Test
    void onlyActiveTokensAreActive() {
        tokens().add(token("a", "client"));
        tokens().add(token("b", "client"));

        assertThat(tokens().setState("a", State.REVOKED)).isTrue();

        assertThat(tokens().active("client")).containsExactly(token("b", "client"));
        assertThat(tokens().find("a").map(AccessToken::state)).contains(State.REVOKED);
        assertThat(tokens().setState("unknown", State.REVOKED)).isFalse();
    }

    @Test
    void aUsersTokensAreThoseInTheUsersName() {
        AccessToken active = userToken("a", "r1", 0, "one");
        tokens().add(active);
        tokens().add(userToken("old", "r2", 5, "two"));
        tokens().setState("old", State.EXPIRED);
        tokens().add(token("application", "client"));

        assertThat(tokens().activeOf(JOE)).containsExactly(active);
        assertThat(tokens().activeOf(ADMIN)).containsExactly(token("application", "client"));
    }

    @Test
    void replaceDoesBothOrNeither() {
        AccessToken a = token("a", "client");
        AccessToken b = token("b", "client");
        tokens().add(a);
        assertThat(tokens().replace(a, State.INACTIVE, b)).isTrue();

        assertThat(tokens().active("client")).containsExactly(b);

        assertThatThrownBy(() -> tokens().replace(b, State.INACTIVE, a)).isInstanceOf(Conflict.class);
        assertThat(tokens().replace(token("unknown", "client"), State.INACTIVE, token("c", "client")))
                .isFalse();
        assertThat(tokens().active("client")).containsExactly(b);
        assertThat(tokens().find("c")).isEmpty();
    }

    @Test
    void whatChangedSinceItWasSeenIsNotReplaced() {
        AccessToken seen = token("a", "client");
        tokens().add(seen);
        tokens().setState("a", State.REVOKED);

        assertThat(tokens().replace(seen, State.EXPIRED, token("b", "client"))).isFalse();

        assertThat(tokens().find("a").map(AccessToken::state)).contains(State.REVOKED);
        assertThat(tokens().find("b")).isEmpty();
    }

    @Test
    void oneOfManyWhoReplaceATokenAtOnceDoes() {
        AccessToken seen = token("a", "client");
        tokens().add(seen);

        long done = Together.count(16, i -> tokens().replace(seen, State.INACTIVE, token("next " + i, "client")));

        assertThat(done).isOne();
        assertThat(tokens().active("client")).hasSize(1);
        assertThat(tokens().find("a").map(AccessToken::state)).contains(State.INACTIVE);
    }

    @Test
    void removedClientTakesItsTokensAlong() {
        consumers().save(consumer("other"));
        tokens().add(token("a", "client"));
        tokens().add(token("b", "other"));

        consumers().remove("client");

        assertThat(tokens().find("a")).isEmpty();
        assertThat(tokens().find("b")).isPresent();
    }

    @Test
    void theDeadAreRemoved() {
        tokens().add(userToken("old", "r1", 0, "one"));
        tokens().add(userToken("new", "r2", 5, "two"));
        tokens().add(new AccessToken("b", null, "client", ADMIN, false, new TreeSet<>(), NOON, null, State.ACTIVE));

        int removed = tokens().removeDead(NOON.plus(Duration.ofMinutes(3)));

        assertThat(removed).isOne();
        assertThat(tokens().find("old")).isEmpty();
        assertThat(tokens().find("new")).isPresent();
        assertThat(tokens().find("b")).isPresent();
        assertThat(tokens().removeDead(NOON.plus(Duration.ofMinutes(3)))).isZero();
    }

    private Optional<AccessToken> latest(String... scopes) {
        return tokens().latest("client", JOE, true, new TreeSet<>(List.of(scopes)));
    }

    private static AccessToken userToken(String value, String refresh, int minute, String... scopes) {
        return new AccessToken(
                value,
                refresh,
                "client",
                JOE,
                true,
                new TreeSet<>(List.of(scopes)),
                NOON.plus(Duration.ofMinutes(minute)),
                Duration.ofMillis(90_001),
                State.ACTIVE);
    }
}
