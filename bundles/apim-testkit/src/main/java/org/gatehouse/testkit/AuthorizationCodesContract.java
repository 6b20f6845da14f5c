package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.consumer;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.AuthorizationCode;
import org.gatehouse.domain.keys.AuthorizationCodes;
import org.gatehouse.domain.keys.Consumers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuthorizationCodes} does. */
public abstract class AuthorizationCodesContract {
    /** The empty port under test, the same one throughout a test. */
    protected abstract AuthorizationCodes codes();

    /** The clients it refers to. */
    protected abstract Consumers consumers();

    @BeforeEach
    void oneClient() {
        consumers().save(consumer("client"));
    }

    @Test
    void aCodeIsTakenOnce() {
        AuthorizationCode code = code("a", 5);
        codes().add(code);

        assertThat(codes().take("A")).isEmpty();
        assertThat(codes().take("a")).contains(code);
        assertThat(codes().take("a")).isEmpty();
    }

    @Test
    void oneOfManyWhoAskAtOnceGetsIt() {
        codes().add(code("a", 5));

        assertThat(Together.count(16, i -> codes().take("a").isPresent())).isOne();
    }

    @Test
    void whatACodeWasExchangedForIsRemembered() {
        codes().add(code("a", 5));
        codes().take("a");
        assertThat(codes().exchangedFor("a")).isEmpty();

        codes().exchanged("a", "token");

        assertThat(codes().exchangedFor("a")).contains("token");
        assertThat(codes().exchangedFor("b")).isEmpty();
    }

    @Test
    void onlyThoseWhoseTimeIsOverAreRemoved() {
        codes().add(code("over", 5));
        codes().add(code("taken", 5));
        codes().take("taken");
        codes().exchanged("taken", "token");
        codes().add(code("waits", 10));

        assertThat(codes().removeExpired(NOON.plus(Duration.ofMinutes(6)))).isEqualTo(2);

        assertThat(codes().exchangedFor("taken")).isEmpty();
        assertThat(codes().take("over")).isEmpty();
        assertThat(codes().take("waits")).isPresent();
    }

    @Test
    void removedClientTakesItsCodesAlong() {
        codes().add(code("a", 5));

        consumers().remove("client");

        assertThat(codes().take("a")).isEmpty();
    }

    private static AuthorizationCode code(String value, int minutes) {
        return new AuthorizationCode(
                value,
                "client",
                new UserName("example.com", "joe@mail"),
                new TreeSet<>(List.of("openid", "read")),
                "https://app.example/back?x=1",
                value.equals("waits") ? null : "challenge",
                value.equals("waits") ? null : "nonce",
                NOON,
                NOON.plus(Duration.ofMinutes(minutes)));
    }
}
