package org.gatehouse.domain.subscription;

/**
 * A subscription with who has it.
 *
 * @param subscription the subscription
 * @param application its application
 */
public record SubscribedApplication(Subscription subscription, Application application) {}
