package org.gatehouse.domain.identity;

import java.util.Set;

/**
 * A user as stored.
 *
 * @param number what no user has who was added before or after; {@link Account#NONE} for one who is not stored yet
 * @param name the name, unique in its tenant
 * @param passwordHash the salted slow hash, never the password
 * @param roles names of the roles the user has
 */
public record User(long number, UserName name, String passwordHash, Set<String> roles) {
    /** Copies its set. */
    public User {
        roles = Set.copyOf(roles);
    }

    /** What is to be stored of a user, known or new. */
    public User(UserName name, String passwordHash, Set<String> roles) {
        this(Account.NONE, name, passwordHash, roles);
    }

    @Override
    public String toString() {
        return "User[" + number + ", " + name + ", ****, " + roles + "]";
    }
}
