package org.gatehouse.publisher;

import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rollout.Gateways;
import org.gatehouse.publisher.rules.EndpointRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How an API goes from one status to the next, and what goes with it. */
@Component(service = ApiLifecycle.class)
public final class ApiLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ApiLifecycle.class);

    private final Apis apis;
    private final OwnApis own;
    private final Subscriptions subscriptions;
    private final ApiChange change;
    private final Gateways gateways;
    private final Turns turns;
    private final InstantSource clock;

    /** Over the stored APIs. */
    @Activate
    public ApiLifecycle(
            @Reference Apis apis,
            @Reference Subscriptions subscriptions,
            @Reference ApiChange change,
            @Reference Gateways gateways,
            @Reference Turns turns) {
        this(apis, subscriptions, change, gateways, turns, InstantSource.system());
    }

    /** As of this clock. */
    public ApiLifecycle(
            Apis apis,
            Subscriptions subscriptions,
            ApiChange change,
            Gateways gateways,
            Turns turns,
            InstantSource clock) {
        this.apis = apis;
        this.own = new OwnApis(apis);
        this.subscriptions = subscriptions;
        this.change = change;
        this.gateways = gateways;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * Moves the API to another status. The gateways go first: an API that they do not take is not published.
     *
     * @return the API's whole life, the newest step last; and the gateways that could not be reached
     * @throws Forbidden if the caller does not publish APIs
     * @throws NotFound if there is no such API
     * @throws Changed if it is at another revision than the caller saw; nothing has changed then
     * @throws GatewayRefused if a gateway did not follow; nothing has changed then
     */
    public Outcome<List<Transition>> setStatus(Caller caller, ApiId id, StatusChange step) {
        caller.requireAny(Permission.PUBLISH_APIS);
        return turns.of(id, () -> setStatusNow(caller, id, step));
    }

    private Outcome<List<Transition>> setStatusNow(Caller caller, ApiId id, StatusChange step) {
        Api before = own.find(caller, id);
        if (before.status() == step.to()) {
            return new Outcome<>(apis.history(id), Map.of());
        }
        new SeenApi(step.seen()).requireUnmoved(apis, before);
        Api after = before.withStatus(step.to()).withRevision(before.revision() + 1);
        Transition transition = new Transition(before.status(), step.to(), caller.user(), clock.instant());
        boolean comesOut = step.to() == ApiStatus.PUBLISHED
                && (before.status() == ApiStatus.CREATED || before.status() == ApiStatus.PROTOTYPED);
        Runnable move = () -> {
            if (comesOut && !step.requireResubscription()) {
                carryOver(after);
            }
            apis.move(id, before.revision(), transition);
        };
        Map<String, String> late = new HashMap<>();
        if (step.applyToGateway()) {
            EndpointRules.checkDeployable(after);
            late.putAll(change.make(before, after, move));
        } else {
            move.run();
            gateways.forget(after);
        }
        LOG.info("{} went from {} to {} by {}", id, before.status(), step.to(), caller.user());
        if (comesOut && step.deprecateOlder()) {
            late.putAll(deprecateOlder(caller, after));
        }
        return new Outcome<>(apis.history(id), late);
    }

    /**
     * The API's life so far, oldest step first.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such API
     */
    public List<Transition> history(Caller caller, ApiId id) {
        return apis.history(own.find(caller, id).id());
    }

    /**
     * Whether there are versions of the API before this one.
     *
     * @throws Forbidden if the caller neither creates nor publishes
     * @throws NotFound if there is no such API
     */
    public boolean hasOlder(Caller caller, ApiId id) {
        return !olderVersions(own.find(caller, id)).isEmpty();
    }

    /** The version is published by now: what is not done to an older one is told, and undoes nothing. */
    private Map<String, String> deprecateOlder(Caller caller, Api published) {
        Map<String, String> late = new HashMap<>();
        olderVersions(published).stream()
                .filter(older -> older.status() == ApiStatus.PUBLISHED)
                .forEach(older -> late.putAll(deprecate(caller, older.id())));
        return late;
    }

    /** Before the version is published, as it is not done again after that; twice is as once. */
    private void carryOver(Api published) {
        olderVersions(published).stream()
                .filter(older -> older.status() != ApiStatus.RETIRED)
                .forEach(older -> subscriptions.carryOver(older.id(), published.id()));
    }

    private Map<String, String> deprecate(Caller caller, ApiId older) {
        try {
            return setStatus(caller, older, StatusChange.to(ApiStatus.DEPRECATED))
                    .late();
        } catch (GatewayRefused | Invalid | Conflict | Unavailable refused) {
            LOG.warn("{} is not deprecated: {}", older, refused.getMessage());
            return Map.of(older + " is not deprecated", String.valueOf(refused.getMessage()));
        }
    }

    /** The newest first: how an application stands with that one is how it goes on. */
    private List<ApiSummary> olderVersions(Api api) {
        return apis.list(ApiQuery.versions(api.id().provider(), api.id().name())).stream()
                .filter(version -> version.id().isOlderThan(api.id()))
                .sorted(Comparator.comparing(ApiSummary::id, ApiId.BY_NAME).reversed())
                .toList();
    }
}
