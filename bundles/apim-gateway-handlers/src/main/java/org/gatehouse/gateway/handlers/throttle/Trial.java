package org.gatehouse.gateway.handlers.throttle;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.tier.Simulation;

/** Calls that nobody makes, counted as real ones are, in a time of their own. */
final class Trial {
    private static final long MOST_CALLS = 1_000_000;

    private Trial() {}

    static Simulation of(Simulation.Plan plan) {
        long millis = plan.time().toMillis();
        long each = Math.multiplyExact((long) plan.callsAMinute(), millis) / 60_000;
        if (plan.users() < 1 || plan.callsAMinute() < 1 || each < 1 || each * plan.users() > MOST_CALLS) {
            throw new Invalid("simulation: " + plan.users() + " users with " + each
                    + " calls each (expected: at least one of" + " both, and at most " + MOST_CALLS + " calls)");
        }
        AtomicLong now = new AtomicLong();
        Ledger ledger = new Ledger(Integer.MAX_VALUE, () -> Instant.ofEpochMilli(now.get()));
        long[] admitted = new long[plan.users()];
        Map<String, Long> refused = new TreeMap<>();
        for (long call = 0; call < each; call++) {
            for (int user = 0; user < plan.users(); user++) {
                // Users call in turns, evenly over the time.
                now.set((call * plan.users() + user) * millis / (each * plan.users()));
                Charge charge = new Charge()
                        .to(new ThrottleSubject.Application("application"), plan.application())
                        .to(
                                new ThrottleSubject.Resource("api", "resource", "GET", "key", "user " + user),
                                plan.resource())
                        .to(new ThrottleSubject.Api("api", "key", "user " + user), plan.api());
                Refused answer = ledger.take(charge);
                if (answer == null) {
                    admitted[user]++;
                } else {
                    refused.merge(answer.level(), 1L, Long::sum);
                }
            }
        }
        List<Long> all = new ArrayList<>();
        for (long one : admitted) {
            all.add(one);
        }
        return new Simulation(all, refused);
    }
}
