package org.gatehouse.domain.tier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.Invalid;

/**
 * How much is let through within a time.
 *
 * @param measure what is counted
 * @param most how many; 0 for none
 * @param window which time
 * @param length how long that is; of a day or a month, its nominal length
 * @param barred how long a caller who had too many is kept out at least; zero for until the window lets calls through again
 */
public record Limit(Measure measure, long most, Window window, Duration length, Duration barred) {
    /** In which a sliding window moves. */
    public static final int STEPS = 60;

    private static final String WINDOW_TYPE = "WindowType";
    private static final String BURST_COUNT = "BurstCount";
    private static final String BURST_TIME = "BurstTime";
    private static final String MAXIMUM_BYTES = "MaximumBytes";
    private static final String QUOTA_PER_DAY = "QuotaPerDay";
    private static final String QUOTA_PER_MONTH = "QuotaPerMonth";

    /** The attributes of a tier in {@code tiers.xml} that mean something; all others are for people. */
    public static final Set<String> SETTINGS =
            Set.of(WINDOW_TYPE, BURST_COUNT, BURST_TIME, MAXIMUM_BYTES, QUOTA_PER_DAY, QUOTA_PER_MONTH);

    /** What is counted. */
    public enum Measure {
        /** Calls. */
        CALLS,
        /** Bytes of bodies, both ways. They are known when a call is over: the one that goes beyond the limit is the last. */
        BYTES
    }

    /** Which time a limit is for. */
    public enum Window {
        /** Begins with the first call after the one before is over. */
        FIXED,
        /** The time up to now, however it is placed; it moves in {@link Limit#STEPS} steps, and is never taken shorter than it is. */
        SLIDING,
        /** A calendar day (UTC). */
        DAY,
        /** A calendar month (UTC). */
        MONTH
    }

    /**
     * The limits of a tier.
     *
     * @param settings what else the tier says, by the names in {@link #SETTINGS}: {@code WindowType} (fixed or sliding),
     *     {@code MaximumBytes} in a unit, {@code BurstCount} calls in {@code BurstTime} milliseconds (1000 if it is not said), {@code QuotaPerDay},
     *     {@code QuotaPerMonth}
     * @throws Invalid naming the setting that cannot be
     */
    public static List<Limit> of(long count, Duration unit, Duration barred, Map<String, String> settings) {
        List<Limit> limits = new ArrayList<>();
        if (count < Long.MAX_VALUE) {
            limits.add(calls(count, window(settings), unit, barred));
        }
        if (settings.containsKey(MAXIMUM_BYTES)) {
            limits.add(
                    new Limit(Measure.BYTES, number(settings, MAXIMUM_BYTES), window(settings), unit, Duration.ZERO));
        }
        if (settings.containsKey(BURST_COUNT)) {
            Duration time = Duration.ofMillis(settings.containsKey(BURST_TIME) ? number(settings, BURST_TIME) : 1_000);
            limits.add(calls(number(settings, BURST_COUNT), Window.SLIDING, time, Duration.ZERO));
        }
        if (settings.containsKey(QUOTA_PER_DAY)) {
            limits.add(calls(number(settings, QUOTA_PER_DAY), Window.DAY, Duration.ofDays(1), Duration.ZERO));
        }
        if (settings.containsKey(QUOTA_PER_MONTH)) {
            limits.add(calls(number(settings, QUOTA_PER_MONTH), Window.MONTH, Duration.ofDays(31), Duration.ZERO));
        }
        return List.copyOf(limits);
    }

    private static Limit calls(long most, Window window, Duration length, Duration barred) {
        return new Limit(Measure.CALLS, most, window, length, barred);
    }

    private static Window window(Map<String, String> settings) {
        String text = settings.getOrDefault(WINDOW_TYPE, "fixed");
        return switch (text.trim()) {
            case "fixed" -> Window.FIXED;
            case "sliding" -> Window.SLIDING;
            default -> throw new Invalid(WINDOW_TYPE + ": " + text + " (expected: fixed or sliding)");
        };
    }

    private static long number(Map<String, String> settings, String name) {
        String text = settings.getOrDefault(name, "").trim();
        if (!text.matches("\\d{1,12}") || Long.parseLong(text) == 0) {
            throw new Invalid(name + ": " + text + " (expected: a whole number above 0)");
        }
        return Long.parseLong(text);
    }

    /** Whether another counts the same in windows of the same kind. */
    public boolean isLike(Limit other) {
        return measure == other.measure && window == other.window;
    }

    /** As people say it. */
    @Override
    public String toString() {
        String time = switch (window) {
            case FIXED -> "in " + length.toMillis() + " ms";
            case SLIDING -> "in any " + length.toMillis() + " ms";
            case DAY -> "a day";
            case MONTH -> "a month";
        };
        return most + (measure == Measure.BYTES ? " bytes " : " ") + time;
    }
}
