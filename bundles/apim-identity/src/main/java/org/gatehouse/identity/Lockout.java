package org.gatehouse.identity;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords in a row and locks a name after too many, whether there is such a user or not. */
final class Lockout {
    /** Names are the guesser's choice, so only so many are kept; those tried last stay. */
    private static final int NAMES = 10_000;

    private final Map<String, Failures> byName = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > NAMES;
        }
    };
    private final int allowed;
    private final Duration time;
    private final InstantSource clock;

    /** Locks for the time from the last of so many failures; 0 failures means never. */
    Lockout(int allowed, Duration time, InstantSource clock) {
        this.allowed = allowed;
        this.time = time;
        this.clock = clock;
    }

    synchronized boolean isLocked(String name) {
        return allowed > 0 && failures(name) >= allowed;
    }

    /** Returns whether this failure locks the name. */
    synchronized boolean failed(String name) {
        int count = failures(name) + 1;
        byName.put(name, new Failures(count, clock.instant().plus(time)));
        return count == allowed;
    }

    synchronized void succeeded(String name) {
        byName.remove(name);
    }

    private int failures(String name) {
        Failures failures = byName.get(name);
        return failures == null || !clock.instant().isBefore(failures.forgotten) ? 0 : failures.count;
    }

    private record Failures(int count, Instant forgotten) {}
}
