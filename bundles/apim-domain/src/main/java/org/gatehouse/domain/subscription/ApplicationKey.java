package org.gatehouse.domain.subscription;

import java.util.Set;

/**
 * The consumer key that an application has for one key type.
 *
 * @param applicationId the application's number
 * @param type the key type, one key for each
 * @param consumerKey the key
 * @param allowedDomains domains from which it may be used; empty means all
 */
public record ApplicationKey(long applicationId, KeyType type, String consumerKey, Set<String> allowedDomains) {
    /** Copies its set. */
    public ApplicationKey {
        allowedDomains = Set.copyOf(allowedDomains);
    }
}
