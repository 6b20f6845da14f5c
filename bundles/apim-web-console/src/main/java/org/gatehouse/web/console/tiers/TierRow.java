package org.gatehouse.web.console.tiers;

import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Tier;

/**
 * A tier in the list.
 *
 * @param limits all that is counted, in words; empty without a limit
 * @param attributes what else it says, in words
 */
public record TierRow(String name, String displayName, String limits, String attributes) {
    static TierRow of(Tier tier) {
        return new TierRow(
                tier.name(),
                tier.displayName(),
                tier.limits().stream().map(Limit::toString).collect(Collectors.joining(", ")),
                new TreeMap<>(tier.attributes())
                        .entrySet().stream()
                                .map(attribute -> attribute.getKey() + "=" + attribute.getValue())
                                .collect(Collectors.joining(", ")));
    }
}
