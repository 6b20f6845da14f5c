package org.gatehouse.gateway.handlers.throttle;

import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gatehouse.domain.tier.Tier;

/**
 * Counters by spender. Their number is bounded: spenders beyond it share a few, so that a flood of made-up ones neither
 * fills the memory nor gets past the limits.
 */
final class Counters {
    private static final int SHARED = 1024;

    /** Stands for all spenders that share a counter. */
    private record Overflow(Tier tier, int number) {}

    private final ConcurrentMap<Object, Counter> counters = new ConcurrentHashMap<>();
    private final int capacity;
    private final InstantSource clock;

    Counters(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** Counts a call of the spender, a value with equality, if the tier allows it. */
    boolean take(Object spender, Tier tier) {
        if (tier.isUnlimited()) {
            return true;
        }
        while (true) {
            Counter counter = counters.get(spender);
            if (counter == null) {
                counter = open(spender, tier);
            }
            switch (counter.take(tier.count(), tier.unit().toMillis(), clock)) {
                case ADMITTED -> {
                    return true;
                }
                case REFUSED -> {
                    return false;
                }
                case RETIRED -> {
                    counters.remove(spender, counter);
                    counters.remove(overflow(spender, tier), counter);
                }
            }
        }
    }

    /** Drops the counters whose window is over. */
    void sweep() {
        counters.forEach((spender, counter) -> {
            if (counter.retire(clock)) {
                counters.remove(spender, counter);
            }
        });
    }

    int size() {
        return counters.size();
    }

    private Counter open(Object spender, Tier tier) {
        Object name = counters.size() < capacity ? spender : overflow(spender, tier);
        return counters.computeIfAbsent(name, absent -> new Counter(clock.millis()));
    }

    private static Overflow overflow(Object spender, Tier tier) {
        return new Overflow(tier, Math.floorMod(spender.hashCode(), SHARED));
    }
}
