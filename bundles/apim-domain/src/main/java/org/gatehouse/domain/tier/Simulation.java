package org.gatehouse.domain.tier;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What tiers would make of calls.
 *
 * @param admitted how many are let through, for each user
 * @param refused how many are not, by the level that decides
 */
public record Simulation(List<Long> admitted, Map<String, Long> refused) {
    /** Copies both. */
    public Simulation {
        admitted = List.copyOf(admitted);
        refused = Map.copyOf(refused);
    }

    /**
     * What is to be tried out: users of one application call one resource of one API, evenly and in turns.
     *
     * @param application tier of the application
     * @param resource tier of the resource
     * @param api tier of the subscription
     * @param users how many call
     * @param callsAMinute how often each of them does
     * @param time for how long
     */
    public record Plan(Tier application, Tier resource, Tier api, int users, int callsAMinute, Duration time) {}
}
