package org.gatehouse.domain.identity;

import java.time.Instant;

/**
 * An organization with users, roles, APIs and a registry of its own.
 *
 * @param id number on the wire; {@value #SUPER_ID} for the one that owns the server, positive for all others
 * @param domain what stands behind the {@code @} of its users' names, in lower case
 * @param admin the name of its first administrator, without the domain
 * @param email where that one is written to; empty if unknown
 * @param created when
 * @param active whether its users come in
 */
public record Tenant(int id, String domain, String admin, String email, Instant created, boolean active) {
    /** The number of the tenant that owns the server. */
    public static final int SUPER_ID = -1234;

    /** The same tenant, active or not. */
    public Tenant active(boolean now) {
        return new Tenant(id, domain, admin, email, created, now);
    }

    /** The domain of the tenant whose API has this context: {@code /t/domain/…}, or one of the default tenant. */
    public static String ofContext(String context) {
        int end = context.startsWith("/t/") ? context.indexOf('/', 3) : -1;
        return end < 0 ? UserName.SUPER_TENANT : context.substring(3, end);
    }
}
