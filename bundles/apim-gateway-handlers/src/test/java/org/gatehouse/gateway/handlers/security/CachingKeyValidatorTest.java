package org.gatehouse.gateway.handlers.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.keys.KeyRequest;
import org.gatehouse.domain.keys.Refusal;
import org.gatehouse.domain.keys.Verdict;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.gateway.handlers.HandClock;
import org.junit.jupiter.api.Test;

final class CachingKeyValidatorTest {
    private static final CachingKeyValidator.Settings SETTINGS =
            new CachingKeyValidator.Settings("thrift", true, true, Duration.ofMinutes(15), 1000);

    private final HandClock clock = new HandClock();
    private final Keys origin = new Keys().allow(Keys.key("c1"), "t1").allow(Keys.key("c2"), "t2");
    private final CachingKeyValidator keys = new CachingKeyValidator(SETTINGS, clock);

    CachingKeyValidatorTest() {
        keys.thrift = origin;
    }

    @Test
    void aVerdictIsAskedForOnceInFifteenMinutes() {
        keys.verdict(request("t1"));
        clock.advance(Duration.ofMinutes(15).minusMillis(1));
        assertThat(keys.verdict(request("t1"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(origin.asked).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        keys.verdict(request("t1"));
        assertThat(origin.asked).hasSize(2);
    }

    @Test
    void noVerdictOutlivesItsToken() {
        origin.allow(expiring(clock.instant().plusSeconds(10)), "t1");
        keys.verdict(request("t1"));
        clock.advance(Duration.ofMillis(9_999));
        keys.verdict(request("t1"));
        assertThat(origin.asked).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        origin.verdicts.remove("t1");
        assertThat(keys.verdict(request("t1"))).isEqualTo(new Verdict.Refused(Refusal.INVALID_CREDENTIALS));
    }

    @Test
    void tokensOfOneUserOfAClientShareWhatIsRememberedOfThem() {
        origin.allow(expiring(clock.instant().plusSeconds(10)), "t1");
        origin.allow(expiring(clock.instant().plusSeconds(20)), "t2");
        keys.verdict(request("t1"));
        keys.verdict(request("t2"));
        assertThat(keys.remembered(request("t1"))).isSameAs(keys.remembered(request("t2")));
        clock.advance(Duration.ofSeconds(10));
        assertThat(keys.remembered(request("t1"))).isNull();
        assertThat(keys.remembered(request("t2"))).isNotNull();
    }

    @Test
    void aRefusalIsRememberedForAMinute() {
        keys.verdict(request("nobody"));
        clock.advance(Duration.ofSeconds(59));
        keys.verdict(request("nobody"));
        assertThat(origin.asked).hasSize(1);
        clock.advance(Duration.ofSeconds(1));
        keys.verdict(request("nobody"));
        assertThat(origin.asked).hasSize(2);
    }

    @Test
    void aFailureOfTheKeyManagerIsNotRemembered() {
        origin.verdicts.put("t1", new Verdict.Refused(Refusal.UNCLASSIFIED));
        keys.verdict(request("t1"));
        origin.allow(Keys.key("c1"), "t1");
        assertThat(keys.verdict(request("t1"))).isInstanceOf(Verdict.Allowed.class);
        origin.down = true;
        assertThatThrownBy(() -> keys.verdict(request("t3"))).isInstanceOf(Unavailable.class);
        origin.down = false;
        assertThat(keys.verdict(request("t3"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void everyPartOfTheQuestionCounts() {
        keys.verdict(request("t1"));
        keys.verdict(new KeyRequest("/phone/2.0.0", "1.0.0", "t1", AuthType.ANY, null, "/number", "GET"));
        keys.verdict(new KeyRequest("/phone/1.0.0", "2.0.0", "t1", AuthType.ANY, null, "/number", "GET"));
        keys.verdict(new KeyRequest("/phone/1.0.0", "1.0.0", "t1", AuthType.APPLICATION, null, "/number", "GET"));
        keys.verdict(new KeyRequest("/phone/1.0.0", "1.0.0", "t1", AuthType.ANY, null, "/other", "GET"));
        keys.verdict(new KeyRequest("/phone/1.0.0", "1.0.0", "t1", AuthType.ANY, null, "/number", "POST"));
        assertThat(origin.asked).hasSize(6);
    }

    @Test
    void aCallThatNamesItsDomainIsAlwaysAskedAbout() {
        KeyRequest fromDomain = new KeyRequest("/phone/1.0.0", "1.0.0", "t1", AuthType.ANY, "a.com", "/number", "GET");
        keys.verdict(fromDomain);
        keys.verdict(fromDomain);
        assertThat(origin.asked).hasSize(2);
    }

    @Test
    void aForgottenTokenIsAskedForAgainAndNoOther() {
        keys.verdict(request("t1"));
        keys.verdict(request("t2"));
        keys.forgetToken("t1");
        keys.verdict(request("t1"));
        keys.verdict(request("t2"));
        assertThat(origin.asked).extracting(KeyRequest::accessToken).containsExactly("t1", "t2", "t1");
    }

    @Test
    void aForgottenConsumerTakesItsTokensAndEveryRefusalWithIt() {
        keys.verdict(request("t1"));
        keys.verdict(request("t2"));
        keys.verdict(request("t3"));
        origin.allow(Keys.key("c1"), "t3");
        keys.forgetConsumer("c1");
        keys.verdict(request("t1"));
        keys.verdict(request("t2"));
        assertThat(keys.verdict(request("t3"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(origin.asked).extracting(KeyRequest::accessToken).containsExactly("t1", "t2", "t3", "t1", "t3");
    }

    @Test
    void aForgottenApiTakesItsResourcesAndVerdictsWithIt() {
        keys.resources("/phone/1.0.0", "1.0.0");
        keys.verdict(request("t1"));
        keys.forgetApi("/phone2/1.0.0");
        keys.forgetApi("/pho");
        keys.verdict(request("t1"));
        assertThat(origin.asked).hasSize(1);
        for (String context : new String[] {"/phone/1.0.0", "/phone", "/phone/{version}"}) {
            int before = origin.asked.size();
            int listed = origin.listed.get();
            keys.forgetApi(context);
            keys.verdict(request("t1"));
            keys.resources("/phone/1.0.0", "1.0.0");
            keys.resources("/phone/1.0.0", "1.0.0");
            assertThat(origin.asked).as(context).hasSize(before + 1);
            assertThat(origin.listed.get()).as(context).isEqualTo(listed + 1);
        }
    }

    @Test
    void anApiThatTheKeyManagerDoesNotKnowYetIsAskedForAgain() {
        keys.resources("/new/1.0.0", "1.0.0");
        keys.resources("/new/1.0.0", "1.0.0");
        assertThat(origin.listed.get()).isEqualTo(2);
        assertThat(isRemembered(call("/number", "t1", null))).isFalse();
    }

    @Test
    void forgettingAllForgetsAll() {
        keys.resources("/phone/1.0.0", "1.0.0");
        keys.verdict(request("t1"));
        keys.forgetAll();
        keys.resources("/phone/1.0.0", "1.0.0");
        keys.verdict(request("t1"));
        assertThat(origin.asked).hasSize(2);
        assertThat(origin.listed.get()).isEqualTo(2);
    }

    @Test
    void anAnswerThatIsOvertakenByForgettingIsNotRemembered() {
        AtomicBoolean once = new AtomicBoolean();
        origin.whileAnswering = () -> {
            if (once.compareAndSet(false, true)) {
                origin.verdicts.remove("t1");
                keys.forgetToken("t1");
            }
        };
        assertThat(keys.verdict(request("t1"))).isInstanceOf(Verdict.Allowed.class);
        assertThat(keys.verdict(request("t1"))).isInstanceOf(Verdict.Refused.class);
    }

    @Test
    void whoAsksAfterForgettingDoesNotGetAnOlderAnswerThatIsStillOnItsWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        AtomicBoolean once = new AtomicBoolean();
        origin.whileAnswering = () -> {
            if (once.compareAndSet(false, true)) {
                asked.countDown();
                await(mayAnswer);
            }
        };
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Verdict> older = other.submit(() -> keys.verdict(request("t1")));
            await(asked);
            origin.verdicts.remove("t1");
            keys.forgetToken("t1");
            assertThat(keys.verdict(request("t1"))).isInstanceOf(Verdict.Refused.class);
            mayAnswer.countDown();
            assertThat(older.get(10, TimeUnit.SECONDS)).isInstanceOf(Verdict.Allowed.class);
            assertThat(keys.verdict(request("t1"))).isInstanceOf(Verdict.Refused.class);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void manyWhoAskTheSameAtOnceCostOneQuestion() throws Exception {
        CountDownLatch mayAnswer = new CountDownLatch(1);
        origin.whileAnswering = () -> await(mayAnswer);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Verdict>> answers = new ArrayList<>();
            CountDownLatch ready = new CountDownLatch(8);
            for (int i = 0; i < 8; i++) {
                answers.add(callers.submit(() -> {
                    ready.countDown();
                    return keys.verdict(request("t1"));
                }));
            }
            await(ready);
            mayAnswer.countDown();
            for (Future<Verdict> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(Verdict.Allowed.class);
            }
            assertThat(origin.asked).hasSize(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void whileTokensAreRevokedUnderLoadNoneIsAllowedAfterwards() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        AtomicBoolean done = new AtomicBoolean();
        try {
            List<Future<?>> calling = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                calling.add(callers.submit(() -> {
                    while (!done.get()) {
                        for (int t = 0; t < 20; t++) {
                            keys.verdict(request("r" + t));
                        }
                    }
                }));
            }
            for (int round = 0; round < 2000; round++) {
                String token = "r" + round % 20;
                origin.allow(Keys.key("c1"), token);
                keys.forgetToken(token);
                assertThat(keys.verdict(request(token))).isInstanceOf(Verdict.Allowed.class);
                origin.verdicts.remove(token);
                keys.forgetToken(token);
                assertThat(keys.verdict(request(token))).isInstanceOf(Verdict.Refused.class);
            }
            done.set(true);
            for (Future<?> one : calling) {
                one.get(10, TimeUnit.SECONDS);
            }
        } finally {
            done.set(true);
            callers.shutdownNow();
        }
    }

    @Test
    void theWayIsChangedWithoutARestart() {
        Keys other = new Keys().allow(Keys.key("c9"), "t1");
        keys.soap = other;
        keys.verdict(request("t1"));
        keys.apply(new CachingKeyValidator.Settings("soap", true, true, Duration.ofMinutes(15), 1000));
        assertThat(keys.verdict(request("t1")))
                .isInstanceOfSatisfying(
                        Verdict.Allowed.class,
                        key -> assertThat(key.consumerKey()).isEqualTo("c9"));
    }

    @Test
    void withoutAWayTheKeyManagerIsUnavailable() {
        keys.thrift = null;
        assertThatThrownBy(() -> keys.verdict(request("t1"))).isInstanceOf(Unavailable.class);
        assertThatThrownBy(() -> keys.resources("/phone/1.0.0", "1.0.0")).isInstanceOf(Unavailable.class);
    }

    @Test
    void theCacheCanBeSwitchedOff() {
        keys.apply(new CachingKeyValidator.Settings("thrift", false, false, Duration.ofMinutes(15), 1000));
        keys.verdict(request("t1"));
        keys.verdict(request("t1"));
        keys.resources("/phone/1.0.0", "1.0.0");
        keys.resources("/phone/1.0.0", "1.0.0");
        assertThat(origin.asked).hasSize(2);
        assertThat(origin.listed.get()).isEqualTo(2);
    }

    @Test
    void theGateKnowsWhenItNeedNotAsk() {
        Gate gate = new Gate(keys);
        Call known = call("/number", "t1", null);
        assertThat(isRemembered(known)).isFalse();
        gate.admit(known);
        assertThat(isRemembered(known)).isTrue();
        assertThat(isRemembered(call("/open", null, null))).isTrue();
        assertThat(isRemembered(call("/number", null, null))).isTrue();
        assertThat(isRemembered(call(null, "t1", null))).isTrue();
        assertThat(isRemembered(call("/number", "t2", null))).isFalse();
        assertThat(isRemembered(call("/number", "t1", "a.com"))).isFalse();
        keys.forgetToken("t1");
        assertThat(isRemembered(known)).isFalse();
    }

    private boolean isRemembered(Call call) {
        return Gate.remembered(call, keys) != null;
    }

    private static Call call(String resource, String token, String domain) {
        return new Call(Keys.CONTEXT, Keys.VERSION, false, resource, "GET", token, domain, "10.0.0.1");
    }

    private static KeyRequest request(String token) {
        return new KeyRequest("/phone/1.0.0", "1.0.0", token, AuthType.ANY, null, "/number", "GET");
    }

    private static Verdict.Allowed expiring(Instant end) {
        return new Verdict.Allowed(
                "Phone",
                "admin",
                "c1",
                "1",
                "First",
                "Unlimited",
                "admin",
                "Gold",
                KeyType.PRODUCTION,
                "ann@carbon.super",
                null,
                Set.of(),
                end);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
