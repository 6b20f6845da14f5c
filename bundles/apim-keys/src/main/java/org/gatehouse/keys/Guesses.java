package org.gatehouse.keys;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Bounds guesses at a secret that people type: some are free, and after each further one the guesser waits twice as long as
 * before. Right ones reset nothing, since a guesser may have a secret of its own; time does.
 */
final class Guesses {
    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration MEMORY = Duration.ofHours(1);
    /** Those who guessed last are known; the wait of one who is pushed out by so many others was spent by then. */
    private static final int KNOWN = 10_000;

    private final int free;
    private final InstantSource clock;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > KNOWN;
        }
    };

    /** How many, when the last one was, and when the one before it. */
    private record Count(int guesses, Instant last, Instant before) {}

    /** So many are free in an hour. */
    Guesses(int free, InstantSource clock) {
        this.free = free;
        this.clock = clock;
    }

    /**
     * Takes a guess, which counts as wrong until it is {@link #right}: so many at once are as many as one after the other.
     *
     * @return how long to wait if there is none to take now, else zero
     */
    synchronized Duration take(String guesser) {
        Instant now = clock.instant();
        Count count = counts.get(guesser);
        int guesses = count == null || !now.isBefore(count.last().plus(MEMORY)) ? 0 : count.guesses();
        if (count != null && guesses > 0) {
            Duration left = Duration.between(now, count.last().plus(pause(guesses)));
            if (!left.isNegative() && !left.isZero()) {
                return left;
            }
        }
        counts.put(guesser, new Count(guesses + 1, now, count == null ? now : count.last()));
        return Duration.ZERO;
    }

    /** The guess that was taken was right. */
    synchronized void right(String guesser) {
        counts.computeIfPresent(
                guesser,
                (name, count) ->
                        count.guesses() == 1 ? null : new Count(count.guesses() - 1, count.before(), count.before()));
    }

    private Duration pause(int guesses) {
        int beyond = Math.min(guesses - free, 20);
        Duration pause = beyond < 0 ? Duration.ZERO : FIRST_WAIT.multipliedBy(1L << beyond);
        return pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
    }
}
