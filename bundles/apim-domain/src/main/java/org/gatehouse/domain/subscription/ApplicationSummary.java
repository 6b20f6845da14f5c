package org.gatehouse.domain.subscription;

/**
 * What a list shows of an application.
 *
 * @param application the application
 * @param subscriptions how many it has
 * @param apis to how many APIs these are
 */
public record ApplicationSummary(Application application, long subscriptions, long apis) {}
