package org.gatehouse.domain.identity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Unavailable;

/**
 * Stores of users beside the database, such as directories, each under a domain of its own. A name is looked for in the
 * store whose domain stands in front of it, {@code DOMAIN/name}, or else in all of them.
 */
public interface UserStores {
    /**
     * A user of a store.
     *
     * @param name the name with its domain in front, as the store spells it
     * @param roles the names of the user's roles, with the domain in front
     */
    record Member(String name, Set<String> roles) {
        /** Copies its set. */
        public Member {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * The user whose password this is; empty for an unknown user or a wrong password.
     *
     * @throws Unavailable if a store cannot be asked
     */
    Optional<Member> authenticate(String name, String password);

    /**
     * The user, without asking for a password.
     *
     * @throws Unavailable if a store cannot be asked
     */
    Optional<Member> find(String name);

    /**
     * Some of the user's attributes; those that the user lacks are left out, and so are all of an unknown user.
     *
     * @throws Unavailable if a store cannot be asked
     */
    Map<String, String> attributes(String name, Set<String> wanted);
}
