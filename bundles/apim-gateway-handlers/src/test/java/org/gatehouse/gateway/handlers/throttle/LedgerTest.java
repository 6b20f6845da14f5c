package org.gatehouse.gateway.handlers.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Standing;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.gateway.handlers.HandClock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandClock clock = new HandClock();
    private final Ledger ledger = new Ledger(10_000, clock);

    private boolean take(String user, Tier tier) {
        return ledger.take(new Charge().to(api(user), tier)) == null;
    }

    private static ThrottleSubject api(String user) {
        return new ThrottleSubject.Api("/phone/1.0.0", "key", user);
    }

    private static Tier tier(long count, Duration unit) {
        return new Tier("T" + count, "T", count, unit, Map.of());
    }

    private static Tier tier(long count, Duration unit, Duration barred, Map<String, String> settings) {
        return new Tier("T", "T", count, unit, Map.of(), Limit.of(count, unit, barred, settings));
    }

    @Test
    void theLimitIsExactAndTheWindowStartsWithTheFirstCall() {
        Tier tier = tier(5, MINUTE);
        clock.advance(Duration.ofSeconds(17));
        for (int i = 0; i < 5; i++) {
            assertThat(take("ann", tier)).isTrue();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(take("ann", tier)).isFalse();
        clock.advance(Duration.ofSeconds(55).minusMillis(1));
        assertThat(take("ann", tier)).isFalse();
        clock.advance(Duration.ofMillis(1));
        for (int i = 0; i < 5; i++) {
            assertThat(take("ann", tier)).isTrue();
        }
        assertThat(take("ann", tier)).isFalse();
    }

    @Test
    void aLimitOfNoneRefusesAndUnlimitedDoesNotCount() {
        assertThat(take("ann", tier(0, MINUTE))).isFalse();
        assertThat(take("bob", Tier.UNLIMITED)).isTrue();
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void aChangedTierCountsAtOnce() {
        assertThat(take("ann", tier(1, MINUTE))).isTrue();
        assertThat(take("ann", tier(1, MINUTE))).isFalse();
        assertThat(take("ann", tier(2, MINUTE))).isTrue();
        clock.advance(Duration.ofSeconds(30));
        assertThat(take("ann", tier(2, Duration.ofSeconds(20)))).isTrue();
    }

    @Test
    void aClockSetBackLocksNobodyOut() {
        for (Tier tier : List.of(
                tier(1, MINUTE),
                tier(1, MINUTE, Duration.ZERO, Map.of("WindowType", "sliding")),
                tier(1, MINUTE, MINUTE, Map.of()))) {
            clock.advance(Duration.ofDays(1));
            assertThat(take("ann", tier)).isTrue();
            assertThat(take("ann", tier)).isFalse();
            clock.advance(Duration.ofHours(-2));
            assertThat(take("ann", tier)).as(tier.limits().toString()).isTrue();
            assertThat(take("ann", tier)).isFalse();
        }
    }

    /** The worked example: two users of 20 each, an application of 20; whoever calls more does not take from the other. */
    @Test
    void aCallThatOneLevelRefusesIsCountedAtNone() {
        Tier gold = tier(20, MINUTE);
        Tier ten = tier(10, MINUTE);
        int ann = 0;
        int bob = 0;
        for (int i = 0; i < 10; i++) {
            ann += charge("ann", gold, gold) ? 1 : 0;
            bob += charge("bob", gold, gold) ? 1 : 0;
        }
        assertThat(ann).isEqualTo(10);
        assertThat(bob).isEqualTo(10);
        assertThat(charge("ann", gold, gold)).isFalse();

        clock.advance(MINUTE);
        int greedy = 0;
        for (int i = 0; i < 1_000; i++) {
            greedy += charge("ann", gold, ten) ? 1 : 0;
        }
        assertThat(greedy).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
            assertThat(charge("bob", gold, ten))
                    .as("what ann was refused is left for bob")
                    .isTrue();
        }
        assertThat(charge("bob", gold, ten)).isFalse();
    }

    private boolean charge(String user, Tier application, Tier api) {
        return ledger.take(new Charge()
                        .to(new ThrottleSubject.Application("7"), application)
                        .to(api(user), api))
                == null;
    }

    @Test
    void aBurstIsRefusedWithinTheLimitAndADayAndAMonthHaveTheirQuota() {
        clock.advance(Duration.between(
                clock.instant(), LocalDate.of(2030, 1, 31).atTime(12, 0).toInstant(ZoneOffset.UTC)));
        Tier tier = tier(
                100,
                MINUTE,
                Duration.ZERO,
                Map.of("BurstCount", "2", "BurstTime", "1000", "QuotaPerDay", "5", "QuotaPerMonth", "7"));
        assertThat(calls(3, tier)).isEqualTo(2);
        clock.advance(Duration.ofMillis(1_017));
        assertThat(calls(3, tier)).isEqualTo(2);
        clock.advance(Duration.ofMinutes(5));
        assertThat(calls(3, tier)).as("of the day").isEqualTo(1);
        Refused refused = ledger.take(new Charge().to(api("ann"), tier));
        assertThat(refused).isNotNull();
        assertThat(refused.limit()).hasToString("5 a day");
        assertThat(clock.instant().plusMillis(refused.retryMillis()))
                .isEqualTo(LocalDate.of(2030, 2, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
        clock.advance(Duration.ofHours(12));
        assertThat(calls(2, tier)).as("another day, and another month").isEqualTo(2);
        clock.advance(Duration.ofDays(1));
        assertThat(calls(2, tier)).isEqualTo(2);
        clock.advance(Duration.ofSeconds(2));
        assertThat(calls(2, tier)).isEqualTo(2);
        clock.advance(Duration.ofDays(1));
        assertThat(calls(2, tier)).as("of the month").isEqualTo(1);
        clock.advance(Duration.ofDays(26));
        assertThat(calls(2, tier)).as("March").isEqualTo(2);
    }

    private int calls(int times, Tier tier) {
        int admitted = 0;
        for (int i = 0; i < times; i++) {
            admitted += take("ann", tier) ? 1 : 0;
        }
        return admitted;
    }

    @Test
    void bytesAreCountedWhenACallIsOver() {
        for (String window : List.of("fixed", "sliding")) {
            Tier tier = tier(100, MINUTE, Duration.ZERO, Map.of("MaximumBytes", "1000", "WindowType", window));
            clock.advance(Duration.ofHours(1));
            for (long bytes : new long[] {400, 599, 5_000_000_000L}) {
                Charge charge = new Charge().to(api(window), tier);
                assertThat(charge.countsBytes()).isTrue();
                assertThat(ledger.take(charge)).as(window + " before " + bytes).isNull();
                ledger.spendBytes(charge, bytes);
            }
            Refused refused = ledger.take(new Charge().to(api(window), tier));
            assertThat(refused).isNotNull();
            assertThat(String.valueOf(refused.limit())).startsWith("1000 bytes in");
            clock.advance(MINUTE.plusSeconds(1));
            assertThat(ledger.take(new Charge().to(api(window), tier))).isNull();
        }
    }

    @Test
    void whoHadTooManyIsKeptOutAsLongAsTheTierSays() {
        Tier tier = tier(1, Duration.ofSeconds(1), MINUTE, Map.of());
        assertThat(calls(2, tier)).isEqualTo(1);
        clock.advance(MINUTE.minusMillis(1));
        assertThat(calls(1, tier)).isZero();
        clock.advance(Duration.ofMillis(1));
        assertThat(calls(1, tier)).isEqualTo(1);
    }

    /** Plain arithmetic for one limit. */
    private static final class Model {
        private final Limit limit;
        private final Deque<Long> calls = new ArrayDeque<>();
        private long start;
        private long count;

        Model(Limit limit) {
            this.limit = limit;
        }

        boolean hasRoom(long now) {
            long length = limit.length().toMillis();
            if (limit.window() == Limit.Window.FIXED) {
                if (count > 0 && now - start >= length) {
                    count = 0;
                }
                return count < limit.most();
            }
            long step = (length + Limit.STEPS - 1) / Limit.STEPS;
            long steps = (length + step - 1) / step;
            while (!calls.isEmpty() && calls.peek() / step < now / step - steps) {
                calls.poll();
            }
            return calls.size() < limit.most();
        }

        void count(long now) {
            if (count++ == 0) {
                start = now;
            }
            calls.add(now);
        }
    }

    /** Any calls at any times on any levels: what is let through is what one thread with plain arithmetic lets through. */
    @RepeatedTest(30)
    void itAgreesWithTheModel() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Ledger here = ledger;
        List<Tier> tiers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Map<String, String> settings = new HashMap<>();
            settings.put("WindowType", random.nextBoolean() ? "fixed" : "sliding");
            if (random.nextBoolean()) {
                settings.put("BurstCount", "" + (1 + random.nextInt(4)));
                settings.put("BurstTime", "" + (1 + random.nextInt(5_000)));
            }
            tiers.add(tier(
                    1 + random.nextInt(9), Duration.ofMillis(1 + random.nextInt(50_000)), Duration.ZERO, settings));
        }
        Map<ThrottleSubject, List<Model>> models = new HashMap<>();
        for (int i = 0; i < 4_000; i++) {
            String user = "u" + random.nextInt(3);
            Charge charge = new Charge();
            List<List<Model>> charged = new ArrayList<>();
            ThrottleSubject[] row = {
                new ThrottleSubject.Address("/phone/1.0.0", "10.0.0." + random.nextInt(2)),
                new ThrottleSubject.Application("a" + random.nextInt(2)),
                new ThrottleSubject.Resource("/phone/1.0.0", "/*", "GET", "key", user),
                api(user)
            };
            for (int level = 0; level < 4; level++) {
                if (random.nextInt(3) > 0) {
                    Tier tier = tiers.get(level);
                    charge.to(row[level], tier);
                    charged.add(models.computeIfAbsent(
                            row[level],
                            absent -> tier.limits().stream().map(Model::new).toList()));
                }
            }
            if (random.nextInt(50) == 0) {
                here.sweep();
            }
            if (random.nextInt(500) == 0) {
                here = written(here);
            }
            long now = clock.millis();
            boolean expected = true;
            for (List<Model> account : charged) {
                for (Model model : account) {
                    expected &= model.hasRoom(now);
                }
            }
            if (expected) {
                charged.forEach(account -> account.forEach(model -> model.count(now)));
            }
            assertThat(here.take(charge) == null)
                    .as("seed %d, call %d", seed, i)
                    .isEqualTo(expected);
            clock.advance(Duration.ofMillis(random.nextInt(3_000)));
        }
    }

    /** The same ledger after the bundle has ended and begun again. */
    private Ledger written(Ledger before) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        before.writeTo(new DataOutputStream(bytes), false);
        Ledger after = new Ledger(10_000, clock);
        after.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return after;
    }

    @Test
    void onlyWhatLastsLongIsWrittenWhileItIsCounted() throws IOException {
        take("ann", tier(5, MINUTE));
        take("bob", tier(5, MINUTE, Duration.ZERO, Map.of("QuotaPerDay", "9")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ledger.writeTo(new DataOutputStream(bytes), true);
        Ledger after = new Ledger(10, clock);
        after.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        assertThat(after.standings("7", Set.of("key"), "/phone/1.0.0"))
                .extracting(Standing::subject)
                .containsOnly("bob");
    }

    /** Many threads on two levels, while the clock runs and accounts are swept: exactly what both together allow. */
    @Test
    void manyThreadsGetExactlyTheLimitOfEachWindow() throws Exception {
        Tier application = tier(1_000, MINUTE);
        Tier each = tier(150, MINUTE);
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            for (int window = 0; window < 20; window++) {
                AtomicLong[] admitted = new AtomicLong[8];
                List<Future<?>> calls = new ArrayList<>();
                for (int t = 0; t < 8; t++) {
                    AtomicLong mine = new AtomicLong();
                    admitted[t] = mine;
                    String user = "u" + t;
                    calls.add(callers.submit(() -> {
                        for (int i = 0; i < 500; i++) {
                            if (charge(user, application, each)) {
                                mine.incrementAndGet();
                            }
                        }
                    }));
                }
                ledger.sweep();
                long all = 0;
                for (Future<?> call : calls) {
                    call.get(10, TimeUnit.SECONDS);
                }
                for (AtomicLong mine : admitted) {
                    assertThat(mine.get()).isLessThanOrEqualTo(150);
                    all += mine.get();
                }
                assertThat(all).isEqualTo(1_000);
                clock.advance(MINUTE);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** The sweeper works on the very account that a window ends of, again and again. */
    @Test
    void sweepingNeverGivesACallTwice() throws Exception {
        Tier tier = tier(3, Duration.ofMillis(10));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<?> sweeper = threads.submit(() -> {
                while (!done.get()) {
                    ledger.sweep();
                }
            });
            for (int window = 0; window < 2_000; window++) {
                AtomicLong admitted = new AtomicLong();
                List<Future<?>> calls = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    calls.add(threads.submit(() -> {
                        for (int i = 0; i < 3; i++) {
                            if (take("ann", tier)) {
                                admitted.incrementAndGet();
                            }
                        }
                    }));
                }
                for (Future<?> call : calls) {
                    call.get(10, TimeUnit.SECONDS);
                }
                assertThat(admitted.get()).isEqualTo(3);
                clock.advance(Duration.ofMillis(10));
            }
            done.set(true);
            sweeper.get(10, TimeUnit.SECONDS);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }

    @Test
    void aFloodOfMadeUpSubjectsStaysWithinBounds() {
        Ledger small = new Ledger(100, clock);
        Tier tier = tier(2, Duration.ofHours(1));
        for (int i = 0; i < 50_000; i++) {
            small.take(new Charge().to(api("made-up-" + i), tier));
        }
        assertThat(small.size()).isLessThanOrEqualTo(100 + 1024);
        assertThat(small.take(new Charge().to(api("one-more"), tier))).isNotNull();
        clock.advance(Duration.ofHours(1));
        small.sweep();
        assertThat(small.size()).isZero();
        assertThat(small.take(new Charge().to(api("one-more"), tier))).isNull();
    }

    @Test
    void itTellsWhichLevelHasDecidedAndWhenItOpens() {
        Tier gold = tier(20, MINUTE);
        for (int i = 0; i < 13; i++) {
            charge("ann", gold, tier(12, MINUTE));
        }

        List<Standing> standings = ledger.standings("7", Set.of("key"), "/phone/1.0.0");

        assertThat(standings).hasSize(2);
        Standing application = standings.get(0);
        assertThat(application.level()).isEqualTo("application");
        assertThat(application.used()).isEqualTo(12);
        assertThat(application.left()).isEqualTo(8);
        assertThat(application.refused()).isZero();
        Standing api = standings.get(1);
        assertThat(api.level()).isEqualTo("api");
        assertThat(api.subject()).isEqualTo("ann");
        assertThat(api.left()).isZero();
        assertThat(api.refused()).isEqualTo(1);
        assertThat(api.opens()).isEqualTo(clock.instant().plus(MINUTE));
        assertThat(ledger.standings("8", Set.of("other"), "/phone/1.0.0")).isEmpty();
    }
}
