package org.gatehouse.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Time that passes because somebody on the other side is slow, where that is what is tested. Nothing is awaited by it: for
 * that there is {@link Eventually}.
 */
public final class Slowness {
    private Slowness() {}

    /** The thread that plays the slow one does nothing for so long, or until it is interrupted. */
    public static void of(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
