package org.gatehouse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;
import static org.gatehouse.testkit.Fixtures.consumer;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.keys.Consumers;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.domain.keys.DeviceGrant.State;
import org.gatehouse.domain.keys.DeviceGrants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeviceGrants} does. */
public abstract class DeviceGrantsContract {
    /** The empty port under test, the same one throughout a test. */
    protected abstract DeviceGrants grants();

    /** The clients it refers to. */
    protected abstract Consumers consumers();

    @BeforeEach
    void oneClient() {
        consumers().save(consumer("client"));
    }

    @Test
    void theDeviceLearnsTheUsersAnswer() {
        grants().add(grant("device", "USER"));

        assertThat(grants().ask("device", NOON)).contains(grant("device", "USER"));
        assertThat(grants().findByUserCode("USER").orElseThrow().deviceCode()).isEmpty();
        assertThat(grants().answer("USER", ADMIN, true)).isTrue();

        DeviceGrant answered = grants().ask("device", NOON.plusSeconds(5)).orElseThrow();
        assertThat(answered.state()).isEqualTo(State.ALLOWED);
        assertThat(answered.user()).isEqualTo(ADMIN);
        assertThat(answered.asked()).isEqualTo(NOON);
        assertThat(grants().ask("USER", NOON)).isEmpty();
    }

    @Test
    void onlyTheFirstAnswerCounts() {
        grants().add(grant("device", "USER"));

        assertThat(grants().answer("USER", ADMIN, false)).isTrue();
        assertThat(grants().answer("USER", ADMIN, true)).isFalse();
        assertThat(grants().answer("OTHER", ADMIN, true)).isFalse();
        assertThat(grants().ask("device", NOON).map(DeviceGrant::state)).contains(State.DENIED);
    }

    @Test
    void whatIsTakenIsGone() {
        grants().add(grant("device", "USER"));

        assertThat(grants().take("device")).isTrue();
        assertThat(grants().take("device")).isFalse();
        assertThat(grants().findByUserCode("USER")).isEmpty();
    }

    @Test
    void oneOfManyWhoAskAtOnceGetsIt() {
        grants().add(grant("device", "USER"));

        assertThat(Together.count(16, i -> grants().answer("USER", ADMIN, i % 2 == 0)))
                .as("answers")
                .isOne();
        assertThat(Together.count(16, i -> grants().take("device")))
                .as("takers")
                .isOne();
    }

    @Test
    void aUserCodeIsGivenOnceAtATime() {
        grants().add(grant("device", "USER"));

        assertThatThrownBy(() -> grants().add(grant("other", "USER"))).isInstanceOf(Conflict.class);

        assertThat(grants().removeExpired(NOON.plus(Duration.ofMinutes(11)))).isOne();
        grants().add(grant("other", "USER"));
        assertThat(grants().removeExpired(NOON.plus(Duration.ofMinutes(9)))).isZero();
    }

    private static DeviceGrant grant(String device, String user) {
        return new DeviceGrant(
                device,
                user,
                "client",
                new TreeSet<>(List.of("read", "write")),
                State.WAITING,
                null,
                NOON.plus(Duration.ofMinutes(10)),
                null);
    }
}
