package org.gatehouse.publisher;

import java.time.InstantSource;
import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.publisher.rollout.Gateways;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Subscriptions to the tenant's APIs that wait for somebody who publishes to say yes or no. */
@Component(service = Approvals.class)
public final class Approvals {
    private final Subscriptions subscriptions;
    private final Decisions decisions;

    /** Of what is stored. */
    @Activate
    public Approvals(@Reference Subscriptions subscriptions, @Reference Gateways gateways) {
        this(subscriptions, gateways, InstantSource.system());
    }

    /** The same with a clock. */
    public Approvals(Subscriptions subscriptions, Gateways gateways, InstantSource clock) {
        this.subscriptions = subscriptions;
        this.decisions = new Decisions(subscriptions, gateways, clock);
    }

    /**
     * The wanted part of what waits in the caller's tenant, oldest first.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     */
    public Page<SubscribedApplication> waiting(Caller caller, PageRequest wanted) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return subscriptions.waiting(caller.tenant(), wanted);
    }

    /**
     * One that waits.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if the caller's tenant has no such subscription
     * @throws Conflict if it does not wait any more
     */
    public SubscribedApplication find(Caller caller, long subscription) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        SubscribedApplication found = subscriptions
                .find(subscription)
                .filter(each -> each.subscription().api().provider().tenant().equals(caller.tenant()))
                .orElseThrow(() -> new NotFound("Subscription " + subscription));
        SubscriptionStatus status = found.subscription().status();
        if (status != SubscriptionStatus.ON_HOLD) {
            throw new Conflict("Subscription " + subscription + " is " + status + " (expected: one that waits)");
        }
        return found;
    }

    /**
     * Lets it be used from the next call on; of several who decide at once, one does.
     *
     * @throws Forbidden if the caller does not publish APIs
     * @throws NotFound if the caller's tenant has no such subscription
     * @throws Conflict if it does not wait any more
     */
    public void approve(Caller caller, long subscription) {
        caller.requireAny(Permission.PUBLISH_APIS);
        decide(caller, subscription, SubscriptionStatus.UNBLOCKED, "");
    }

    /**
     * Refuses it, for a reason that its owner reads.
     *
     * @throws Forbidden if the caller does not publish APIs
     * @throws NotFound if the caller's tenant has no such subscription
     * @throws Conflict if it does not wait any more
     * @throws Invalid if there is no reason, or one that is none
     */
    public void reject(Caller caller, long subscription, String reason) {
        caller.requireAny(Permission.PUBLISH_APIS);
        if (reason.isBlank()) {
            throw new Invalid("reason: none (expected: what who has subscribed will read)");
        }
        decide(caller, subscription, SubscriptionStatus.REJECTED, reason);
    }

    private void decide(Caller caller, long subscription, SubscriptionStatus becomes, String reason) {
        Subscription seen = find(caller, subscription).subscription();
        decisions.take(caller, List.of(seen), becomes, reason);
    }
}
