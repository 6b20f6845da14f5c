package org.gatehouse.web.publisher.subscribers;

import java.time.Instant;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.web.page.Tile;
import org.jspecify.annotations.Nullable;

/**
 * A subscription in a list.
 *
 * @param number the subscription's
 * @param isActive whether all keys may use it
 * @param isSwitched whether a publisher blocks it and lets it be used again
 * @param reason why it was blocked or refused; empty if nobody said
 * @param by who decided so; empty if nobody did
 * @param at when; null if nobody did
 */
public record SubscriberRow(
        Tile tile,
        long number,
        String name,
        String user,
        String tier,
        String status,
        boolean isActive,
        boolean isSwitched,
        String reason,
        String by,
        @Nullable Instant at) {
    /** As a list shows it. */
    public static SubscriberRow of(SubscribedApplication subscribed) {
        Subscription subscription = subscribed.subscription();
        SubscriptionStatus status = subscription.status();
        Decision decision = subscription.decision();
        return new SubscriberRow(
                Tile.of(subscribed.application().name()),
                subscription.id(),
                subscribed.application().name(),
                subscribed.application().subscriber().toString(),
                subscription.tier(),
                status.name(),
                status == SubscriptionStatus.UNBLOCKED,
                status.isSwitched(),
                decision == null ? "" : decision.reason(),
                decision == null ? "" : decision.by().toString(),
                decision == null ? null : decision.at());
    }
}
