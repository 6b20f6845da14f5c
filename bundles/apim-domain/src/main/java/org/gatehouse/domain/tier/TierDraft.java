package org.gatehouse.domain.tier;

import java.time.Duration;
import java.util.Map;

/**
 * A tier as somebody wants it.
 *
 * @param name its name
 * @param displayName what people read, at most {@value #LONGEST_DISPLAY_NAME} characters; empty for the name
 * @param count how many calls are let through in a unit of time
 * @param unit the length of the unit
 * @param attributes more of it: {@link Limit#SETTINGS}, and whatever people are to read
 */
public record TierDraft(String name, String displayName, long count, Duration unit, Map<String, String> attributes) {
    /** How long a displayed name may be, in characters. */
    public static final int LONGEST_DISPLAY_NAME = 100;

    /** Copies its map. */
    public TierDraft {
        attributes = Map.copyOf(attributes);
    }
}
