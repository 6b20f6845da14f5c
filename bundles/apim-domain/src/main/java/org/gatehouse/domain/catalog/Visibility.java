package org.gatehouse.domain.catalog;

import java.util.Set;

/**
 * Who sees an API in the store.
 *
 * @param level the group
 * @param roles the roles, with {@link Level#RESTRICTED} only
 */
public record Visibility(Level level, Set<String> roles) {
    /** Everyone, signed in or not. */
    public static final Visibility PUBLIC = new Visibility(Level.PUBLIC, Set.of());

    /** Copies its set. */
    public Visibility {
        roles = Set.copyOf(roles);
    }

    /** The groups. */
    public enum Level {
        /** Everyone, signed in or not. */
        PUBLIC,
        /** Signed-in users of the API's tenant. */
        PRIVATE,
        /** Users of the API's tenant who have one of the roles. */
        RESTRICTED,
        /** Publishers only. */
        CONTROLLED
    }
}
