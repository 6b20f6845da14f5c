package org.gatehouse.domain.tier;

import java.util.List;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.jspecify.annotations.Nullable;

/**
 * Tiers, as those who manage them change them, each within the caller's tenant. What is changed is in force when a verb
 * returns. All verbs are for callers who may {@link Permission#MANAGE_TIERS}.
 */
public interface TierEditor {
    /** All tiers of the policy, by name. */
    List<Tier> all(Caller caller);

    /**
     * Adds a tier, or changes the one of that name; what else stands in the policy stays as it is.
     *
     * @param seen the tier as the caller has last seen it; null to change whatever stands there now
     * @throws Invalid if the draft cannot be a tier
     * @throws Conflict if it is another than the one seen, saying what changed; nothing is stored
     */
    void save(Caller caller, TierDraft draft, @Nullable TierRevision seen);

    /**
     * Removes a tier.
     *
     * @param seen the tier as the caller has last seen it; null to remove whatever stands there now
     * @throws NotFound if there is none of that name
     * @throws Conflict if somebody uses it, saying who, or if it is another than the one seen, saying what changed
     */
    void remove(Caller caller, String name, @Nullable TierRevision seen);

    /** Who uses a tier, be it in the policy or not. */
    TierUse use(Caller caller, String name);

    /**
     * Says who may use a tier.
     *
     * @throws Forbidden if the caller neither manages tiers nor publishes APIs
     * @throws NotFound if there is no such tier
     */
    void permit(Caller caller, TierPermission permission);
}
