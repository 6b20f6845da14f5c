package org.gatehouse.domain.keys;

import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.KeyType;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber wants of the key manager for an application.
 *
 * @param application the application
 * @param type which key
 * @param callbackUrl where authorization codes go; empty if nowhere
 * @param allowedDomains domains from which the key may be used; empty means all
 * @param validity how long the token lasts; null means as configured, negative for ever
 * @param format what the client's tokens should look like; null means as they do, opaque for a new client
 * @param scopes scope keys the token should carry; empty means the default scope
 */
public record KeyOrder(
        Application application,
        KeyType type,
        String callbackUrl,
        Set<String> allowedDomains,
        @Nullable Duration validity,
        @Nullable TokenFormat format,
        SortedSet<String> scopes) {
    /** Copies its sets. */
    public KeyOrder {
        allowedDomains = Set.copyOf(allowedDomains);
        scopes = new TreeSet<>(scopes);
    }
}
