package org.gatehouse.domain.identity;

import java.util.Set;
import org.gatehouse.domain.Forbidden;

/**
 * Who is asking: the first argument of every room's verbs.
 *
 * @param user the signed-in user
 * @param roles names of the roles the user has
 * @param permissions permission paths that those roles grant
 */
public record Caller(UserName user, Set<String> roles, Set<String> permissions) {
    /** Copies its sets. */
    public Caller {
        roles = Set.copyOf(roles);
        permissions = Set.copyOf(permissions);
    }

    /** The tenant in which the caller acts. */
    public String tenant() {
        return user.tenant();
    }

    /** Whether the caller has the permission. */
    public boolean may(Permission permission) {
        return permission.isGrantedBy(permissions);
    }

    /**
     * Whether the caller runs this server, all its tenants included: an administrator of the super tenant. An administrator
     * of another tenant runs that tenant.
     */
    public boolean runsTheServer() {
        return user.inSuperTenant() && may(Permission.ADMINISTER);
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
        throw new Forbidden("User '" + user + "' does not have the required permission: " + anyOf[0].path());
    }
}
