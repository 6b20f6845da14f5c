package org.gatehouse.publisher;

import java.time.InstantSource;
import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.SubscribedApplication;
import org.gatehouse.domain.subscription.SubscriberQuery;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.publisher.rollout.Gateways;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who is subscribed to an API. */
@Component(service = Subscribers.class)
public final class Subscribers {
    private final OwnApis own;
    private final Subscriptions subscriptions;
    private final Decisions decisions;

    /** Of the stored APIs. */
    @Activate
    public Subscribers(@Reference Apis apis, @Reference Subscriptions subscriptions, @Reference Gateways gateways) {
        this(apis, subscriptions, gateways, InstantSource.system());
    }

    /** The same with a clock. */
    public Subscribers(Apis apis, Subscriptions subscriptions, Gateways gateways, InstantSource clock) {
        this.own = new OwnApis(apis);
        this.subscriptions = subscriptions;
        this.decisions = new Decisions(subscriptions, gateways, clock);
    }

    /**
     * How many applications are subscribed; none to an API of another tenant, or that there is not.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     */
    public long count(Caller caller, ApiId id) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return id.provider().tenant().equals(caller.tenant()) ? subscriptions.subscribers(id) : 0;
    }

    /**
     * The wanted part of the subscriptions that a query finds, newest first.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws org.gatehouse.domain.catalog.UnknownApi if the caller's tenant has no such API
     */
    public Page<SubscribedApplication> list(Caller caller, ApiId id, SubscriberQuery query, PageRequest wanted) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return subscriptions.page(own.find(caller, id).id(), query, wanted);
    }

    /**
     * One subscription to the API.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such subscription to the API, or no such API in the caller's tenant
     */
    public SubscribedApplication find(Caller caller, ApiId id, long subscription) {
        ApiId api = own.find(caller, id).id();
        return subscriptions
                .find(subscription)
                .filter(found -> found.subscription().api().equals(api))
                .orElseThrow(() -> new NotFound("Subscription " + subscription + " to " + api));
    }

    /**
     * Blocks one subscription to the API, for all keys of its application or those for production, or lets it be used again;
     * true of the next call.
     *
     * @param reason what its owner reads about it, empty for nothing; it is not kept of a subscription that may be used
     * @return the tiers at which the application may call the API nevertheless, by its other subscriptions
     * @throws Forbidden if the caller does not publish APIs
     * @throws NotFound if there is no such subscription to the API
     * @throws Invalid if the subscription waits for approval or was refused, or is to; or for a reason that is none
     * @throws Conflict if somebody else decided about it meanwhile
     */
    public List<String> set(Caller caller, ApiId id, long subscription, SubscriptionStatus status, String reason) {
        caller.requireAny(Permission.PUBLISH_APIS);
        Subscription seen = find(caller, id, subscription).subscription();
        set(caller, List.of(seen), status, reason);
        return subscriptions.between(seen.api(), seen.applicationId()).stream()
                .filter(other -> other.id() != subscription && other.status().isUsable())
                .map(Subscription::tier)
                .toList();
    }

    /**
     * The same of all subscriptions of an application to the API, at whatever tier: of all or of none. Those that wait for approval,
     * or were refused, stay as they are.
     *
     * @throws Forbidden if the caller does not publish APIs
     * @throws NotFound if the application is not subscribed
     * @throws Invalid if all of them wait for approval or were refused, or are to; or for a reason that is none
     * @throws Conflict if somebody else decided about one meanwhile
     */
    public void setAll(Caller caller, ApiId id, long applicationId, SubscriptionStatus status, String reason) {
        caller.requireAny(Permission.PUBLISH_APIS);
        ApiId api = own.find(caller, id).id();
        List<Subscription> all = subscriptions.between(api, applicationId);
        if (all.isEmpty()) {
            throw new NotFound("Application " + applicationId + " is not subscribed to " + api);
        }
        List<Subscription> switched =
                all.stream().filter(each -> each.status().isSwitched()).toList();
        set(caller, switched.isEmpty() ? all : switched, status, reason);
        if (status.isBlocked()) {
            setAddedMeanwhile(caller, api, applicationId, status, reason);
        }
    }

    /** Once one is blocked no more can be added. */
    private void setAddedMeanwhile(
            Caller caller, ApiId api, long applicationId, SubscriptionStatus status, String reason) {
        List<Subscription> usable = subscriptions.between(api, applicationId).stream()
                .filter(each -> each.status() == SubscriptionStatus.UNBLOCKED)
                .toList();
        if (!usable.isEmpty()) {
            set(caller, usable, status, reason);
        }
    }

    private void set(Caller caller, List<Subscription> seen, SubscriptionStatus status, String reason) {
        for (Subscription each : seen) {
            if (!status.isSwitched() || !each.status().isSwitched()) {
                throw new Invalid("newStatus: " + status + " of a subscription that is " + each.status()
                        + " (expected: both of BLOCKED, PROD_ONLY_BLOCKED, UNBLOCKED)");
            }
        }
        decisions.take(caller, seen, status, reason);
    }
}
