package org.gatehouse.publisher;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.ContextPath;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.Subscription;
import org.gatehouse.domain.subscription.SubscriptionStatus;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tiers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The verbs of API providers. Each either happens wholly or not at all, and has reached the gateways when it returns; where
 * one of several gateways cannot be reached, the answer tells so and the change follows when it is back.
 * A caller without the permission gets {@link org.gatehouse.domain.Forbidden}.
 */
@Component(service = Publisher.class)
public final class Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);

    /** What a publisher switches between. */
    private static final Set<SubscriptionStatus> SWITCHED =
            EnumSet.of(SubscriptionStatus.BLOCKED, SubscriptionStatus.PROD_ONLY_BLOCKED, SubscriptionStatus.UNBLOCKED);

    private final Apis apis;
    private final Subscriptions subscriptions;
    private final Gateways gateways;
    private final DraftRules rules;
    private final InstantSource clock;

    /** Over the stored APIs. */
    @Activate
    public Publisher(
            @Reference Apis apis,
            @Reference Subscriptions subscriptions,
            @Reference Tiers tiers,
            @Reference Gateways gateways) {
        this(apis, subscriptions, tiers, gateways, InstantSource.system());
    }

    Publisher(Apis apis, Subscriptions subscriptions, Tiers tiers, Gateways gateways, InstantSource clock) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.gateways = gateways;
        this.rules = new DraftRules(tiers);
        this.clock = clock;
    }

    /**
     * Adds the API with status CREATED; no gateway has it yet.
     *
     * @throws Invalid if the draft breaks a rule
     * @throws Conflict if the API or its context is there already
     */
    public Api create(Caller caller, ApiDraft draft) {
        caller.requireAny(Permission.CREATE_APIS);
        return gateways.inTurn(() -> createNow(caller, draft));
    }

    private Api createNow(Caller caller, ApiDraft draft) {
        requireOwnTenant(caller, draft.id());
        requireOwnName(caller, draft.id());
        rules.checkNew(draft);
        rules.check(draft);
        requireFreeScopes(draft);
        if (apis.find(draft.id()).isPresent()) {
            throw new Conflict("Error occurred while adding the API. A duplicate API already exists for " + draft.id());
        }
        if (contextTaken(caller, draft)) {
            throw takenContext("adding", draft);
        }
        Api api = built(draft, ApiStatus.CREATED);
        apis.add(api, new Transition(null, ApiStatus.CREATED, caller.user(), clock.instant()));
        LOG.info("{} created by {}", api.id(), caller.user());
        return api;
    }

    /**
     * Changes the API; if gateways have it, they have the change when this returns, all but those that it tells of.
     *
     * @throws Invalid if the draft breaks a rule
     * @throws NotFound if there is no such API
     * @throws GatewayRefused if a gateway did not take it; nothing has changed then
     */
    public Outcome<Api> update(Caller caller, ApiDraft draft) {
        caller.requireAny(Permission.CREATE_APIS);
        return gateways.inTurn(() -> updateNow(caller, draft));
    }

    private Outcome<Api> updateNow(Caller caller, ApiDraft draft) {
        rules.check(draft);
        requireFreeScopes(draft);
        Api before = find(caller, draft.id());
        Api after = built(draft, before.status());
        if (!after.context().equals(before.context())) {
            throw new Invalid("API context: " + draft.context() + " (expected: " + before.contextTemplate()
                    + "; a context is not changed once callers know it)");
        }
        if (after.defaultVersion() && !before.defaultVersion() && contextTaken(caller, draft)) {
            throw takenContext("updating", draft);
        }
        return new Outcome<>(after, change(before, after, () -> apis.update(after)));
    }

    /**
     * Moves the API to another status. The gateways go first: an API that they do not take is not published.
     *
     * @return the API's whole life, the newest step last; and the gateways that could not be reached
     * @throws NotFound if there is no such API
     * @throws GatewayRefused if a gateway did not follow; nothing has changed then
     */
    public Outcome<List<Transition>> setStatus(Caller caller, ApiId id, StatusChange change) {
        caller.requireAny(Permission.PUBLISH_APIS);
        return gateways.inTurn(() -> setStatusNow(caller, id, change));
    }

    private Outcome<List<Transition>> setStatusNow(Caller caller, ApiId id, StatusChange change) {
        Api before = find(caller, id);
        if (before.status() == change.to()) {
            return new Outcome<>(apis.history(id), Map.of());
        }
        Api after = before.withStatus(change.to());
        Runnable move =
                () -> apis.move(id, new Transition(before.status(), change.to(), caller.user(), clock.instant()));
        Map<String, String> late = new HashMap<>();
        if (change.applyToGateway()) {
            late.putAll(change(before, after, move));
        } else {
            move.run();
            gateways.forget(after);
        }
        LOG.info("{} went from {} to {} by {}", id, before.status(), change.to(), caller.user());
        boolean firstTime = before.status() == ApiStatus.CREATED || before.status() == ApiStatus.PROTOTYPED;
        if (firstTime && change.to() == ApiStatus.PUBLISHED) {
            late.putAll(afterPublishing(caller, after, change));
        }
        return new Outcome<>(apis.history(id), late);
    }

    /**
     * Removes the API from gateways and database.
     *
     * @throws NotFound if there is no such API
     * @throws Conflict if it has subscriptions
     * @throws GatewayRefused if a gateway did not let go of it, or cannot be reached: nobody would tell it later
     */
    public void remove(Caller caller, ApiId id) {
        caller.requireAny(Permission.CREATE_APIS);
        gateways.inTurn(() -> removeNow(caller, id));
    }

    private Api removeNow(Caller caller, ApiId id) {
        Api api = find(caller, id);
        if (!subscriptions.to(id).isEmpty()) {
            throw new Conflict("Cannot remove the API. Active Subscriptions Exist");
        }
        if (api.status().isOnGateway()) {
            removeEverywhere(api);
        } else {
            apis.remove(id);
        }
        LOG.info("{} removed by {}", id, caller.user());
        return api;
    }

    /**
     * The API.
     *
     * @throws NotFound if there is none of that name, or it belongs to another tenant
     */
    public Api find(Caller caller, ApiId id) {
        return apis.find(id)
                .filter(api -> api.id().provider().tenant().equals(caller.tenant()))
                .orElseThrow(() -> new NotFound("Error occurred while getting API information of the api- " + id));
    }

    /** All APIs of the caller's tenant, by name and version. */
    public List<Api> all(Caller caller) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        return apis.all(caller.tenant());
    }

    /** The API's life so far, oldest step first. */
    public List<Transition> history(Caller caller, ApiId id) {
        return apis.history(find(caller, id).id());
    }

    /** How many applications are subscribed. */
    public long subscribers(Caller caller, ApiId id) {
        return subscriptions.to(find(caller, id).id()).stream()
                .map(Subscription::applicationId)
                .distinct()
                .count();
    }

    /**
     * Blocks an application's subscription to the API, for all its keys or those for production, or lets it call again; true
     * of the next call.
     *
     * @throws NotFound if the application is not subscribed
     * @throws Invalid if the subscription still waits for approval, or is to
     */
    public void setSubscription(Caller caller, ApiId id, long applicationId, SubscriptionStatus status) {
        caller.requireAny(Permission.PUBLISH_APIS);
        ApiId api = find(caller, id).id();
        Subscription subscription = subscriptions.to(api).stream()
                .filter(candidate -> candidate.applicationId() == applicationId)
                .findFirst()
                .orElseThrow(() -> new NotFound("Application " + applicationId + " is not subscribed to " + api));
        if (!SWITCHED.contains(status) || !SWITCHED.contains(subscription.status())) {
            throw new Invalid("newStatus: " + status + " of a subscription that is " + subscription.status()
                    + " (expected: both of " + SWITCHED + ")");
        }
        subscriptions.setStatus(api, applicationId, status);
        subscriptions.keys(applicationId).forEach(key -> gateways.forgetConsumer(key.consumerKey()));
        LOG.info("Subscription of application {} to {} is {} by {}", applicationId, api, status, caller.user());
    }

    /** Whether some API of the caller's tenant has this name, in any case. */
    public boolean nameTaken(Caller caller, String name) {
        return apis.all(caller.tenant()).stream()
                .anyMatch(api -> api.id().name().equalsIgnoreCase(name.trim()));
    }

    private static Conflict takenContext(String doing, ApiDraft draft) {
        return new Conflict("Error occurred while " + doing + " the API. A duplicate API context already exists for "
                + draft.context());
    }

    /** Whether an API other than versions of the draft's own would be called where the draft would, or be kept from it. */
    public boolean contextTaken(Caller caller, ApiDraft draft) {
        ContextClaim claim = ContextClaim.of(draft);
        return apis.all(caller.tenant()).stream()
                .filter(api -> !isVersionOf(draft.id(), api) && ContextPath.isOne(api.context()))
                .anyMatch(api -> claim.clashes(ContextClaim.of(api)));
    }

    private static boolean isVersionOf(ApiId id, Api api) {
        return api.id().provider().equals(id.provider()) && api.id().name().equals(id.name());
    }

    /** Whether no API of the caller's tenant can have this context, with or without {@code {version}}. */
    public boolean contextTaken(Caller caller, String context) {
        String path = Api.unversioned(context.startsWith("/") ? context : "/" + context);
        String tenant = "/t/" + caller.tenant();
        String whole = caller.user().inSuperTenant() || path.startsWith(tenant + "/") ? path : tenant + path;
        return apis.all(caller.tenant()).stream()
                .anyMatch(api -> api.unversionedContext().equals(whole));
    }

    private void removeEverywhere(Api api) {
        Api gone = api.withStatus(ApiStatus.RETIRED);
        try {
            gateways.followAll(gone);
            apis.remove(api.id());
        } catch (RuntimeException e) {
            goBack(api, e);
            throw e;
        } finally {
            gateways.forget(gone);
        }
    }

    /**
     * Gateways first, then the database; if one of them fails, the gateways go back. Returns those that could not be
     * reached.
     */
    private Map<String, String> change(Api before, Api after, Runnable store) {
        DraftRules.checkDeployable(after);
        boolean touchesGateways =
                before.status().isOnGateway() || after.status().isOnGateway();
        try {
            Map<String, String> late = touchesGateways ? gateways.follow(after) : Map.of();
            store.run();
            return late;
        } catch (RuntimeException e) {
            if (touchesGateways) {
                goBack(before, e);
            }
            throw e;
        } finally {
            gateways.forget(after);
        }
    }

    private void goBack(Api before, RuntimeException because) {
        try {
            gateways.follow(before);
        } catch (RuntimeException e) {
            because.addSuppressed(e);
            LOG.warn("{} may not be as stored on a gateway until that gateway starts again", before.id());
        }
    }

    private Map<String, String> afterPublishing(Caller caller, Api published, StatusChange change) {
        Map<String, String> late = new HashMap<>();
        for (Api older : olderVersions(published)) {
            if (!change.requireResubscription() && older.status() != ApiStatus.RETIRED) {
                carrySubscriptionsOver(older.id(), published.id());
                gateways.forget(published);
            }
            if (change.deprecateOlder() && older.status() == ApiStatus.PUBLISHED) {
                late.putAll(setStatus(caller, older.id(), StatusChange.to(ApiStatus.DEPRECATED))
                        .late());
            }
        }
        return late;
    }

    /** The newest first: how an application stands with that one is how it goes on. */
    private List<Api> olderVersions(Api api) {
        return apis.versions(api.id().provider(), api.id().name()).stream()
                .filter(version -> version.id().isOlderThan(api.id()))
                .sorted(Comparator.comparing(Api::id, ApiId.BY_NAME).reversed())
                .toList();
    }

    private void carrySubscriptionsOver(ApiId from, ApiId to) {
        Set<Long> there = subscriptions.to(to).stream()
                .map(Subscription::applicationId)
                .collect(java.util.stream.Collectors.toSet());
        for (Subscription subscription : subscriptions.to(from)) {
            if (!there.contains(subscription.applicationId())) {
                subscriptions.add(new Subscription(
                        0, to, subscription.applicationId(), subscription.tier(), subscription.status()));
            }
        }
    }

    private void requireFreeScopes(ApiDraft draft) {
        for (Scope scope : draft.scopes()) {
            if (apis.scopeTaken(draft.id().provider().tenant(), scope.key(), draft.id())) {
                throw new Conflict("Scope " + scope.key() + " is already assigned by another API");
            }
        }
    }

    private static void requireOwnTenant(Caller caller, ApiId id) {
        if (!id.provider().tenant().equals(caller.tenant())) {
            throw new Invalid("provider: " + id.provider() + " (expected: a user of " + caller.tenant() + ")");
        }
    }

    /** Nobody provides in another one's name but who administers. */
    private static void requireOwnName(Caller caller, ApiId id) {
        if (!id.provider().equals(caller.user()) && !caller.runsTheTenant()) {
            throw new Forbidden(
                    "User '" + caller.user() + "' cannot add an API of the provider '" + id.provider() + "'");
        }
    }

    private Api built(ApiDraft draft, ApiStatus status) {
        return new Api(
                draft.id(),
                draft.contextTemplate(),
                status,
                draft.description(),
                draft.visibility(),
                draft.availability(),
                draft.backend(),
                draft.transports().isEmpty() ? Set.of("http", "https") : draft.transports(),
                draft.tiers(),
                draft.resources(),
                draft.scopes(),
                draft.mediation(),
                draft.defaultVersion(),
                draft.environments(),
                clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS));
    }
}
