package org.gatehouse.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is advanced. */
public final class HandClock implements InstantSource {
    private volatile Instant now;

    /** Stands at {@link Fixtures#NOON}. */
    public HandClock() {
        this(Fixtures.NOON);
    }

    /** Stands at the given instant. */
    public HandClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Lets time pass. */
    public void advance(Duration time) {
        now = now.plus(time);
    }
}
