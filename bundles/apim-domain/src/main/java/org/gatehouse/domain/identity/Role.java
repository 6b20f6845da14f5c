package org.gatehouse.domain.identity;

import java.util.Set;

/**
 * A named set of permissions.
 *
 * @param tenant domain of the tenant that owns the role
 * @param name the name, unique in its tenant
 * @param permissions granted permission paths
 */
public record Role(String tenant, String name, Set<String> permissions) {
    /** The role that may do everything. */
    public static final String ADMIN = "admin";
    /** The role that everyone who signs up in the store gets. */
    public static final String SUBSCRIBER = "Internal/subscriber";
    /** The role that every user has. */
    public static final String EVERYONE = "Internal/everyone";

    /** Copies its set. */
    public Role {
        permissions = Set.copyOf(permissions);
    }
}
