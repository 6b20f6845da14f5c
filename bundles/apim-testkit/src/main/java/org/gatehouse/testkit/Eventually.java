package org.gatehouse.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for what tells nobody that it has come, and must come within a time. */
public final class Eventually {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);

    private Eventually() {}

    /**
     * Returns as soon as the condition holds.
     *
     * @param what is told if it does not within the limit
     * @throws AssertionError if it does not
     */
    public static void within(Duration limit, String what, BooleanSupplier condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
