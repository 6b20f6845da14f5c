package org.gatehouse.domain.intake;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;

/**
 * Work that takes long, of which little is done at once, and for one account one thing. What is beyond that waits for a while; of
 * that, too, there are only a few, of one account {@value #WAITING_OF_ONE}, as each keeps a thread that somebody else may need.
 */
public final class FewAtOnce {
    private static final int WAITING = 12;
    private static final int WAITING_OF_ONE = 2;

    private final Lock lock = new ReentrantLock(true);
    private final Condition done = lock.newCondition();
    private final Set<Account> busy = new HashSet<>();
    /** Those whose turn has not come, too. */
    private final Map<Account, Integer> here = new HashMap<>();

    private final String what;
    private final int most;
    private final Duration patience;
    private int waiting;

    /**
     * None is under way yet.
     *
     * @param what it is, for who is refused: the first word of what they are told
     * @param most how many are done at once
     * @param patience after which what still waits is refused
     */
    public FewAtOnce(String what, int most, Duration patience) {
        this.what = what;
        this.most = most;
        this.patience = patience;
    }

    /**
     * What comes of the work.
     *
     * @throws Unavailable if too many wait already, or it was not its turn in time; nothing was done then
     */
    public <T> T run(Account who, Supplier<T> work) {
        begin(who);
        try {
            return work.get();
        } finally {
            end(who);
        }
    }

    private void begin(Account who) {
        lock.lock();
        try {
            if (here.getOrDefault(who, 0) > WAITING_OF_ONE) {
                throw new Unavailable(what + ": others of yours are under way (expected: one after the other)");
            }
            here.merge(who, 1, Integer::sum);
            try {
                awaitTurn(who);
            } catch (Unavailable refused) {
                leave(who);
                throw refused;
            }
            busy.add(who);
        } finally {
            lock.unlock();
        }
    }

    private void awaitTurn(Account who) {
        if (isTurnOf(who)) {
            return;
        }
        if (waiting >= WAITING) {
            throw tooMany();
        }
        waiting++;
        try {
            long left = patience.toNanos();
            while (!isTurnOf(who)) {
                if (left <= 0) {
                    throw tooMany();
                }
                left = done.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable(what + ": the server is stopping", e);
        } finally {
            waiting--;
        }
    }

    private boolean isTurnOf(Account who) {
        return busy.size() < most && !busy.contains(who);
    }

    private Unavailable tooMany() {
        return new Unavailable(what + ": others are at work (expected: another try in a minute)");
    }

    private void end(Account who) {
        lock.lock();
        try {
            busy.remove(who);
            leave(who);
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void leave(Account who) {
        here.computeIfPresent(who, (account, number) -> number > 1 ? number - 1 : null);
    }
}
