package org.gatehouse.identity;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.gatehouse.domain.Unavailable;

/**
 * Comparing a password takes a processor for some 50 ms, and anybody may ask for it: so only a few are compared at a time, few
 * more wait for their turn, and those who were right before have turns of their own.
 */
final class HashTurns {
    private static final int MOST_WAITING = 32;

    private final Semaphore known;
    private final Semaphore strangers;
    private final Duration patience;

    /** So many at a time of each kind. */
    HashTurns(int atATime, Duration patience) {
        this.known = new Semaphore(atATime, true);
        this.strangers = new Semaphore(atATime, true);
        this.patience = patience;
    }

    /**
     * Asks when it is its turn.
     *
     * @throws Unavailable if that is not soon
     */
    boolean ask(boolean isKnown, BooleanSupplier question) {
        Semaphore turns = isKnown ? known : strangers;
        if (turns.getQueueLength() >= MOST_WAITING || !acquired(turns)) {
            throw new Unavailable("Too many people sign in at once: try again in a moment");
        }
        try {
            return question.getAsBoolean();
        } finally {
            turns.release();
        }
    }

    private boolean acquired(Semaphore turns) {
        try {
            return turns.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
