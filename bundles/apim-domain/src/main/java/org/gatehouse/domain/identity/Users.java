package org.gatehouse.domain.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The users and roles that are stored. */
public interface Users {
    /** The user, if there is one of that name. Names are compared without regard to case. */
    Optional<User> find(UserName name);

    /** All users of a tenant, by name. */
    List<User> all(String tenant);

    /**
     * Adds the user, under a number that nobody had.
     *
     * @throws AccountTaken if there is one of that name, in any case
     */
    void add(User user);

    /**
     * Gives a user another password, unless that was done since the user was read, or the user has gone.
     *
     * @param seen the user as read
     * @return whether it was done
     */
    boolean setPassword(User seen, String passwordHash);

    /**
     * Gives a user roles and takes others away; the rest stay as they are meanwhile.
     *
     * @return whether one was taken away
     * @throws org.gatehouse.domain.NotFound if there is no such user
     */
    boolean changeRoles(UserName name, Set<String> added, Set<String> removed);

    /**
     * Removes the user and what was granted to them, in one transaction: consents, codes and devices that wait, and what their
     * tokens are good for. Applications and their keys stay good, under a name that nobody can have. Whoever has that name next
     * has none of it. Does nothing if there is none.
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
