package org.gatehouse.domain.identity;

import java.util.Set;
import org.gatehouse.domain.Forbidden;

/**
 * Who is asking: the first argument of every room's verbs.
 *
 * @param user the signed-in user
 * @param roles names of the roles the user has
 * @param permissions permission paths that those roles grant
 * @param number the number of the user's account
 */
public record Caller(UserName user, Set<String> roles, Set<String> permissions, long number) {
    /** Copies its sets. */
    public Caller {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** Somebody whose account has no number: a user of another store, or no user at all. */
    public Caller(UserName user, Set<String> roles, Set<String> permissions) {
        this(user, roles, permissions, Account.NONE);
    }

    /** Which of all users who ever have that name. */
    public Account account() {
        return new Account(user, number);
    }

    /** The tenant in which the caller acts. */
    public String tenant() {
        return user.tenant();
    }

    /** Whether the caller has the permission; one about the whole server is had by callers of the super tenant only. */
    public boolean may(Permission permission) {
        return permission.isGrantedBy(permissions) && (user.inSuperTenant() || !permission.isOfTheServer());
    }

    /**
     * Whether the caller runs this server, all its tenants included: an administrator of the super tenant. An administrator
     * of another tenant runs that tenant.
     */
    public boolean runsTheServer() {
        return may(Permission.ADMINISTER);
    }

    /** Whether the caller is an administrator of the tenant he belongs to. */
    public boolean runsTheTenant() {
        return Permission.ADMINISTER.isGrantedBy(permissions);
    }

    /** Whether the caller may use the services that run this server for all tenants, such as key validation. */
    public boolean managesTheServer() {
        return may(Permission.MANAGE);
    }

    /** Whether the caller manages what belongs to users of that tenant: his own, or any if he manages the server. */
    public boolean manages(String tenant) {
        return managesTheServer() || (tenant.equals(tenant()) && Permission.MANAGE.isGrantedBy(permissions));
    }

    /**
     * Does nothing for a caller who {@linkplain #manages manages} that tenant.
     *
     * @throws Forbidden for everyone else
     */
    public void requireManages(String tenant) {
        if (!manages(tenant)) {
            throw lacking(Permission.MANAGE);
        }
    }

    /**
     * Does nothing for a caller who runs this server.
     *
     * @throws Forbidden for everyone else
     */
    public void requireRunsTheServer() {
        if (!runsTheServer()) {
            throw lacking(Permission.ADMINISTER);
        }
    }

    /**
     * Does nothing for a caller who has one of the permissions.
     *
     * @throws Forbidden for everyone else
     */
    public void requireAny(Permission... anyOf) {
        for (Permission permission : anyOf) {
            if (may(permission)) {
                return;
            }
        }
        throw lacking(anyOf[0]);
    }

    private Forbidden lacking(Permission permission) {
        return new PermissionMissing(user, permission);
    }
}
