package org.gatehouse.publisher;

import java.time.InstantSource;
import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.subscription.Decision;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.publisher.rollout.Gateways;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How publishers decide about the subscriptions of one application: with a reason, and known to the gateways before it is told. */
record Decisions(Subscriptions subscriptions, Gateways gateways, InstantSource clock) {
    private static final Logger LOG = LoggerFactory.getLogger(Decisions.class);

    /** Refuses if one of them is not as it was seen. Nothing is kept of why one may be used. */
    void take(Caller caller, List<Subscription> seen, SubscriptionStatus becomes, String reason) {
        Decision why = new Decision(caller.user(), clock.instant(), reason);
        if (!subscriptions.decide(seen, becomes, becomes == SubscriptionStatus.UNBLOCKED ? null : why)) {
            throw new Conflict("Somebody else has decided about this subscription meanwhile, or it is gone");
        }
        Subscription first = seen.get(0);
        subscriptions.keys(first.applicationId()).forEach(key -> gateways.forgetConsumer(key.consumerKey()));
        LOG.info(
                "Subscription of application {} to {} at {} is {} by {}",
                first.applicationId(),
                first.api(),
                seen.stream().map(Subscription::tier).toList(),
                becomes,
                caller.user());
    }
}
