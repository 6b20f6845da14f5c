package org.gatehouse.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.domain.tier.TierPermission;
import org.gatehouse.domain.tier.TierPermissions;

/** Tier permissions in memory. */
public final class InMemoryTierPermissions implements TierPermissions {
    private final Map<String, TreeMap<String, TierPermission>> tenants = new HashMap<>();

    @Override
    public synchronized List<TierPermission> all(String tenant) {
        return List.copyOf(tenants.getOrDefault(tenant, new TreeMap<>()).values());
    }

    @Override
    public synchronized void save(String tenant, TierPermission permission) {
        tenants.computeIfAbsent(tenant, unused -> new TreeMap<>()).put(permission.tier(), permission);
    }
}
