package org.gatehouse.gateway.handlers.throttle;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Lets a call through if every limit has room for it, and counts it at all of them; a call that one of them refuses is counted
 * at none. Exact, however many threads ask: the accounts of a call are held together, in the order of their levels.
 *
 * <p>The number of accounts is bounded: subjects beyond it share a few, so that a flood of made-up ones neither fills the memory
 * nor gets past the limits.
 */
final class Ledger {
    private static final int SHARED = 1024;
    private static final long MOST_RETRY_MILLIS = 366L * 24 * 3600 * 1000;

    private final ConcurrentMap<ThrottleSubject, Account> accounts = new ConcurrentHashMap<>();
    private final InstantSource clock;
    private volatile int capacity;

    Ledger(int capacity, InstantSource clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    /** From now on at most so many subjects have accounts of their own. */
    void bound(int most) {
        capacity = most;
    }

    /** Null if the call may be let through; it is counted then. */
    @Nullable Refused take(Charge charge) {
        if (charge.size() == 0) {
            return null;
        }
        do {
            for (int i = 0; i < charge.size(); i++) {
                charge.found(i, account(charge, i));
            }
        } while (!holding(charge, 0));
        return charge.refused();
    }

    /** Decides with the accounts from this place on in hand; false if one of them was retired meanwhile. */
    private boolean holding(Charge charge, int place) {
        if (place == charge.size()) {
            charge.decided(decide(charge));
            return true;
        }
        Account account = charge.account(place);
        synchronized (account) {
            return !account.isRetired() && holding(charge, place + 1);
        }
    }

    private @Nullable Refused decide(Charge charge) {
        // Asked only now: nothing in the accounts is younger than the time it is compared with.
        long now = clock.millis();
        for (int i = 0; i < charge.size(); i++) {
            charge.account(i).follow(charge.tier(i));
            Meter exhausted = charge.account(i).exhausted(now);
            if (exhausted != null) {
                exhausted.refuse(now);
                long wait = Math.min(exhausted.opens(now) - now, MOST_RETRY_MILLIS);
                Limit limit = exhausted.limit();
                return new Refused(charge.subject(i).level().written(), limit, wait);
            }
        }
        for (int i = 0; i < charge.size(); i++) {
            charge.account(i).spend(now);
        }
        return null;
    }

    /** Counts the bytes of a call that is over, wherever it was counted. */
    void spendBytes(Charge charge, long bytes) {
        for (int i = 0; i < charge.size(); i++) {
            Account account = charge.account(i);
            synchronized (account) {
                // Of one that was retired meanwhile the time is over.
                account.spendBytes(bytes, clock.millis());
            }
        }
    }

    private Account account(Charge charge, int place) {
        ThrottleSubject subject = charge.subject(place);
        Account known = accounts.get(subject);
        if (known != null && !known.isRetired()) {
            return known;
        }
        if (known != null) {
            accounts.remove(subject, known);
        }
        if (accounts.size() < capacity) {
            return accounts.computeIfAbsent(subject, absent -> new Account());
        }
        ThrottleSubject shared = new ThrottleSubject.Shared(
                subject.level(), charge.tier(place).name(), Math.floorMod(subject.hashCode(), SHARED));
        Account few = accounts.computeIfAbsent(shared, absent -> new Account());
        if (few.isRetired()) {
            accounts.remove(shared, few);
            return accounts.computeIfAbsent(shared, absent -> new Account());
        }
        return few;
    }

    /** Drops the accounts in which nothing is to be remembered. */
    void sweep() {
        accounts.forEach((subject, account) -> {
            boolean over;
            synchronized (account) {
                over = account.isRetired() || account.retire(clock.millis());
            }
            if (over) {
                accounts.remove(subject, account);
            }
        });
    }

    int size() {
        return accounts.size();
    }

    List<Standing> standings(String applicationId, Set<String> consumerKeys, String context) {
        List<Map.Entry<ThrottleSubject, Account>> concerned = new ArrayList<>();
        for (Map.Entry<ThrottleSubject, Account> entry : accounts.entrySet()) {
            if (entry.getKey().concerns(applicationId, consumerKeys, context)) {
                concerned.add(entry);
            }
        }
        concerned.sort(Comparator.comparing((Map.Entry<ThrottleSubject, Account> entry) ->
                        entry.getKey().level())
                .thenComparing(entry -> entry.getKey().toString()));
        List<Standing> standings = new ArrayList<>();
        for (Map.Entry<ThrottleSubject, Account> entry : concerned) {
            synchronized (entry.getValue()) {
                standings.addAll(entry.getValue().standings(entry.getKey(), clock.millis()));
            }
        }
        return standings;
    }

    /** Writes what is worth keeping; if only for long, what lasts for an hour and more. */
    void writeTo(DataOutput out, boolean onlyForLong) throws IOException {
        for (Map.Entry<ThrottleSubject, Account> entry : accounts.entrySet()) {
            Account account = entry.getValue();
            synchronized (account) {
                if (entry.getKey() instanceof ThrottleSubject.Shared || (onlyForLong && !account.isLong())) {
                    continue;
                }
                out.writeBoolean(true);
                ThrottleSubject.write(entry.getKey(), out);
                account.writeTo(out);
            }
        }
        out.writeBoolean(false);
    }

    /** Takes over what was written; what is counted here already counts instead. */
    void readFrom(DataInput in) throws IOException {
        while (in.readBoolean()) {
            accounts.putIfAbsent(ThrottleSubject.read(in), Account.readFrom(in));
        }
    }
}
