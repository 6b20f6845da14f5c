package org.gatehouse.domain.tier;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A named limit.
 *
 * @param name what is stored and compared, case and all
 * @param displayName what people read
 * @param count how many calls are let through in a unit of time; {@link Long#MAX_VALUE} means no limit
 * @param unit the length of the unit
 * @param attributes free attributes, shown beside the figures
 * @param limits all that is counted; none without a limit
 */
public record Tier(
        String name,
        String displayName,
        long count,
        Duration unit,
        Map<String, String> attributes,
        List<Limit> limits) {
    /** The name of the tier without a limit. */
    public static final String UNLIMITED_NAME = "Unlimited";
    /** The name of the tier for calls without a token. */
    public static final String UNAUTHENTICATED_NAME = "Unauthenticated";
    /** The tier without a limit. */
    public static final Tier UNLIMITED =
            new Tier(UNLIMITED_NAME, UNLIMITED_NAME, Long.MAX_VALUE, Duration.ofMinutes(1), Map.of());

    /** Copies its map and its list. */
    public Tier {
        attributes = Map.copyOf(attributes);
        limits = List.copyOf(limits);
    }

    /** One that counts calls in windows of the unit and nothing else. */
    public Tier(String name, String displayName, long count, Duration unit, Map<String, String> attributes) {
        this(name, displayName, count, unit, attributes, Limit.of(count, unit, Duration.ZERO, Map.of()));
    }

    /** Whether it limits nothing. */
    public boolean isUnlimited() {
        return limits.isEmpty();
    }

    /** Calls a minute, rounded down; {@link Long#MAX_VALUE} without a limit. */
    public long perMinute() {
        return count == Long.MAX_VALUE ? Long.MAX_VALUE : count * 60_000 / unit.toMillis();
    }
}
