package org.gatehouse.gateway.throttle;

import org.gatehouse.domain.tier.AddressRange;

/**
 * What callers of a range may do.
 *
 * @param range who they are
 * @param most calls in each window; {@link Long#MAX_VALUE} for any number, 0 for none
 * @param windowMillis how long a window is
 * @param barredMillis how long a caller who had too many is kept out; 0 for until the window ends
 */
record Limit(AddressRange range, long most, long windowMillis, long barredMillis) {}
