package org.gatehouse.domain.identity;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Conflict;

/** The tenants that are stored. The one that owns the server is always there. */
public interface Tenants {
    /** The tenant of that domain. */
    Optional<Tenant> find(String domain);

    /** All but the one that owns the server, by domain. */
    List<Tenant> all();

    /**
     * Adds an active tenant under a number of its own.
     *
     * @throws Conflict if there is one of that domain
     */
    Tenant add(String domain, String admin, String email, Instant created);

    /** Replaces what is stored of the tenant of that domain; does nothing if there is none. */
    void save(Tenant tenant);
}
