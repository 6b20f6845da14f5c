package org.gatehouse.domain.throttle;

import org.jspecify.annotations.Nullable;

/**
 * How much a rule lets through.
 *
 * @param access which of the calls
 * @param count how many; null if that is not said
 * @param unit in how many milliseconds; null if that is not said
 * @param barred for how many milliseconds a caller who had too many is kept out; null if that is not said
 */
public record RuleFigures(
        Access access,
        @Nullable Figure count,
        @Nullable Figure unit,
        @Nullable Figure barred) {
    /** Which calls are let through. Of several that a rule says, the last one counts. */
    public enum Access {
        /** As many as the figures say. */
        COUNTED,
        /** All: {@code throttle:Allow}. */
        ALL,
        /** None: {@code throttle:Deny}. */
        NONE
    }
}
