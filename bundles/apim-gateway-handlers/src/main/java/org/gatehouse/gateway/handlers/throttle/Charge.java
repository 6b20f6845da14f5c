package org.gatehouse.gateway.handlers.throttle;

import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Tier;
import org.jspecify.annotations.Nullable;

/** Who is to be charged for a call, at most once a level and in the order of the levels. For one call and one thread. */
public final class Charge {
    private final ThrottleSubject[] subjects = new ThrottleSubject[Level.values().length];
    private final Tier[] tiers = new Tier[subjects.length];
    private final Account[] accounts = new Account[subjects.length];
    private int size;
    private @Nullable Refused refused;

    /** Adds a subject; one without a limit need not be counted. */
    Charge to(ThrottleSubject subject, Tier tier) {
        if (!tier.isUnlimited()) {
            subjects[size] = subject;
            tiers[size] = tier;
            size++;
        }
        return this;
    }

    int size() {
        return size;
    }

    ThrottleSubject subject(int place) {
        return subjects[place];
    }

    Tier tier(int place) {
        return tiers[place];
    }

    Account account(int place) {
        return accounts[place];
    }

    void found(int place, Account account) {
        accounts[place] = account;
    }

    void decided(@Nullable Refused answer) {
        refused = answer;
    }

    /** Why it is refused; null if it is not. */
    @Nullable Refused refused() {
        return refused;
    }

    /** Whether it matters how many bytes the call moves. */
    public boolean countsBytes() {
        for (int i = 0; i < size; i++) {
            for (Limit limit : tiers[i].limits()) {
                if (limit.measure() == Limit.Measure.BYTES) {
                    return true;
                }
            }
        }
        return false;
    }
}
