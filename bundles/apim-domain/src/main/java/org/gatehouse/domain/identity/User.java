package org.gatehouse.domain.identity;

import java.util.Set;

/**
 * A user as stored.
 *
 * @param name the name, unique in its tenant
 * @param passwordHash the salted slow hash, never the password
 * @param roles names of the roles the user has
 */
public record User(UserName name, String passwordHash, Set<String> roles) {
    /** Copies its set. */
    public User {
        roles = Set.copyOf(roles);
    }

    @Override
    public String toString() {
        return "User[" + name + ", ****, " + roles + "]";
    }
}
