package org.gatehouse.store;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.registry.WorkflowExtensions;
import org.gatehouse.domain.subscription.AlreadySubscribed;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.NotAvailable;
import org.gatehouse.domain.subscription.NotSubscribable;
import org.gatehouse.domain.subscription.OnlyAdvertised;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionBlocked;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.subscription.TierNotOffered;
import org.gatehouse.domain.tier.TierDenied;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.domain.tier.UnknownTier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What a consumer's applications are subscribed to. Every verb throws {@link Forbidden} for who does not subscribe and
 * {@link NotFound} for an application that is somebody else's; a change is known to every gateway when its verb returns.
 */
@Component(service = Subscribing.class)
public final class Subscribing {
    private final Apis apis;
    private final OwnApplications own;
    private final Subscriptions subscriptions;
    private final Tiers tiers;
    private final WorkflowExtensions workflows;
    private final KeyManagers keys;

    /** Over the stored subscriptions; the registry says whether new ones wait. */
    @Activate
    public Subscribing(
            @Reference Apis apis,
            @Reference Applications applications,
            @Reference Subscriptions subscriptions,
            @Reference Tiers tiers,
            @Reference Registry registry,
            @Reference KeyManagers keys) {
        this.apis = apis;
        this.own = new OwnApplications(applications);
        this.subscriptions = subscriptions;
        this.tiers = tiers;
        this.workflows = new WorkflowExtensions(registry);
        this.keys = keys;
    }

    /** The application's subscriptions, oldest first. */
    public List<Subscription> of(Caller caller, Application application) {
        return subscriptions.of(own.find(caller, application.id()).id());
    }

    /** The wanted part of these, with what a list shows of their APIs. */
    public Page<SubscribedApi> of(Caller caller, Application application, PageRequest wanted) {
        return subscriptions.page(own.find(caller, application.id()).id(), wanted);
    }

    /**
     * Subscribes an application to an API at a tier, at once or, if the API's tenant has it so, when somebody there has
     * approved.
     *
     * @return the subscription, which may be used or waits
     * @throws Invalid if the API does not take subscriptions, or not at this tier
     * @throws Conflict if the application has this API at this tier already
     * @throws SubscriptionBlocked if it has it at another one and is blocked there
     */
    public Subscription add(Caller caller, Application application, ApiId id, String tier) {
        long number = own.find(caller, application.id()).id();
        Api api = apis.find(id)
                .filter(found -> ApiAccess.isVisible(caller, found))
                .orElseThrow(() -> new UnknownApi(id));
        requireSubscribable(caller, api, tier);
        if (tiers.denied(api.id().provider().tenant(), caller.roles()).contains(tier)) {
            throw new TierDenied(tier, caller.user());
        }
        try {
            SubscriptionStatus status =
                    workflows.subscriptionsWait(id.provider().tenant())
                            ? SubscriptionStatus.ON_HOLD
                            : SubscriptionStatus.UNBLOCKED;
            Subscription added = subscriptions.add(new Subscription(0, id, number, tier, status));
            keys.forget(subscriptions.keys(number));
            return added;
        } catch (Conflict e) {
            throw new AlreadySubscribed(id, number, e);
        }
    }

    private void requireSubscribable(Caller caller, Api api, String tier) {
        if (api.status() != ApiStatus.PUBLISHED) {
            throw new NotSubscribable(api.id(), api.status());
        }
        if (api.original() != null) {
            throw new OnlyAdvertised(api.id(), api.original());
        }
        if (!ApiAccess.isAvailable(caller.tenant(), api)) {
            throw new NotAvailable(api.id(), caller.tenant());
        }
        if (!api.tiers().contains(tier)) {
            throw new TierNotOffered(api.id(), tier, api.tiers());
        }
        if (tiers.find(api.id().provider().tenant(), tier).isEmpty()) {
            throw new UnknownTier(tier);
        }
    }

    /**
     * Ends one of the application's subscriptions; does nothing if it has none of that number.
     *
     * @throws SubscriptionBlocked if it is blocked: it would be made anew without the block
     */
    public void remove(Caller caller, Application application, long subscription) {
        long number = own.find(caller, application.id()).id();
        subscriptions
                .find(subscription)
                .filter(found -> found.application().id() == number)
                .ifPresent(found -> subscriptions.remove(subscription));
        keys.forget(subscriptions.keys(number));
    }

    /**
     * Ends the application's subscriptions to the API.
     *
     * @throws SubscriptionBlocked if one of them is blocked: it would be made anew without the block
     */
    public void remove(Caller caller, Application application, ApiId api) {
        long number = own.find(caller, application.id()).id();
        subscriptions.remove(api, number);
        keys.forget(subscriptions.keys(number));
    }
}
