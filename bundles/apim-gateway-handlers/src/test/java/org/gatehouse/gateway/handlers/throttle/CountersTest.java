package org.gatehouse.gateway.handlers.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.gateway.handlers.HandClock;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class CountersTest {
    private final HandClock clock = new HandClock();
    private final Counters counters = new Counters(10_000, clock);

    @Test
    void theLimitIsExactAndTheWindowStartsWithTheFirstCall() {
        Tier tier = tier(5, Duration.ofMinutes(1));
        clock.advance(Duration.ofSeconds(17));
        for (int i = 0; i < 5; i++) {
            assertThat(counters.take("ann", tier)).isTrue();
            clock.advance(Duration.ofSeconds(1));
        }
        assertThat(counters.take("ann", tier)).isFalse();
        clock.advance(Duration.ofSeconds(55).minusMillis(1));
        assertThat(counters.take("ann", tier)).isFalse();
        clock.advance(Duration.ofMillis(1));
        for (int i = 0; i < 5; i++) {
            assertThat(counters.take("ann", tier)).isTrue();
        }
        assertThat(counters.take("ann", tier)).isFalse();
    }

    @Test
    void aLimitOfNoneRefusesAndUnlimitedDoesNotCount() {
        assertThat(counters.take("ann", tier(0, Duration.ofMinutes(1)))).isFalse();
        assertThat(counters.take("bob", Tier.UNLIMITED)).isTrue();
        assertThat(counters.size()).isEqualTo(1);
    }

    @Test
    void aChangedTierCountsAtOnce() {
        assertThat(counters.take("ann", tier(1, Duration.ofMinutes(1)))).isTrue();
        assertThat(counters.take("ann", tier(1, Duration.ofMinutes(1)))).isFalse();
        assertThat(counters.take("ann", tier(2, Duration.ofMinutes(1)))).isTrue();
        clock.advance(Duration.ofSeconds(30));
        assertThat(counters.take("ann", tier(2, Duration.ofSeconds(20)))).isTrue();
    }

    @Test
    void aClockSetBackLocksNobodyOut() {
        Tier tier = tier(1, Duration.ofMinutes(1));
        assertThat(counters.take("ann", tier)).isTrue();
        clock.advance(Duration.ofHours(-1));
        assertThat(counters.take("ann", tier)).isTrue();
        assertThat(counters.take("ann", tier)).isFalse();
    }

    /** Any calls at any times: what is let through is what one thread with plain arithmetic lets through. */
    @RepeatedTest(20)
    void itAgreesWithTheModel() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Tier tier = tier(1 + random.nextInt(6), Duration.ofSeconds(1 + random.nextInt(50)));
        Map<String, long[]> model = new HashMap<>();
        for (int i = 0; i < 5_000; i++) {
            String spender = "s" + random.nextInt(5);
            if (random.nextInt(50) == 0) {
                counters.sweep();
            }
            long now = clock.millis();
            long[] window = model.computeIfAbsent(spender, s -> new long[] {now, 0});
            if (now - window[0] >= tier.unit().toMillis()) {
                window[0] = now;
                window[1] = 0;
            }
            boolean expected = window[1] < tier.count();
            if (expected && window[1]++ == 0) {
                window[0] = now;
            }
            assertThat(counters.take(spender, tier))
                    .as("seed %d, call %d", seed, i)
                    .isEqualTo(expected);
            clock.advance(Duration.ofMillis(random.nextInt(3_000)));
        }
    }

    /** Many threads, while the clock runs and windows are swept: in every window exactly the limit goes through. */
    @Test
    void manyThreadsGetExactlyTheLimitOfEachWindow() throws Exception {
        Tier tier = tier(1_000, Duration.ofMinutes(1));
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            for (int window = 0; window < 20; window++) {
                AtomicLong admitted = new AtomicLong();
                List<Future<?>> calls = new ArrayList<>();
                for (int t = 0; t < 8; t++) {
                    calls.add(callers.submit(() -> {
                        for (int i = 0; i < 500; i++) {
                            if (counters.take("ann", tier)) {
                                admitted.incrementAndGet();
                            }
                        }
                    }));
                }
                counters.sweep();
                for (Future<?> call : calls) {
                    call.get(10, TimeUnit.SECONDS);
                }
                assertThat(admitted.get()).isEqualTo(1_000);
                clock.advance(Duration.ofMinutes(1));
            }
        } finally {
            callers.shutdownNow();
        }
    }

    /** The sweeper works on the very counter that a window ends of, again and again. */
    @Test
    void sweepingNeverGivesACallTwice() throws Exception {
        Tier tier = tier(3, Duration.ofMillis(10));
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Future<?> sweeper = threads.submit(() -> {
                while (!done.get()) {
                    counters.sweep();
                }
            });
            for (int window = 0; window < 2_000; window++) {
                AtomicLong admitted = new AtomicLong();
                List<Future<?>> calls = new ArrayList<>();
                for (int t = 0; t < 3; t++) {
                    calls.add(threads.submit(() -> {
                        for (int i = 0; i < 3; i++) {
                            if (counters.take("ann", tier)) {
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
    void aFloodOfMadeUpSpendersStaysWithinBounds() {
        Counters small = new Counters(100, clock);
        Tier tier = tier(2, Duration.ofHours(1));
        for (int i = 0; i < 50_000; i++) {
            small.take("made-up-" + i, tier);
        }
        assertThat(small.size()).isLessThanOrEqualTo(100 + 1024);
        assertThat(small.take("one-more", tier)).isFalse();
        clock.advance(Duration.ofHours(1));
        small.sweep();
        assertThat(small.size()).isZero();
        assertThat(small.take("one-more", tier)).isTrue();
    }

    private static Tier tier(long count, Duration unit) {
        return new Tier("T" + count, "T", count, unit, Map.of());
    }
}
