package org.gatehouse.domain.identity;

import java.util.List;
import java.util.Map;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;

/**
 * Tenants, as those who run the server add and change them. All verbs are for callers of the tenant that owns the server:
 * those that change something if they may {@link Permission#MANAGE_TENANTS}, the others if they may
 * {@link Permission#SEE_TENANTS}; everyone else gets {@link Forbidden}.
 */
public interface Tenancy {
    /**
     * Adds a tenant with the roles that every tenant has and an administrator, who may do everything within it.
     *
     * @param claims what is known of the administrator
     * @throws Conflict if there is one of that domain
     * @throws Invalid if domain, name or password are none
     */
    Tenant add(Caller caller, String domain, String admin, String password, String email, Map<String, String> claims);

    /** All tenants but the one that owns the server, by domain. */
    List<Tenant> all(Caller caller);

    /**
     * The tenant of that domain.
     *
     * @throws NotFound if there is none
     */
    Tenant find(Caller caller, String domain);

    /** Sets where a tenant's administrator is written to. */
    void setEmail(Caller caller, String domain, String email);

    /** Lets a tenant's users in, or none of them; from the next call on their tokens count, or do not. */
    void setActive(Caller caller, String domain, boolean active);
}
