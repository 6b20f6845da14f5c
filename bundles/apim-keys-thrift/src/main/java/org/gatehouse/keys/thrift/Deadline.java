package org.gatehouse.keys.thrift;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** When waiting is over. All steps of one call share one, so that their waits do not add up. */
record Deadline(long atNanos) {
    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isPast() {
        return nanosLeft() <= 0;
    }

    long nanosLeft() {
        return atNanos - System.nanoTime();
    }

    /** At least 1, as 0 would mean for ever to a socket. */
    int millisLeft() throws SocketTimeoutException {
        long nanos = nanosLeft();
        if (nanos <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(Integer.MAX_VALUE, nanos / 1_000_000 + 1);
    }
}
