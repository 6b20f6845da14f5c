package org.gatehouse.gateway.transport.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps what is told of again and again from filling the log. */
final class OnceAMinute {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final AtomicLong last = new AtomicLong(System.nanoTime() - MINUTE);

    /** Whether it is to be told now; true for one of those who ask, and then for none for a minute. */
    boolean isDue() {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= MINUTE && last.compareAndSet(before, now);
    }
}
