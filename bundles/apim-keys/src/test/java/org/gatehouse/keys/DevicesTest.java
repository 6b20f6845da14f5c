package org.gatehouse.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.gatehouse.testkit.Fixtures.ADMIN;
import static org.gatehouse.testkit.Fixtures.NOON;

import java.time.Duration;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.keys.DeviceGrant;
import org.gatehouse.keys.Devices.TooManyGuesses;
import org.gatehouse.keys.Devices.Typist;
import org.gatehouse.testkit.HandClock;
import org.gatehouse.testkit.InMemoryDeviceGrants;
import org.gatehouse.testkit.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often a user code can be guessed at. */
final class DevicesTest {
    private static final Typist HERE = new Typist(ADMIN, "192.0.2.1");

    private final HandClock clock = new HandClock(NOON);
    private final InMemoryDeviceGrants waiting = new InMemoryDeviceGrants();
    private final Devices devices = new Devices(waiting, new Room(clock).grants(), clock);

    @BeforeEach
    void aDeviceWaits() {
        waiting.add(new DeviceGrant(
                "device",
                "BCDFGHJK",
                "client",
                new TreeSet<>(),
                DeviceGrant.State.WAITING,
                null,
                NOON.plus(Duration.ofDays(1)),
                null));
    }

    @Test
    void aGuesserWaitsTwiceAsLongEachTime() throws TooManyGuesses {
        for (int i = 0; i < 5; i++) {
            assertThat(devices.find(HERE, "XXXXXXXX")).isEmpty();
        }
        for (int seconds = 1; seconds < 900; seconds *= 2) {
            assertThat(left(HERE, "BCDF-GHJK")).isEqualTo(Duration.ofSeconds(seconds));
            clock.advance(Duration.ofSeconds(seconds));
            assertThat(devices.find(HERE, "XXXXXXXX")).isEmpty();
        }
        assertThat(left(HERE, "BCDF-GHJK")).isEqualTo(Duration.ofMinutes(15));
        assertThatThrownBy(() -> devices.answer(HERE, "BCDF-GHJK", true)).isInstanceOf(TooManyGuesses.class);

        clock.advance(Duration.ofHours(1));
        assertThat(devices.find(HERE, "bcdf ghjk")).isPresent();
    }

    @Test
    void rightCodesCostNothingAndResetNothing() throws TooManyGuesses {
        for (int i = 0; i < 100; i++) {
            assertThat(devices.find(HERE, "BCDF-GHJK")).isPresent();
        }
        for (int i = 0; i < 5; i++) {
            assertThat(devices.find(HERE, "XXXXXXXX")).isEmpty();
            clock.advance(Duration.ofSeconds(1));
            assertThat(devices.find(HERE, "BCDF-GHJK")).isPresent();
        }
        assertThat(devices.find(HERE, "XXXXXXXX")).isEmpty();
        assertThat(left(HERE, "BCDF-GHJK")).isPositive();
    }

    @Test
    void manyAtOnceAreAsManyAsOneAfterTheOther() {
        assertThat(Together.count(30, i -> isLookedAt(HERE))).isEqualTo(5);
    }

    @Test
    void manyUsersOfOneAddressAreBoundedToo() {
        long looked = 0;
        for (int i = 0; i < 60; i++) {
            looked += isLookedAt(new Typist(new UserName(UserName.SUPER_TENANT, "user" + i), "192.0.2.1")) ? 1 : 0;
        }
        assertThat(looked).isEqualTo(50);
        assertThat(isLookedAt(new Typist(ADMIN, "192.0.2.2"))).isTrue();
    }

    @Test
    void oneOfManyWhoRedeemAtOnceGetsAToken() throws Exception {
        Room room = new Room(clock);
        Devices busy = new Devices(waiting, room.grants(), clock);
        busy.answer(HERE, "BCDFGHJK", true);

        assertThat(Together.count(16, i -> isRedeemed(busy, room))).isOne();
    }

    private static boolean isRedeemed(Devices devices, Room room) {
        try {
            devices.redeem(room.client(), "device");
            return true;
        } catch (GrantRefused | Devices.NotYet refused) {
            return false;
        }
    }

    private boolean isLookedAt(Typist typist) {
        try {
            return devices.find(typist, "XXXXXXXX").isEmpty();
        } catch (TooManyGuesses tooMany) {
            return false;
        }
    }

    private Duration left(Typist typist, String code) {
        return catchThrowableOfType(TooManyGuesses.class, () -> devices.find(typist, code))
                .left();
    }
}
