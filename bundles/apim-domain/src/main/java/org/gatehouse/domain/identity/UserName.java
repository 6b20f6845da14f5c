package org.gatehouse.domain.identity;

import org.gatehouse.domain.Invalid;

/**
 * A user of a tenant. Written {@code name} in the default tenant and {@code name@tenant} in the others; a name may carry
 * the domain of its user store in front, {@code DOMAIN/name}.
 *
 * @param tenant the tenant's domain, in lower case
 * @param name the name within the tenant
 */
public record UserName(String tenant, String name) {
    /** The default tenant, to which a user without a domain belongs. */
    public static final String SUPER_TENANT = "carbon.super";

    /** Refuses empty parts. */
    public UserName {
        if (tenant.isBlank() || name.isBlank()) {
            throw new Invalid("user name: " + name + "@" + tenant + " (expected: name or name@tenant)");
        }
    }

    /** Reads {@code name}, {@code name@tenant} or the file form {@code name-AT-tenant}. */
    public static UserName parse(String text) {
        String plain = text.trim().replace("-AT-", "@");
        int at = plain.lastIndexOf('@');
        return at <= 0
                ? new UserName(SUPER_TENANT, plain)
                : new UserName(plain.substring(at + 1).toLowerCase(java.util.Locale.ROOT), plain.substring(0, at));
    }

    /** Whether this is a user of the default tenant. */
    public boolean inSuperTenant() {
        return tenant.equals(SUPER_TENANT);
    }

    /** Always with the tenant: {@code admin@carbon.super}. */
    public String qualified() {
        return name + "@" + tenant;
    }

    /** As it stands in file and artefact names, where {@code @} is not allowed. */
    public String inNames() {
        return toString().replace("@", "-AT-");
    }

    @Override
    public String toString() {
        return inSuperTenant() ? name : qualified();
    }
}
