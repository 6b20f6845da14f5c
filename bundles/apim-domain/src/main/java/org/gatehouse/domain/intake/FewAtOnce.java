package org.gatehouse.publisher;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;

/** Work of which little is done at once, and for one account one thing; what is beyond that waits for a while. */
final class FewAtOnce {
    private final Lock lock = new ReentrantLock(true);
    private final Condition done = lock.newCondition();
    private final Set<Account> busy = new HashSet<>();
    private final int most;
    private final Duration patience;

    /** So many at once; what has waited for that long is refused. */
    FewAtOnce(int most, Duration patience) {
        this.most = most;
        this.patience = patience;
    }

    /**
     * What comes of the work.
     *
     * @throws Unavailable if it was not its turn in time
     */
    <T> T run(Account who, Supplier<T> work) {
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
            long left = patience.toNanos();
            while (busy.size() >= most || busy.contains(who)) {
                if (left <= 0) {
                    throw new Unavailable("definitions: others are being read (expected: another try in a minute)");
                }
                left = done.awaitNanos(left);
            }
            busy.add(who);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("definitions: the server is stopping", e);
        } finally {
            lock.unlock();
        }
    }

    private void end(Account who) {
        lock.lock();
        try {
            busy.remove(who);
            done.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
