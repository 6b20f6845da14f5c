package org.gatehouse.domain.identity;

import java.util.List;
import java.util.Optional;

/** The users and roles that are stored. */
public interface Users {
    /** The user, if there is one of that name. Names are compared without regard to case. */
    Optional<User> find(UserName name);

    /** All users of a tenant, by name. */
    List<User> all(String tenant);

    /** Adds the user, under a number that nobody had, or replaces the one of that name, who keeps the number. */
    void save(User user);

    /**
     * Removes the user and what was granted to them, in one transaction: consents, codes and devices that wait, and what their
     * tokens are good for. Whoever has that name next has none of it. Does nothing if there is none.
     */
    void remove(UserName name);

    /** The role, if the tenant has one of that name. */
    Optional<Role> findRole(String tenant, String name);

    /** Those who have the role, by name. */
    List<UserName> members(String tenant, String role);

    /** All roles of a tenant, by name. */
    List<Role> roles(String tenant);

    /** Adds the role or replaces the one of that name. */
    void saveRole(Role role);

    /** Removes the role, from users too; does nothing if there is none. */
    void removeRole(String tenant, String name);
}
