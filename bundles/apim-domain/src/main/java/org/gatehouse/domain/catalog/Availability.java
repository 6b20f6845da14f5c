package org.gatehouse.domain.catalog;

import java.util.Set;

/**
 * Which tenants may subscribe to an API.
 *
 * @param level the group
 * @param tenants domains, with {@link Level#SPECIFIC_TENANTS} only; the API's own tenant is always in
 */
public record Availability(Level level, Set<String> tenants) {
    /** The API's own tenant. */
    public static final Availability CURRENT_TENANT = new Availability(Level.CURRENT_TENANT, Set.of());

    /** Copies its set. */
    public Availability {
        tenants = Set.copyOf(tenants);
    }

    /** The groups. */
    public enum Level {
        /** The API's own tenant. */
        CURRENT_TENANT,
        /** Every tenant. */
        ALL_TENANTS,
        /** The API's own tenant and the named ones. */
        SPECIFIC_TENANTS
    }
}
