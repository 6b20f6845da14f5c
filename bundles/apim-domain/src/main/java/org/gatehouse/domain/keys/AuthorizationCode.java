package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * An authorization code (RFC 6749 §1.3.1): what a user agreed to, until the client fetches its token.
 *
 * @param value what the client shows; never printed, and stored as a digest only
 * @param consumerKey the client it was issued to
 * @param user who agreed
 * @param scopes to what
 * @param redirectUri where it was sent, which the client must repeat
 * @param challenge the S256 code challenge (RFC 7636 §4.2), null if the client sent none
 * @param nonce what the client wants to find in the ID token, null if nothing
 * @param authenticated when the user signed in
 * @param expires from when on it is worth nothing
 */
public record AuthorizationCode(
        String value,
        String consumerKey,
        UserName user,
        SortedSet<String> scopes,
        String redirectUri,
        @Nullable String challenge,
        @Nullable String nonce,
        Instant authenticated,
        Instant expires) {
    /** Copies its set. */
    public AuthorizationCode {
        scopes = new TreeSet<>(scopes);
    }

    @Override
    public String toString() {
        return "AuthorizationCode[****, " + consumerKey + ", " + user + ", " + scopes + "]";
    }
}
