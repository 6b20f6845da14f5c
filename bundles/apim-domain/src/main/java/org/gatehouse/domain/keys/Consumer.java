package org.gatehouse.domain.keys;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.identity.UserName;

/**
 * An OAuth client (RFC 6749 §2).
 *
 * @param key the consumer key, 28 characters of {@code [A-Za-z0-9_]}
 * @param secret the consumer secret, of the same make, or empty for a public client, which cannot keep one (RFC 6749 §2.1);
 *     never printed
 * @param owner in whose name application tokens are issued
 * @param name what people read
 * @param callbackUrl where authorization codes go; empty if nowhere, blanks between several
 * @param grants the grant types it may use
 * @param format what its access tokens look like
 */
public record Consumer(
        String key,
        String secret,
        UserName owner,
        String name,
        String callbackUrl,
        Set<String> grants,
        TokenFormat format) {
    /** Copies its set. */
    public Consumer {
        grants = Set.copyOf(grants);
    }

    /** The same client with tokens of that format. */
    public Consumer with(TokenFormat tokens) {
        return new Consumer(key, secret, owner, name, callbackUrl, grants, tokens);
    }

    /** Whether the client has no secret, so that its key alone says nothing about who asks. */
    public boolean isPublic() {
        return secret.isEmpty();
    }

    /** Where authorization codes may go. */
    public List<String> callbackUrls() {
        return callbackUrl.isBlank() ? List.of() : List.of(callbackUrl.trim().split("\\s+"));
    }

    /** Whether the client may use the grant type; one that names none may use any. */
    public boolean mayUse(String grant) {
        return grants.isEmpty() || grants.contains(grant);
    }

    @Override
    public String toString() {
        return "Consumer[" + key + ", ****, " + owner + ", " + name + "]";
    }
}
