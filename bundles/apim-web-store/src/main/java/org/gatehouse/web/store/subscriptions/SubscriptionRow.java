package org.gatehouse.web.store.subscriptions;

import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.web.page.Tile;

/**
 * A subscription in the list.
 *
 * @param number the subscription's
 * @param isOpen whether it was never usable, so that it is withdrawn rather than ended
 * @param reason why it may not be used; empty if it may, or nobody said
 */
public record SubscriptionRow(
        Tile tile,
        long number,
        String name,
        String version,
        String tier,
        String status,
        boolean isOpen,
        String reason) {
    static SubscriptionRow of(SubscribedApi subscribed) {
        Subscription subscription = subscribed.subscription();
        Decision decision = subscription.decision();
        return new SubscriptionRow(
                Tile.of(subscription.api().name()),
                subscription.id(),
                subscription.api().name(),
                subscription.api().version(),
                subscription.tier(),
                subscription.status().name(),
                subscription.status() == SubscriptionStatus.ON_HOLD
                        || subscription.status() == SubscriptionStatus.REJECTED,
                decision == null ? "" : decision.reason());
    }
}
