package org.gatehouse.publisher;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.ContextTaken;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.StillSubscribed;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Turns;
import org.gatehouse.domain.catalog.UnknownTransport;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.registry.Registry;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.rollout.ApiChange;
import org.gatehouse.publisher.rules.ContextRules;
import org.gatehouse.publisher.rules.EndpointRules;
import org.gatehouse.publisher.rules.NameRules;
import org.gatehouse.publisher.rules.ResourceRules;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creating, changing and removing APIs. Each verb either happens wholly or not at all, and has reached the gateways when it
 * returns; where one of several gateways cannot be reached, the answer tells so and the change follows when it is back.
 */
@Component(service = ApiEditing.class)
public final class ApiEditing {
    private static final Logger LOG = LoggerFactory.getLogger(ApiEditing.class);
    private static final int LONGEST_TEXT = 32_000;

    private final Apis apis;
    private final OwnApis own;
    private final Subscriptions subscriptions;
    private final ApiChange change;
    private final Turns turns;
    private final Attachments attachments;
    private final ContextRules contexts;
    private final ResourceRules resources;
    private final InstantSource clock;

    /** Over the stored APIs. */
    @Activate
    public ApiEditing(
            @Reference Apis apis,
            @Reference Subscriptions subscriptions,
            @Reference Tiers tiers,
            @Reference ApiChange change,
            @Reference Turns turns,
            @Reference Registry registry) {
        this(apis, subscriptions, tiers, change, turns, registry, InstantSource.system());
    }

    /** As of this clock. */
    public ApiEditing(
            Apis apis,
            Subscriptions subscriptions,
            Tiers tiers,
            ApiChange change,
            Turns turns,
            Registry registry,
            InstantSource clock) {
        this.apis = apis;
        this.own = new OwnApis(apis);
        this.subscriptions = subscriptions;
        this.change = change;
        this.turns = turns;
        this.attachments = new Attachments(registry);
        this.contexts = new ContextRules(apis);
        this.resources = new ResourceRules(apis, tiers);
        this.clock = clock;
    }

    /**
     * Adds the API with status CREATED; no gateway has it yet.
     *
     * @throws Forbidden if the caller does not create APIs, or does not in that provider's name
     * @throws Invalid if the draft breaks a rule
     * @throws Conflict if the API or its context is there already
     */
    public Api create(Caller caller, ApiDraft draft) {
        caller.requireAny(Permission.CREATE_APIS);
        requireOwnTenant(caller, draft.id());
        requireOwnName(caller, draft.id());
        return createVersion(caller, draft);
    }

    /** Adds the API in its provider's name, whoever calls. */
    Api createVersion(Caller caller, ApiDraft draft) {
        NameRules.check(draft.id());
        Api api = Attachments.with(built(caller, draft, ApiStatus.CREATED), Description.NONE, draft);
        contexts.checkNew(api);
        check(api);
        return turns.ofNames(caller.tenant(), () -> add(caller, draft, api));
    }

    private Api add(Caller caller, ApiDraft draft, Api api) {
        if (apis.find(api.id()).isPresent()) {
            throw new ApiTaken(api.id());
        }
        resources.requireFreeScopes(api);
        requireFreeContext(api, draft);
        Transition created = new Transition(null, ApiStatus.CREATED, caller.user(), clock.instant());
        attachments.change(Description.NONE, api, draft, () -> apis.add(api, created, draft.definition()));
        LOG.info("{} created by {}", api.id(), caller.user());
        return api;
    }

    /**
     * Changes the API; if gateways have it, they have the change when this returns, all but those that it tells of. One whose
     * context is another is served there from then on, and no more where it was; its subscriptions and their keys stay good.
     *
     * @param seen the revision at which the caller saw it; empty for who does not know of revisions, and whose change counts
     *     whatever was changed before
     * @param change what it is to be, from what it is
     * @return the API as it is stored now
     * @throws Forbidden if the caller does not create APIs
     * @throws Invalid if the draft breaks a rule
     * @throws NotFound if there is no such API
     * @throws Conflict if another API has the context, a scope or the path without a version
     * @throws Changed if it is at another revision than the caller saw, with what differs; nothing has changed then
     * @throws GatewayRefused if a gateway did not take it; nothing has changed then
     */
    public Outcome<Api> update(Caller caller, ApiId id, OptionalLong seen, Function<Api, ApiDraft> change) {
        return update(caller, id, new Save(seen, apis::update), change);
    }

    /** The same with what the API was: what somebody has written of it is as it was then, or not there. */
    Outcome<Api> goBack(Caller caller, ApiId id, Earlier earlier, Function<Api, ApiDraft> change) {
        OptionalLong seen = OptionalLong.of(earlier.seen());
        return update(
                caller,
                id,
                new Save(seen, (api, definition) -> apis.goBack(api, definition, earlier.number())),
                change);
    }

    private Outcome<Api> update(Caller caller, ApiId id, Save save, Function<Api, ApiDraft> change) {
        caller.requireAny(Permission.CREATE_APIS);
        return turns.of(id, () -> {
            Api before = own.find(caller, id);
            ApiDraft draft = change.apply(before);
            Api wanted = Attachments.with(built(caller, draft, before.status()), before.description(), draft)
                    .withRevision(before.revision());
            new SeenApi(save.seen()).requireSaved(apis, before, wanted, draft.definition());
            Api after = wanted.withRevision(before.revision() + 1);
            Runnable store = () -> attachments.change(
                    before.description(), after, draft, () -> save.store().accept(wanted, draft.definition()));
            return new Outcome<>(after, updateNow(before, after, draft, store));
        });
    }

    private Map<String, String> updateNow(Api before, Api after, ApiDraft draft, Runnable store) {
        check(after);
        if (after.original() != null && before.original() == null && subscriptions.subscribers(after.id()) > 0) {
            throw new Conflict(
                    "API: " + after.id() + " has subscriptions (expected: none, for one that is only advertised)");
        }
        boolean moves = !after.contextTemplate().equals(before.contextTemplate());
        if (moves) {
            contexts.checkNew(after);
        }
        EndpointRules.checkDeployable(after);
        boolean takesPath = moves || (after.defaultVersion() && !before.defaultVersion());
        if (!takesPath && before.scopes().containsAll(after.scopes())) {
            return change.make(before, after, store);
        }
        // Before the gateways are asked, and once more when nobody else can take the same any more.
        requireFree(after, draft, takesPath);
        Runnable alone = () -> turns.ofNames(after.id().provider().tenant(), () -> {
            requireFree(after, draft, takesPath);
            store.run();
            return after;
        });
        return change.make(before, after, alone);
    }

    /**
     * How a change is stored.
     *
     * @param seen the revision from which it is made; empty if nobody says
     * @param store writes the API, at the revision from which it is made, and what somebody has written of it
     */
    private record Save(OptionalLong seen, BiConsumer<Api, @Nullable Definition> store) {}

    /**
     * What an API was.
     *
     * @param seen the revision of what it is, as somebody saw it
     * @param number the revision of what it was
     */
    record Earlier(long seen, long number) {}

    private void requireFree(Api api, ApiDraft draft, boolean takesPath) {
        resources.requireFreeScopes(api);
        if (takesPath) {
            requireFreeContext(api, draft);
        }
    }

    /**
     * Removes the API from gateways and database.
     *
     * @throws Forbidden if the caller does not create APIs
     * @throws NotFound if there is no such API
     * @throws Conflict if it has subscriptions
     * @throws GatewayRefused if a gateway did not let go of it, or cannot be reached: nobody would tell it later
     */
    public void remove(Caller caller, ApiId id) {
        remove(caller, id, OptionalLong.empty());
    }

    /**
     * The same by somebody who saw the API at that revision, or does not say.
     *
     * @throws Changed if it is at another revision; it stays then
     */
    public void remove(Caller caller, ApiId id, OptionalLong seen) {
        caller.requireAny(Permission.CREATE_APIS);
        turns.of(id, () -> {
            Api api = own.find(caller, id);
            new SeenApi(seen).requireUnmoved(apis, api);
            if (subscriptions.subscribers(id) > 0) {
                throw new StillSubscribed(id);
            }
            change.remove(api, () -> remove(api));
            LOG.info("{} removed by {}", id, caller.user());
            return api;
        });
    }

    /** Removes an API that no gateway has, with what it has in the registry. */
    void remove(Api api) {
        apis.remove(api.id());
        attachments.forget(api.id(), api.description());
    }

    private void check(Api api) {
        contexts.checkDefault(api);
        if (api.original() != null && api.defaultVersion()) {
            throw new Invalid("default version: " + api.id()
                    + " is only advertised (expected: one that gateways have, as calls without a version go there)");
        }
        if (api.description().text().length() > LONGEST_TEXT) {
            throw new Invalid("description: longer than " + LONGEST_TEXT);
        }
        api.transports().stream()
                .filter(transport -> !ApiDraft.TRANSPORTS.contains(transport))
                .findFirst()
                .ifPresent(transport -> {
                    throw new UnknownTransport(transport);
                });
        resources.check(api);
        EndpointRules.check(api.backend().endpoints());
    }

    private void requireFreeContext(Api api, ApiDraft draft) {
        if (contexts.isTaken(api)) {
            throw new ContextTaken(draft.context());
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

    private Api built(Caller caller, ApiDraft draft, ApiStatus status) {
        return draft.saved(status, clock.instant().truncatedTo(ChronoUnit.MILLIS), caller.user());
    }
}
