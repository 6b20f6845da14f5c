package org.gatehouse.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.SignInLocks.Lock;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.testkit.Fixtures;
import org.gatehouse.testkit.HandClock;
import org.junit.jupiter.api.Test;

class SignInLimitsTest {
    private static final String ADMIN = "admin@carbon.super";
    private static final Origin HOME = Origin.direct("198.51.100.1", "test");
    private static final Origin HERE = Origin.direct("127.0.0.1", "test");

    private final HandClock clock = new HandClock();
    private final SignInLimits limits = new SignInLimits(5, Duration.ofMinutes(15), clock);

    @Test
    void guessesFromElsewhereStopNobodyAtHome() {
        limits.succeeded(ADMIN, HOME);
        for (int i = 0; i < 2_000; i++) {
            limits.failed(ADMIN, Origin.direct("203.0." + i / 200 + "." + i % 200, "test"));
        }
        assertThat(limits.admits(ADMIN, HOME)).isTrue();
        assertThat(limits.admits(ADMIN, HERE)).isFalse();
        limits.succeeded(ADMIN, HERE);
        assertThat(limits.admits(ADMIN, HERE)).isTrue();
    }

    @Test
    void aNameThatIsGuessedFromEverywhereIsTriedByStrangersNowAndThen() {
        for (int i = 0; i < 100; i++) {
            limits.failed(ADMIN, Origin.direct("203.0.113." + i, "test"));
        }
        Origin stranger = Origin.direct("192.0.2.1", "test");
        assertThat(limits.admits(ADMIN, stranger)).isFalse();
        assertThat(limits.admits("tom@carbon.super", stranger)).isTrue();
        clock.advance(Duration.ofSeconds(10));
        assertThat(limits.admits(ADMIN, stranger)).isTrue();
    }

    @Test
    void anAddressThatTriesManyNamesHasToWaitWithAllThatItNeverKnew() {
        limits.succeeded("tom@carbon.super", HOME);
        for (int i = 0; i < 100; i++) {
            limits.failed("user" + i, HOME);
        }
        assertThat(limits.admits("ann@carbon.super", HOME)).isFalse();
        assertThat(limits.admits("tom@carbon.super", HOME)).isTrue();
        assertThat(limits.admits("ann@carbon.super", Origin.direct("192.0.2.1", "test")))
                .isTrue();
    }

    @Test
    void aWholeNetworkOfIpv6IsOnePlaceAndSpellingsMakeNoDifference() {
        for (int i = 0; i < 5; i++) {
            limits.failed(ADMIN, Origin.direct("2001:db8:1:2::" + i, "test"));
            limits.failed(ADMIN, Origin.direct("::ffff:203.0.113.9", "test"));
        }
        assertThat(limits.admits(ADMIN, Origin.direct("[2001:DB8:1:2:ffff::1]", "test")))
                .isFalse();
        assertThat(limits.admits(ADMIN, Origin.direct("2001:db8:1:3::1", "test")))
                .isTrue();
        assertThat(limits.admits(ADMIN, Origin.direct("203.0.113.9", "test"))).isFalse();
        assertThat(limits.all()).extracting(Lock::network).contains("2001:db8:1:2::/64", "203.0.113.9");
    }

    @Test
    void aWaitGrowsToItsBoundAndIsForgottenInTheEnd() {
        Duration waited = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            var until = limits.failed(ADMIN, HOME);
            if (until != null) {
                waited = Duration.between(clock.instant(), until);
                clock.advance(waited);
            }
        }
        assertThat(waited).isEqualTo(Duration.ofMinutes(15));
        clock.advance(Duration.ofMinutes(15));
        assertThat(limits.failed(ADMIN, HOME)).isNull();
    }

    @Test
    void locksAreSeenAndLiftedByThoseWhoRunTheServer() {
        SignInLimitsInForce inForce = new SignInLimitsInForce(limits, Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            limits.failed(ADMIN, HOME);
            limits.failed("tom@carbon.super", HOME);
        }
        assertThat(inForce.all(Fixtures.ADMIN_CALLER))
                .extracting(Lock::user)
                .containsExactlyInAnyOrder(ADMIN, "tom@carbon.super");
        Caller tenants = new Caller(new UserName("tena.com", "admin"), Set.of(), Set.of("/permission/admin"));
        assertThatThrownBy(() -> inForce.all(tenants)).isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> inForce.lift(tenants, ADMIN)).isInstanceOf(Forbidden.class);
        assertThat(inForce.lift(Fixtures.ADMIN_CALLER, "Admin")).isOne();
        assertThat(limits.admits(ADMIN, HOME)).isTrue();
        assertThat(inForce.lift(Fixtures.ADMIN_CALLER, "198.51.100.1")).isOne();
        assertThat(inForce.all(Fixtures.ADMIN_CALLER)).isEmpty();
    }

    @Test
    void guessesAtOtherDoorsOfThisMachineKeepNobodyOutOfItsShell() {
        for (int i = 0; i < 10; i++) {
            limits.failed(ADMIN, HERE);
        }
        assertThat(limits.admits(ADMIN, HERE)).isFalse();
        assertThat(limits.admits(ADMIN, Origin.direct("127.0.0.1", Origin.SHELL)))
                .isTrue();
    }

    @Test
    void zeroMeansThatNobodyWaits() {
        SignInLimits never = new SignInLimits(0, Duration.ofMinutes(15), clock);
        for (int i = 0; i < 200; i++) {
            assertThat(never.failed(ADMIN, HOME)).isNull();
        }
        assertThat(never.admits(ADMIN, HOME)).isTrue();
    }

    @Test
    void strangersWhoAskAllAtOnceTakeNoTurnFromThoseWhoAreKnown() throws Exception {
        HashTurns turns = new HashTurns(1, Duration.ofMillis(1));
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> first = thread.submit(() -> turns.ask(false, "a", "x", () -> {
                asking.countDown();
                try {
                    done.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }));
            asking.await();
            assertThatThrownBy(() -> turns.ask(false, "a", "x", () -> true)).isInstanceOf(Unavailable.class);
            assertThat(turns.ask(true, "a", "x", () -> true)).isTrue();
            done.countDown();
            assertThat(first.get()).isTrue();
            assertThat(turns.ask(false, "a", "x", () -> true)).isTrue();
        } finally {
            thread.shutdownNow();
        }
    }
}
