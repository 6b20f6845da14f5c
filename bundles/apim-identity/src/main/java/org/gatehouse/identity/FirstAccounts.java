package org.gatehouse.identity;

import java.util.Set;
import org.gatehouse.domain.identity.AccountTaken;
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

    /** What somebody is told who comes with them from elsewhere. */
    static final String NOT_FROM_THERE =
            "The password admin of the user admin counts on the server's own machine only, at its"
                    + " loopback address and without a proxy. Sign in there and change it, or set another at the first start by "
                    + FirstPassword.VARIABLE + ".";

    private FirstAccounts() {}

    /** Does nothing if there is any user. The user comes last, so that an interrupted start is made good by the next. */
    static void addTo(Users users, FirstPassword first) {
        if (users.all(TENANT).isEmpty()) {
            String password = first.given().orElse(ADMIN);
            try {
                addTo(users, TENANT, "/permission", ADMIN, password);
                LOG.info("Administrator {} added", ADMIN);
            } catch (AccountTaken meanwhile) {
                LOG.info("Administrator {} was added by another server", ADMIN);
            }
        }
        first.forget();
    }

    /** Whether this is the administrator with the password that everybody knows. */
    static boolean isOfEverybody(String qualified, String password) {
        return qualified.equals(ADMIN + "@" + TENANT) && password.equals(ADMIN);
    }

    /** Whether the administrator still has the password that everybody knows. */
    static boolean isAsShipped(Users users) {
        return users.find(new UserName(TENANT, ADMIN))
                .filter(user -> PasswordHash.matches(ADMIN, user.passwordHash()))
                .isPresent();
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
        users.add(new User(new UserName(tenant, admin), PasswordHash.of(password), Set.of(Role.ADMIN)));
    }
}
