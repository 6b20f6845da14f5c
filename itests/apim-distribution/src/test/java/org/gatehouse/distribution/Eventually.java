package org.gatehouse.distribution;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what must come within a time. */
final class Eventually {
    /** Often enough to tell how long it took, and seldom enough to leave the processors to the server. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

    private Eventually() {}

    /** How long it took until the condition held. */
    static Duration within(Duration limit, String what, BooleanSupplier condition) {
        return within(limit, LOOK_AGAIN, what, condition);
    }

    /** The same with so long a rest between two looks, for one that takes a processor for itself. */
    static Duration within(Duration limit, Duration rest, String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(rest.toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
