package org.gatehouse.domain.tier;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tiers in force. An answer is never older than the last accepted edit of the tenant's policy. */
public interface Tiers {
    /** Where a tenant's policy stands in the registry. */
    String POLICY_PATH = "/_system/governance/apimgt/applicationdata/tiers.xml";

    /** The tiers a tenant offers, by name: without the one for calls without a token, with Unlimited if enabled. */
    List<Tier> offered(String tenant);

    /** Any tier of the tenant, Unlimited and Unauthenticated included. */
    Optional<Tier> find(String tenant, String name);

    /**
     * What limits a client by its address, whoever it is: the tenant's policy for the range it is in, else that for all
     * {@code other} ones. Empty without such a policy.
     */
    default Optional<Tier> ofAddress(String tenant, String address) {
        return Optional.empty();
    }

    /** What limits all calls of an API together: the tenant's policy for its context, with its version or without. */
    default Optional<Tier> ofApi(String tenant, String context) {
        return Optional.empty();
    }

    /** How many calls of an API may be under way at a time; 0 for any number. */
    default int concurrent(String tenant) {
        return 0;
    }

    /** Names of the tiers that someone with these roles may not use. */
    Set<String> denied(String tenant, Set<String> roles);
}
