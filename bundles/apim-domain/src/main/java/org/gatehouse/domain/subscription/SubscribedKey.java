package org.gatehouse.domain.subscription;

/**
 * A consumer key seen from an API: through which subscription of which application it may call.
 *
 * @param key the key
 * @param application the application that owns the key
 * @param subscription its subscription to the API
 */
public record SubscribedKey(ApplicationKey key, Application application, Subscription subscription) {}
