package org.gatehouse.store;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.keys.IssuedKey;
import org.gatehouse.domain.keys.KeyOrder;
import org.gatehouse.domain.subscription.Application;
import org.gatehouse.domain.subscription.ApplicationKey;
import org.gatehouse.domain.subscription.ApplicationStatus;
import org.gatehouse.domain.subscription.ApplicationSummary;
import org.gatehouse.domain.subscription.Applications;
import org.gatehouse.domain.subscription.KeyType;
import org.gatehouse.domain.subscription.SubscribedApi;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The verbs of consumers. A caller without the permission gets {@link Forbidden}; a change of what a key may call is
 * known to every gateway when its verb returns.
 */
@Component(service = Store.class, configurationPid = "apim.store")
@Designate(ocd = Store.Config.class)
public final class Store {
    private final Apis apis;
    private final Applications applications;
    private final Subscriptions subscriptions;
    private final Tiers tiers;
    private final KeyManagers keys;
    private final boolean allVersions;
    private final boolean deprecatedToo;

    /** As configured. */
    @Activate
    public Store(
            @Reference Apis apis,
            @Reference Applications applications,
            @Reference Subscriptions subscriptions,
            @Reference Tiers tiers,
            @Reference KeyManagers keys,
            Config config) {
        this(
                apis,
                applications,
                subscriptions,
                tiers,
                keys,
                config.display_multiple_versions(),
                config.display_all_apis());
    }

    Store(
            Apis apis,
            Applications applications,
            Subscriptions subscriptions,
            Tiers tiers,
            KeyManagers keys,
            boolean allVersions,
            boolean deprecatedToo) {
        this.apis = apis;
        this.applications = applications;
        this.subscriptions = subscriptions;
        this.tiers = tiers;
        this.keys = keys;
        this.allVersions = allVersions;
        this.deprecatedToo = deprecatedToo;
    }

    /** Lets a caller in: whoever comes first time gets the default application. */
    public void signIn(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        if (applications.find(caller.user(), Application.DEFAULT_NAME).isEmpty()) {
            try {
                applications.add(new Application(
                        0,
                        caller.user(),
                        Application.DEFAULT_NAME,
                        Tier.UNLIMITED_NAME,
                        "",
                        "",
                        ApplicationStatus.APPROVED));
            } catch (Conflict madeMeanwhile) {
                return;
            }
        }
    }

    /**
     * The APIs that are offered to a caller, by name: of each the newest version, unless all are wanted.
     *
     * @param caller who asks; null for someone who is not signed in
     * @param tenant whose store it is
     */
    public List<ApiSummary> offered(@Nullable Caller caller, String tenant) {
        return apis.list(offer(caller, tenant));
    }

    /**
     * The wanted part of these.
     *
     * @param text what is somewhere in what people read of them; empty for all
     * @param tag a tag that they have; empty for any
     */
    public Page<ApiSummary> offered(
            @Nullable Caller caller, String tenant, String text, String tag, PageRequest wanted) {
        return apis.page(offer(caller, tenant).with(text, tag), wanted);
    }

    private ApiQuery offer(@Nullable Caller caller, String tenant) {
        EnumSet<ApiStatus> listed =
                deprecatedToo ? EnumSet.of(ApiStatus.PUBLISHED, ApiStatus.DEPRECATED) : EnumSet.of(ApiStatus.PUBLISHED);
        return ApiQuery.of(tenant).seenBy(Viewer.of(caller, tenant), listed, !allVersions);
    }

    /**
     * An API that the caller may see.
     *
     * @throws NotFound if there is none
     */
    public Api api(@Nullable Caller caller, ApiId id) {
        return known(caller, id)
                .filter(api -> api.status().isOnGateway())
                .orElseThrow(() -> new NotFound("API " + id + " does not exist"));
    }

    /** Like {@link #api}, but in any status. */
    private Optional<Api> known(@Nullable Caller caller, ApiId id) {
        return apis.find(id).filter(api -> isVisible(api, caller));
    }

    /** The tiers that the caller may choose. */
    public List<Tier> tiers(Caller caller) {
        Set<String> denied = tiers.denied(caller.tenant(), caller.roles());
        return tiers.offered(caller.tenant()).stream()
                .filter(tier -> !denied.contains(tier.name()))
                .toList();
    }

    /** The caller's applications, by name. */
    public List<Application> applications(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.of(caller.user());
    }

    /** What a list shows of the caller's applications, by name. */
    public List<ApplicationSummary> summaries(Caller caller) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.list(caller.user());
    }

    /** The wanted part of these. */
    public Page<ApplicationSummary> summaries(Caller caller, PageRequest wanted) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.page(caller.user(), wanted);
    }

    /**
     * The caller's application of that name.
     *
     * @throws NotFound if there is none
     */
    public Application application(Caller caller, String name) {
        return named(caller, name)
                .orElseThrow(() -> new NotFound("Application " + name + " does not exist for user " + caller.user()));
    }

    /** The same, if there is one. */
    public Optional<Application> named(Caller caller, String name) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications.find(caller.user(), name);
    }

    /**
     * The caller's application of that number.
     *
     * @throws NotFound if there is none, or it is someone else's
     */
    public Application application(Caller caller, long id) {
        caller.requireAny(Permission.SUBSCRIBE);
        return applications
                .find(id)
                .filter(application -> application.subscriber().equals(caller.user()))
                .orElseThrow(() -> new NotFound("Application " + id + " does not exist for user " + caller.user()));
    }

    /**
     * Adds an application.
     *
     * @param tier one of {@link #tiers}; empty for no limit of its own
     * @throws Invalid if the name is empty or too long, or there is no such tier
     * @throws Forbidden if the caller may not use the tier
     * @throws Conflict if the caller has one of that name
     */
    public Application addApplication(Caller caller, String name, String tier, String callbackUrl, String description) {
        caller.requireAny(Permission.SUBSCRIBE);
        checkApplication(name, callbackUrl, description);
        requireTier(caller, tier);
        if (applications.find(caller.user(), name).isPresent()) {
            throw new Conflict("A duplicate application already exists by the name - " + name);
        }
        return applications.add(new Application(
                0,
                caller.user(),
                name,
                tier.isBlank() ? Tier.UNLIMITED_NAME : tier,
                callbackUrl,
                description,
                ApplicationStatus.APPROVED));
    }

    /** A name that nobody knows would be no limit at all. */
    private void requireTier(Caller caller, String tier) {
        if (tier.isBlank()) {
            return;
        }
        if (tiers.offered(caller.tenant()).stream()
                .noneMatch(offered -> offered.name().equals(tier))) {
            throw new Invalid("Specified tier " + tier + " does not exist");
        }
        if (tiers.denied(caller.tenant(), caller.roles()).contains(tier)) {
            throw new Forbidden("Tier " + tier + " is not allowed for user " + caller.user());
        }
    }

    /**
     * Changes an application.
     *
     * @param tier one of {@link #tiers}; empty, or the one that it has, for no change
     * @throws Invalid if there is no such tier
     * @throws Forbidden if the caller may not use the tier
     * @throws NotFound if the caller has none of the old name
     * @throws Conflict if another one has the new name
     */
    public Application updateApplication(
            Caller caller, String oldName, String newName, String tier, String callbackUrl, String description) {
        Application before = application(caller, oldName);
        checkApplication(newName, callbackUrl, description);
        if (!newName.equals(oldName)
                && applications.find(caller.user(), newName).isPresent()) {
            throw new Conflict("An application already exist by the name " + newName);
        }
        if (!tier.equals(before.tier())) {
            requireTier(caller, tier);
        }
        if (before.status() != ApplicationStatus.APPROVED) {
            throw new Invalid("Cannot update the application while it is INACTIVE");
        }
        Application after = new Application(
                before.id(),
                before.subscriber(),
                newName,
                tier.isBlank() ? before.tier() : tier,
                callbackUrl,
                description,
                before.status());
        applications.update(after);
        forgetKeys(before.id());
        return after;
    }

    /**
     * Removes an application with its subscriptions and keys.
     *
     * @throws NotFound if the caller has none of that name
     */
    public void removeApplication(Caller caller, String name) {
        Application application = application(caller, name);
        List<ApplicationKey> issued = subscriptions.keys(application.id());
        for (ApplicationKey key : issued) {
            keys.issuer().withdraw(caller, application.id(), key.type());
        }
        applications.remove(application.id());
        issued.forEach(key -> keys.forgetConsumer(key.consumerKey()));
    }

    /**
     * Subscribes an application to an API at a tier.
     *
     * @throws Invalid if the API does not take subscriptions, or not at this tier
     * @throws Conflict if the application has this API at this tier already
     */
    public Subscription subscribe(Caller caller, Application application, ApiId id, String tier) {
        requireOwn(caller, application);
        Api api = known(caller, id).orElseThrow(() -> new NotFound("API " + id + " does not exist"));
        String failed = "Error while adding subscription for user: " + caller.user() + ". Reason: ";
        if (api.status() != ApiStatus.PUBLISHED) {
            throw new Invalid(failed + "Subscriptions not allowed on APIs in the state: " + api.status());
        }
        if (!isAvailable(api, caller.tenant())) {
            throw new Invalid(failed + "Subscription is not allowed for " + caller.tenant());
        }
        if (!api.tiers().contains(tier)) {
            throw new Invalid(failed + "Tier " + tier + " is not allowed for API " + id + ". Only " + api.tiers()
                    + " Tiers are alllowed.");
        }
        if (tiers.find(api.id().provider().tenant(), tier).isEmpty()) {
            throw new Invalid(failed + "Specified tier " + tier + " does not exist");
        }
        if (tiers.denied(api.id().provider().tenant(), caller.roles()).contains(tier)) {
            throw new Forbidden(failed + "Tier " + tier + " is not allowed for user " + caller.user());
        }
        if (subscriptions.between(id, application.id()).stream().anyMatch(Store::isBlocked)) {
            throw new Invalid(failed + "Subscription to API " + id.name() + " through application " + application.id()
                    + " was blocked");
        }
        try {
            Subscription added =
                    subscriptions.add(new Subscription(0, id, application.id(), tier, SubscriptionStatus.UNBLOCKED));
            forgetKeys(application.id());
            return added;
        } catch (Conflict e) {
            throw new Conflict(
                    failed + "Subscription already exists for API " + id.name() + " in Application " + application.id(),
                    e);
        }
    }

    /** Ends the application's subscriptions to the API. */
    public void unsubscribe(Caller caller, Application application, ApiId api) {
        requireOwn(caller, application);
        subscriptions.remove(api, application.id());
        forgetKeys(application.id());
    }

    /** The application's subscriptions, oldest first. */
    public List<Subscription> subscriptions(Application application) {
        return subscriptions.of(application.id());
    }

    /** The wanted part of an application's subscriptions, oldest first, with what a list shows of their APIs. */
    public Page<SubscribedApi> subscriptions(Application application, PageRequest wanted) {
        return subscriptions.page(application.id(), wanted);
    }

    /** Whether a caller may see what a list shows of an API. */
    public boolean isShown(@Nullable Caller caller, ApiSummary api) {
        return api.status().isOnGateway()
                && Viewer.of(caller, api.id().provider().tenant()).sees(api.visibility());
    }

    /** The application's keys, at most one a key type. */
    public List<ApplicationKey> keys(Application application) {
        return subscriptions.keys(application.id());
    }

    /**
     * The application's key with a token; made if missing.
     *
     * @throws org.gatehouse.domain.Unavailable if no key manager can be reached
     */
    public IssuedKey generateKey(Caller caller, KeyOrder order) {
        requireOwn(caller, order.application());
        return keys.issuer().issue(caller, order);
    }

    /**
     * A new token in place of the old one, which is taken back.
     *
     * @throws NotFound if the application has no key of that type
     */
    public IssuedKey renewToken(Caller caller, KeyOrder order, String oldToken) {
        requireOwn(caller, order.application());
        return keys.issuer().renew(caller, order, oldToken);
    }

    /**
     * Sets the domains from which the application's key may be used.
     *
     * @param domains the domains; empty means all
     * @throws NotFound if the application has no key of that type
     */
    public void allowDomains(Caller caller, Application application, KeyType type, Set<String> domains) {
        requireOwn(caller, application);
        ApplicationKey key = keys(application).stream()
                .filter(candidate -> candidate.type() == type)
                .findFirst()
                .orElseThrow(() -> new NotFound("Application " + application.name() + " has no " + type + " key"));
        subscriptions.saveKey(new ApplicationKey(application.id(), type, key.consumerKey(), domains));
        keys.forgetConsumer(key.consumerKey());
    }

    private void requireOwn(Caller caller, Application application) {
        application(caller, application.id());
    }

    private static boolean isBlocked(Subscription subscription) {
        return subscription.status() == SubscriptionStatus.BLOCKED
                || subscription.status() == SubscriptionStatus.PROD_ONLY_BLOCKED;
    }

    private void forgetKeys(long applicationId) {
        subscriptions.keys(applicationId).forEach(key -> keys.forgetConsumer(key.consumerKey()));
    }

    private static boolean isVisible(Api api, @Nullable Caller caller) {
        return Viewer.of(caller, api.id().provider().tenant()).sees(api.visibility());
    }

    private static boolean isAvailable(Api api, String tenant) {
        if (tenant.equals(api.id().provider().tenant())) {
            return true;
        }
        Availability availability = api.availability();
        return switch (availability.level()) {
            case CURRENT_TENANT -> false;
            case ALL_TENANTS -> true;
            case SPECIFIC_TENANTS -> availability.tenants().contains(tenant);
        };
    }

    private static void checkApplication(String name, String callbackUrl, String description) {
        if (name.isBlank() || name.length() > 100) {
            throw new Invalid("application name: " + name + " (expected: 1 to 100 characters)");
        }
        if (callbackUrl.length() > 512 || description.length() > 512) {
            throw new Invalid("call-back URL or description (expected: at most 512 characters)");
        }
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: store")
    @interface Config {
        @AttributeDefinition(description = "Whether every version of an API is listed, or only the newest.")
        boolean display_multiple_versions() default false;

        @AttributeDefinition(description = "Whether deprecated APIs are listed too.")
        boolean display_all_apis() default false;
    }
}
