package org.gatehouse.web.store.subscriptions;

import java.util.Optional;
import org.gatehouse.domain.subscription.AlreadySubscribed;
import org.gatehouse.domain.subscription.NotAvailable;
import org.gatehouse.domain.subscription.NotSubscribable;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.domain.subscription.TierNotOffered;
import org.gatehouse.domain.tier.TierDenied;
import org.gatehouse.domain.tier.UnknownTier;
import org.gatehouse.web.jag.JagCall;
import org.jspecify.annotations.Nullable;

/** What scripts of 1.9 look for when there is no subscription, letter by letter. */
final class SubscriptionSentences {
    private SubscriptionSentences() {}

    static Optional<String> of(RuntimeException refused, JagCall call) {
        return Optional.ofNullable(reason(refused))
                .map(reason -> "Error while adding subscription for user: "
                        + call.caller().user() + ". Reason: " + reason);
    }

    private static @Nullable String reason(RuntimeException refused) {
        if (refused instanceof TierNotOffered tier) {
            return "Tier " + tier.tier() + " is not allowed for API " + tier.api() + ". Only " + tier.offered()
                    + " Tiers are alllowed.";
        }
        if (refused instanceof TierDenied denied) {
            return "Tier " + denied.tier() + " is not allowed for user " + denied.user();
        }
        if (refused instanceof UnknownTier unknown) {
            return "Specified tier " + unknown.tier() + " does not exist";
        }
        if (refused instanceof AlreadySubscribed already) {
            return "Subscription already exists for API " + already.api().name() + " in Application "
                    + already.application();
        }
        if (refused instanceof SubscriptionBlocked blocked) {
            return "Subscription to API " + blocked.api().name() + " through application " + blocked.application()
                    + " was blocked";
        }
        if (refused instanceof NotAvailable not) {
            return "Subscription is not allowed for " + not.tenant();
        }
        return refused instanceof NotSubscribable not
                ? "Subscriptions not allowed on APIs in the state: " + not.status()
                : null;
    }
}
