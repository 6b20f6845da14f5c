package org.gatehouse.domain.subscription;

import org.gatehouse.domain.catalog.ApiId;

/**
 * The right of an application to call an API at a tier.
 *
 * @param id given by the database; 0 until then
 * @param api the API
 * @param applicationId the application's number
 * @param tier name of the tier that limits it
 * @param status whether it may be used
 */
public record Subscription(long id, ApiId api, long applicationId, String tier, SubscriptionStatus status) {}
