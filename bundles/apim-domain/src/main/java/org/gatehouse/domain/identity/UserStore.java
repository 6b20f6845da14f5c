package org.gatehouse.domain.identity;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatehouse.domain.Unavailable;

/** A store of users beside the database, such as a directory. Names are those of the store itself, without its domain. */
public interface UserStore extends AutoCloseable {
    /**
     * A user of a store.
     *
     * @param name the name as the store spells it
     * @param roles the names of the user's roles
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
     * @throws Unavailable if the store cannot be asked
     */
    Optional<Member> authenticate(String name, String password);

    /**
     * The user, without asking for a password.
     *
     * @throws Unavailable if the store cannot be asked
     */
    Optional<Member> find(String name);

    /**
     * Some of the user's attributes; those that the user lacks are left out, and so are all of an unknown user.
     *
     * @throws Unavailable if the store cannot be asked
     */
    Map<String, String> attributes(String name, Set<String> wanted);

    /** Lets go of what the store is asked through. */
    @Override
    void close();
}
