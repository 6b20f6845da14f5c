package org.gatehouse.domain.keys;

import java.util.Set;
import org.gatehouse.domain.identity.UserName;

/**
 * An OAuth client (RFC 6749 §2).
 *
 * @param key the consumer key, 28 characters of {@code [A-Za-z0-9_]}
 * @param secret the consumer secret, of the same make; never printed
 * @param owner in whose name application tokens are issued
 * @param name what people read
 * @param callbackUrl where authorization codes go; empty if nowhere
 * @param grants the grant types it may use
 */
public record Consumer(String key, String secret, UserName owner, String name, String callbackUrl, Set<String> grants) {
    /** Copies its set. */
    public Consumer {
        grants = Set.copyOf(grants);
    }

    @Override
    public String toString() {
        return "Consumer[" + key + ", ****, " + owner + ", " + name + "]";
    }
}
