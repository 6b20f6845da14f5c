package org.gatehouse.identity;

import java.util.Set;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roles and the administrator that an empty database begins with, and those of a new tenant. */
final class FirstAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final String TENANT = UserName.SUPER_TENANT;
    /** Name and password, as scripts and guides for this product have always had them. */
    private static final String ADMIN = "admin";

    private FirstAccounts() {}

    /** Does nothing if there is any user. The user comes last, so that an interrupted start is made good by the next. */
    static void addTo(Users users) {
        if (!users.all(TENANT).isEmpty()) {
            return;
        }
        addTo(users, TENANT, "/permission", ADMIN, ADMIN);
        LOG.warn("Administrator {} added with the password that everybody knows: change it", ADMIN);
    }

    /** Adds the roles of a new tenant, and its administrator. */
    static void ofTenant(Users users, String tenant, String admin, String password) {
        addTo(users, tenant, Permission.ADMINISTER.path(), admin, password);
    }

    /** Adds the roles of a tenant, and a user who may do what is below that permission. */
    private static void addTo(Users users, String tenant, String everything, String admin, String password) {
        users.saveRole(new Role(tenant, Role.ADMIN, Set.of(everything)));
        users.saveRole(new Role(tenant, Role.SUBSCRIBER, Set.of(Permission.LOGIN.path(), Permission.SUBSCRIBE.path())));
        users.saveRole(new Role(tenant, Role.EVERYONE, Set.of()));
        users.save(new User(new UserName(tenant, admin), PasswordHash.of(password), Set.of(Role.ADMIN)));
    }
}
