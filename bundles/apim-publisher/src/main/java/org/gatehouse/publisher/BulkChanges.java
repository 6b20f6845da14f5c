package org.gatehouse.publisher;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.StillSubscribed;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.subscription.Subscriptions;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.domain.tier.UnknownTier;
import org.gatehouse.publisher.rules.EndpointRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The same change of many APIs, one after the other by the verbs that each has by itself: whatever becomes of one, the others are
 * changed or not for their own reasons. Made twice it has no further effect.
 */
@Component(service = BulkChanges.class)
public final class BulkChanges {
    private static final Logger LOG = LoggerFactory.getLogger(BulkChanges.class);

    /** So many can be changed at once. */
    public static final int MOST = 100;

    /** Nobody waits longer, but for the API that has been begun by then. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Apis apis;
    private final Subscriptions subscriptions;
    private final ApiLifecycle lifecycle;
    private final ApiEditing editing;
    private final Tiers tiers;
    private final InstantSource clock;

    /** By these verbs. */
    @Activate
    public BulkChanges(
            @Reference Apis apis,
            @Reference Subscriptions subscriptions,
            @Reference ApiLifecycle lifecycle,
            @Reference ApiEditing editing,
            @Reference Tiers tiers) {
        this(apis, subscriptions, lifecycle, editing, tiers, InstantSource.system());
    }

    /** As of this clock. */
    public BulkChanges(
            Apis apis,
            Subscriptions subscriptions,
            ApiLifecycle lifecycle,
            ApiEditing editing,
            Tiers tiers,
            InstantSource clock) {
        this.apis = apis;
        this.subscriptions = subscriptions;
        this.lifecycle = lifecycle;
        this.editing = editing;
        this.tiers = tiers;
        this.clock = clock;
    }

    /**
     * What would become of each, in their order. Nothing changes.
     *
     * @throws Forbidden if the caller may do it to none
     * @throws Invalid if they are more than {@value #MOST}
     */
    public List<BulkEffect> preview(Caller caller, BulkChange change, List<ApiId> ids) {
        caller.requireAny(change.permission());
        requireFew(ids.size());
        return ids.stream().map(id -> foreseen(caller, change, id)).toList();
    }

    /**
     * Changes each that is still as it was seen. After 20 seconds no other is begun; whoever has not come to it by then tries
     * again with the rest.
     *
     * @param seen the APIs, each with the revision at which it was seen
     * @return what became of each, in their order
     * @throws Forbidden if the caller may do it to none
     * @throws Invalid if they are more than {@value #MOST}
     */
    public List<BulkEffect> make(Caller caller, BulkChange change, Map<ApiId, Long> seen) {
        caller.requireAny(change.permission());
        requireFew(seen.size());
        Instant end = clock.instant().plus(PATIENCE);
        List<BulkEffect> effects = new ArrayList<>();
        seen.forEach((id, revision) -> {
            BulkEffect before = foreseenNow(caller, change, id);
            if (before.kind() != BulkEffect.Kind.POSSIBLE) {
                effects.add(before);
            } else if (clock.instant().isAfter(end)) {
                effects.add(new BulkEffect(
                        id, BulkEffect.Kind.NOT_BEGUN, before.status(), revision, before.subscribers(), "", Set.of()));
            } else {
                effects.add(made(caller, change, before, revision));
            }
        });
        return effects;
    }

    /** Others are changed already: what fails is told of this one. */
    private BulkEffect foreseenNow(Caller caller, BulkChange change, ApiId id) {
        try {
            return foreseen(caller, change, id);
        } catch (Unavailable away) {
            return new BulkEffect(id, BulkEffect.Kind.REFUSED, null, 0, 0, String.valueOf(away.getMessage()), Set.of());
        }
    }

    private static void requireFew(int number) {
        if (number > MOST) {
            throw new Invalid("APIs: " + number + " (expected: at most " + MOST + " at once)");
        }
    }

    private BulkEffect foreseen(Caller caller, BulkChange change, ApiId id) {
        Optional<Api> found = id.provider().tenant().equals(caller.tenant()) ? apis.find(id) : Optional.empty();
        if (found.isEmpty()) {
            return new BulkEffect(id, BulkEffect.Kind.MISSING, null, 0, 0, "", Set.of());
        }
        Api api = found.get();
        BulkEffect possible = new BulkEffect(
                id,
                BulkEffect.Kind.POSSIBLE,
                api.status(),
                api.revision(),
                subscriptions.subscribers(id),
                "",
                Set.of());
        if (change.isSo(api)) {
            return possible.but(BulkEffect.Kind.NOTHING, "");
        }
        try {
            requirePossible(change, api, possible.subscribers());
            return possible;
        } catch (Invalid | Conflict refused) {
            return possible.but(BulkEffect.Kind.REFUSED, refused.getMessage());
        }
    }

    private void requirePossible(BulkChange change, Api api, long subscribers) {
        if (change instanceof BulkChange.Move move) {
            EndpointRules.checkDeployable(api.withStatus(move.to()));
        } else if (change instanceof BulkChange.Remove && subscribers > 0) {
            throw new StillSubscribed(api.id());
        } else if (change instanceof BulkChange.OfferTier tier) {
            requirePossible(tier, api);
        }
    }

    private void requirePossible(BulkChange.OfferTier change, Api api) {
        if (change.offered()
                && tiers.find(api.id().provider().tenant(), change.tier()).isEmpty()) {
            throw new UnknownTier(change.tier());
        }
        if (!change.offered() && api.tiers().equals(List.of(change.tier()))) {
            throw new Invalid("tiers: none would be left (expected: one that it can be subscribed at)");
        }
    }

    private BulkEffect made(Caller caller, BulkChange change, BulkEffect before, long seen) {
        try {
            return before.done(made(caller, change, before.id(), OptionalLong.of(seen)));
        } catch (Changed meanwhile) {
            return before.but(BulkEffect.Kind.CHANGED, meanwhile.getMessage());
        } catch (NotFound gone) {
            return before.but(BulkEffect.Kind.MISSING, "");
        } catch (GatewayRefused | Invalid | Conflict | Forbidden | Unavailable refused) {
            return before.but(BulkEffect.Kind.REFUSED, refused.getMessage());
        } catch (RuntimeException unforeseen) { // or nobody would be told what became of those before it
            LOG.error("{} could not be changed with others", before.id(), unforeseen);
            return before.but(BulkEffect.Kind.REFUSED, "it failed (the server's log says why)");
        }
    }

    /** The environments that could not be reached. */
    private Set<String> made(Caller caller, BulkChange change, ApiId id, OptionalLong seen) {
        if (change instanceof BulkChange.Move move) {
            StatusChange step = StatusChange.to(move.to()).from(seen);
            return lifecycle.setStatus(caller, id, step).late().keySet();
        }
        if (change instanceof BulkChange.Edit edit) {
            return editing.update(caller, id, seen, edit::of).late().keySet();
        }
        editing.remove(caller, id, seen);
        return Set.of();
    }
}
