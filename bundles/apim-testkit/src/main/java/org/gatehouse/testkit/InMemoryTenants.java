package org.gatehouse.testkit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.Tenant;
import org.gatehouse.domain.identity.Tenants;
import org.gatehouse.domain.identity.UserName;

/** Tenants in memory. */
public final class InMemoryTenants implements Tenants {
    private final SortedMap<String, Tenant> tenants = new TreeMap<>();

    /** Only the one that owns the server. */
    public InMemoryTenants() {
        tenants.put(
                UserName.SUPER_TENANT,
                new Tenant(Tenant.SUPER_ID, UserName.SUPER_TENANT, "admin", "", Fixtures.NOON, true));
    }

    @Override
    public synchronized Optional<Tenant> find(String domain) {
        return Optional.ofNullable(tenants.get(domain));
    }

    @Override
    public synchronized List<Tenant> all() {
        return tenants.values().stream()
                .filter(tenant -> tenant.id() != Tenant.SUPER_ID)
                .toList();
    }

    @Override
    public synchronized Tenant add(String domain, String admin, String email, Instant created) {
        if (tenants.containsKey(domain)) {
            throw new Conflict("tenant: " + domain + " (expected: a domain that is not taken)");
        }
        Tenant tenant = new Tenant(tenants.size(), domain, admin, email, created, true);
        tenants.put(domain, tenant);
        return tenant;
    }

    @Override
    public synchronized void save(Tenant tenant) {
        tenants.replace(tenant.domain(), tenant);
    }
}
