package org.gatehouse.identity;

import java.util.Set;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.Role;
import org.gatehouse.domain.identity.User;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.identity.Users;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The roles and the administrator that an empty database begins with. */
final class FirstAccounts {
    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final String TENANT = UserName.SUPER_TENANT;

    private FirstAccounts() {}

    /** Does nothing if there is any user. The user comes last, so that an interrupted start is made good by the next. */
    static void addTo(Users users, String adminName, String adminPassword) {
        if (!users.all(TENANT).isEmpty()) {
            return;
        }
        users.saveRole(new Role(TENANT, Role.ADMIN, Set.of("/permission")));
        users.saveRole(new Role(TENANT, Role.SUBSCRIBER, Set.of(Permission.LOGIN.path(), Permission.SUBSCRIBE.path())));
        users.saveRole(new Role(TENANT, Role.EVERYONE, Set.of()));
        users.save(new User(new UserName(TENANT, adminName), PasswordHash.of(adminPassword), Set.of(Role.ADMIN)));
        LOG.info("Administrator {} added; change the password", adminName);
    }
}
