package org.gatehouse.identity;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.gatehouse.domain.Unavailable;

/**
 * Comparing a password takes a processor for some 50 ms, and anybody may ask for it: so only a few are compared at a time, few
 * more wait for their turn, and those who were right before have turns of their own. Turns are given fairly by address.
 */
final class HashTurns {
    /** Each of them holds one of the 56 calls that a side of the web server has at work. */
    private static final int MOST_WAITING = 32;

    private final FairLine known;
    private final FairLine strangers;
    private final Duration patience;

    /** So many at a time of each kind. */
    HashTurns(int atATime, Duration patience) {
        this.known = new FairLine(atATime, MOST_WAITING);
        this.strangers = new FairLine(atATime, MOST_WAITING);
        this.patience = patience;
    }

    /**
     * Asks when it is its turn.
     *
     * @param place from where somebody asks
     * @param user by the name that was given, whether there is one or not
     * @throws Unavailable if that is not soon
     */
    boolean ask(boolean isKnown, String place, String user, BooleanSupplier question) {
        FairLine line = isKnown ? known : strangers;
        FairLine.Turn turn = line.join(place, user);
        try {
            if (!comes(turn)) {
                throw new Unavailable("Too many people sign in at once: try again in a moment");
            }
            return question.getAsBoolean();
        } finally {
            line.end(turn);
        }
    }

    private boolean comes(FairLine.Turn turn) {
        try {
            return turn.told().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
