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

    /** Names of the tiers that someone with these roles may not use. */
    Set<String> denied(String tenant, Set<String> roles);
}
