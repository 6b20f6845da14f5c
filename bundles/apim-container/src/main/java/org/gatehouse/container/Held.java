package org.gatehouse.container;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of short bodies that are awaited at a side, or were and are answered now. Beside the budget, which is the doors'. */
final class Held {
    private static final long MOST = 32L << 20;

    private final AtomicLong bytes = new AtomicLong();

    /** Takes so many more, unless that is too much. */
    boolean take(long more) {
        if (bytes.addAndGet(more) <= MOST) {
            return true;
        }
        bytes.addAndGet(-more);
        return false;
    }

    void giveBack(long less) {
        bytes.addAndGet(-less);
    }
}
