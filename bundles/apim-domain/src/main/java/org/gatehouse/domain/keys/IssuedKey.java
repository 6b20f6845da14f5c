package org.gatehouse.domain.keys;

/**
 * What the key manager gives for an order.
 *
 * @param consumer the OAuth client
 * @param token its application token
 */
public record IssuedKey(Consumer consumer, AccessToken token) {}
