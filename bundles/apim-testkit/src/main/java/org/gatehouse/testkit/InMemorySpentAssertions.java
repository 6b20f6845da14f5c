package org.gatehouse.testkit;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.keys.SpentAssertions;

/** Assertions that were worth a token, in memory. */
public final class InMemorySpentAssertions implements SpentAssertions {
    private final Map<List<String>, Instant> spent = new HashMap<>();

    @Override
    public synchronized boolean spend(String issuer, String id, Instant until) {
        return spent.putIfAbsent(List.of(issuer, id), until) == null;
    }

    @Override
    public synchronized int removeOver(Instant before) {
        int all = spent.size();
        spent.values().removeIf(until -> until.isBefore(before));
        return all - spent.size();
    }
}
