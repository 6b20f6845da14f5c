package org.gatehouse.front;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a body may take: a time of grace, and then no slower than a rate. A sender who drips bytes holds a thread no longer
 * than that.
 */
final class Pace {
    private static final long GRACE = TimeUnit.SECONDS.toNanos(30);
    private static final long BYTES_A_SECOND = 32 * 1024;

    private final LongSupplier nanos;
    private final long began;

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
        this.began = nanos.getAsLong();
    }

    /** Whether a body of which so many bytes are here by now may go on. */
    boolean isKept(long bytes) {
        long sending = TimeUnit.SECONDS.toNanos(1) / 1024 * (bytes / (BYTES_A_SECOND / 1024));
        return nanos.getAsLong() - began <= GRACE + sending;
    }
}
