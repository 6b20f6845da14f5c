package org.gatehouse.web.publisher.subscribers;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.web.page.Tile;

/**
 * A subscription in the list.
 *
 * @param application the number of its application
 * @param steps what it can be made; empty if that is not for a publisher to say
 */
public record SubscriberRow(
        Tile tile, long application, String name, String user, String tier, String status, List<String> steps) {
    static SubscriberRow of(SubscribedApplication subscribed) {
        SubscriptionStatus status = subscribed.subscription().status();
        return new SubscriberRow(
                Tile.of(subscribed.application().name()),
                subscribed.application().id(),
                subscribed.application().name(),
                subscribed.application().subscriber().toString(),
                subscribed.subscription().tier(),
                status.name(),
                status.isSwitched() ? others(status) : List.of());
    }

    private static List<String> others(SubscriptionStatus status) {
        return Stream.of(SubscriptionStatus.UNBLOCKED, SubscriptionStatus.PROD_ONLY_BLOCKED, SubscriptionStatus.BLOCKED)
                .filter(other -> other != status)
                .map(SubscriptionStatus::name)
                .toList();
    }
}
