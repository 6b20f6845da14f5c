package org.gatehouse.domain.subscription;

import org.gatehouse.domain.catalog.ApiSummary;

/**
 * A subscription with what it is to.
 *
 * @param subscription the subscription
 * @param api what a list shows of its API
 */
public record SubscribedApi(Subscription subscription, ApiSummary api) {}
