package org.gatehouse.domain.tier;

import java.util.List;

/** The tier permissions that are stored. A tier without one is open to everyone. */
public interface TierPermissions {
    /** All permissions of a tenant, by tier. */
    List<TierPermission> all(String tenant);

    /** Adds the permission or replaces the tier's. */
    void save(String tenant, TierPermission permission);
}
