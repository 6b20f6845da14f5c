package org.gatehouse.domain.subscription;

import org.gatehouse.domain.catalog.ApiId;
import org.jspecify.annotations.Nullable;

/**
 * The right of an application to call an API at a tier.
 *
 * @param id given by the database; 0 until then
 * @param api the API
 * @param applicationId the application's number
 * @param tier name of the tier that limits it
 * @param status whether it may be used
 * @param decision by whom and why it was blocked or refused; null if it may be used or waits, or nobody noted it
 */
public record Subscription(
        long id,
        ApiId api,
        long applicationId,
        String tier,
        SubscriptionStatus status,
        @Nullable Decision decision) {
    /** One that nobody has decided about. */
    public Subscription(long id, ApiId api, long applicationId, String tier, SubscriptionStatus status) {
        this(id, api, applicationId, tier, status, null);
    }

    /** The same one, decided about. */
    public Subscription decided(SubscriptionStatus becomes, @Nullable Decision why) {
        return new Subscription(id, api, applicationId, tier, becomes, why);
    }
}
