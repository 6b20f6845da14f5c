package org.gatehouse.domain.tier;

import java.util.Set;

/**
 * Who may use a tier.
 *
 * @param tier the tier's name
 * @param allow true: only users with one of the roles; false: everyone but those
 * @param roles the roles
 */
public record TierPermission(String tier, boolean allow, Set<String> roles) {
    /** Copies its set. */
    public TierPermission {
        roles = Set.copyOf(roles);
    }

    /** Whether someone with these roles is kept from the tier. */
    public boolean denies(Set<String> rolesOfUser) {
        return allow == roles.stream().noneMatch(rolesOfUser::contains);
    }
}
