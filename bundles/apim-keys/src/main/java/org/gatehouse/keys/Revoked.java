package org.gatehouse.keys;

import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * A token that was taken back.
 *
 * @param accessToken the access token
 * @param refreshToken its refresh token, null if it had none
 * @param user in whose name it was issued
 */
public record Revoked(String accessToken, @Nullable String refreshToken, UserName user) {}
