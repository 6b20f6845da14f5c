package org.gatehouse.domain.tier;

import java.util.List;

/**
 * Who uses a tier.
 *
 * @param offering APIs that offer it to subscribers
 * @param limiting resources of APIs that it limits, with the API in front
 * @param subscriptions how many subscriptions are at it
 * @param applications how many applications are at it; always 0 outside of the tenant that owns the server
 */
public record TierUse(List<String> offering, List<String> limiting, long subscriptions, long applications) {
    /** Copies its lists. */
    public TierUse {
        offering = List.copyOf(offering);
        limiting = List.copyOf(limiting);
    }

    /** Whether nobody does. */
    public boolean isNone() {
        return offering.isEmpty() && limiting.isEmpty() && subscriptions == 0 && applications == 0;
    }

    /** As people say it. */
    @Override
    public String toString() {
        return offering.size() + " APIs that offer it, " + limiting.size() + " resources, " + subscriptions
                + " subscriptions, " + applications + " applications";
    }
}
