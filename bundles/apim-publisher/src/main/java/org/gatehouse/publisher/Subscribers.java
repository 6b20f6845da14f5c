package org.gatehouse.publisher;

import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is subscribed to an API. */
@Component(service = Subscribers.class)
public final class Subscribers {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

    private final OwnApis own;
    private final Subscriptions subscriptions;
    private final Gateways gateways;

    /** Of the stored APIs. */
    @Activate
    public Subscribers(@Reference Apis apis, @Reference Subscriptions subscriptions, @Reference Gateways gateways) {
        this.own = new OwnApis(apis);
        this.subscriptions = subscriptions;
        this.gateways = gateways;
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
     * Blocks an application's subscription to the API, for all its keys or those for production, or lets it call again; true
     * of the next call.
     *
     * @throws Forbidden if the caller does not publish APIs
     * @throws NotFound if the application is not subscribed
     * @throws Invalid if one of the application's subscriptions to the API, at whatever tier, waits for approval or was refused,
     *     or is to
     */
    public void set(Caller caller, ApiId id, long applicationId, SubscriptionStatus status) {
        caller.requireAny(Permission.PUBLISH_APIS);
        ApiId api = own.find(caller, id).id();
        List<Subscription> all = subscriptions.between(api, applicationId);
        if (all.isEmpty()) {
            throw new NotFound("Application " + applicationId + " is not subscribed to " + api);
        }
        for (Subscription each : all) {
            if (!status.isSwitched() || !each.status().isSwitched()) {
                throw new Invalid("newStatus: " + status + " of a subscription that is " + each.status()
                        + " (expected: both of BLOCKED, PROD_ONLY_BLOCKED, UNBLOCKED)");
            }
        }
        subscriptions.setStatus(api, applicationId, status);
        subscriptions.keys(applicationId).forEach(key -> gateways.forgetConsumer(key.consumerKey()));
        LOG.info("Subscription of application {} to {} is {} by {}", applicationId, api, status, caller.user());
    }
}
