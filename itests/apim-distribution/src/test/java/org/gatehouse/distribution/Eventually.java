package org.gatehouse.distribution;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what must come within a time. */
final class Eventually {
    private Eventually() {}

    /** How long it took until the condition held. */
    static Duration within(Duration limit, String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            Thread.onSpinWait();
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
