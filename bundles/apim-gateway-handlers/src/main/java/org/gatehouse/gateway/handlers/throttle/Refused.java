package org.gatehouse.gateway.handlers.throttle;

import org.gatehouse.domain.tier.Limit;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is not let through.
 *
 * @param level the level that decided
 * @param limit the limit that is reached; null where nothing can be counted at all
 * @param retryMillis how long it takes until a call may be let through, in milliseconds
 */
public record Refused(String level, @Nullable Limit limit, long retryMillis) {
    /** In seconds, rounded up, as {@code Retry-After} has it (RFC 9110 §10.2.3). */
    public long retrySeconds() {
        return Math.max(1, (retryMillis + 999) / 1_000);
    }
}
