package org.gatehouse.tiers;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.throttle.Figure;
import org.gatehouse.domain.throttle.RuleAttribute;
import org.gatehouse.domain.throttle.RuleFigures;
import org.gatehouse.domain.throttle.ThrottleRule;
import org.gatehouse.domain.tier.Limit;
import org.gatehouse.domain.tier.Tier;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a {@code tiers.xml} with figures that are figures.
 *
 * @param rule as it is written
 * @param count calls in a unit; null if that is not said
 * @param unitMillis the unit; 0 if that is not said
 * @param barredMillis how long a caller who had too many is kept out
 */
record TierRule(ThrottleRule rule, @Nullable Long count, long unitMillis, long barredMillis) {
    private static final long MINUTE = 60_000;

    /**
     * Reads the figures, whomever they are for.
     *
     * @throws Invalid with the line
     */
    static TierRule of(ThrottleRule rule) {
        RuleFigures figures = rule.figures();
        Long count = figure(figures.count(), 0);
        Long unit = figure(figures.unit(), 1);
        Long barred = figure(figures.barred(), 0);
        long barredMillis = barred == null ? 0 : barred;
        return switch (figures.access()) {
            case ALL -> new TierRule(rule, Long.MAX_VALUE, MINUTE, barredMillis);
            case NONE -> new TierRule(rule, 0L, MINUTE, barredMillis);
            case COUNTED -> new TierRule(rule, count, unit == null ? 0 : unit, barredMillis);
        };
    }

    private static @Nullable Long figure(@Nullable Figure figure, long least) {
        return figure == null ? null : (Long) figure.within(least, Integer.MAX_VALUE);
    }

    /**
     * A tier for each name.
     *
     * @throws Invalid with the line, if it has no name, or lacks a figure, or has a setting that cannot be
     */
    List<Tier> tiers() {
        List<String> names = rule.subject().names();
        if (names.isEmpty() || names.get(0).isEmpty()) {
            throw new Invalid("line " + rule.line() + ": a policy without throttle:ID (expected: a name)");
        }
        if (count == null || unitMillis == 0) {
            throw new Invalid("line " + rule.line() + ": tier " + names.get(0)
                    + " lacks MaximumCount or UnitTime (expected: both, or Allow, or Deny)");
        }
        long most = count;
        return names.stream().map(name -> tier(name, most)).toList();
    }

    private Tier tier(String name, long most) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<String, String> settings = new HashMap<>();
        int line = 0;
        for (RuleAttribute attribute : rule.attributes()) {
            attributes.put(attribute.shown(), attribute.value());
            if (Limit.SETTINGS.contains(attribute.name())) {
                settings.put(attribute.name(), attribute.value());
                line = attribute.line();
            }
        }
        String displayName = rule.subject().displayName();
        Duration unit = Duration.ofMillis(unitMillis);
        try {
            List<Limit> limits = Limit.of(most, unit, Duration.ofMillis(barredMillis), settings);
            return new Tier(name, displayName == null ? name : displayName, most, unit, attributes, limits);
        } catch (Invalid e) {
            throw new Invalid("line " + line + ": tier " + name + ": " + e.getMessage(), e);
        }
    }
}
