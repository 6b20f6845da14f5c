package org.gatehouse.domain.tier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of a limit its subject has used.
 *
 * @param level what is limited: {@code address}, {@code application}, {@code resource} or {@code api}
 * @param subject whose calls are counted, as people say it
 * @param tier name of the tier
 * @param limit the limit
 * @param used calls that were let through and still count
 * @param opens when the next call is let through if none is left; null while some are
 * @param refused calls that this limit has refused
 * @param lastRefused when it refused last; null for never
 */
public record Standing(
        String level,
        String subject,
        String tier,
        Limit limit,
        long used,
        @Nullable Instant opens,
        long refused,
        @Nullable Instant lastRefused) {
    /** How many calls are left. */
    public long left() {
        return opens == null ? Math.max(0, limit.most() - used) : 0;
    }
}
