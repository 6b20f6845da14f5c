package org.gatehouse.keys;

import org.gatehouse.domain.keys.AccessToken;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets for a grant.
 *
 * @param token the token, new or the one it had
 * @param expiresInSeconds how long it lasts from now, in seconds; {@link Long#MAX_VALUE} for ever
 * @param deactivated the access token that it replaces, null if none
 */
public record Granted(
        AccessToken token, long expiresInSeconds, @Nullable String deactivated) {}
