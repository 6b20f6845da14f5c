package org.gatehouse.domain.identity;

import org.gatehouse.domain.Unavailable;

/** How stores of a kind are opened. A service. */
public interface UserStoreKind {
    /** Whether it is of this kind. */
    boolean includes(UserStoreDefinition definition);

    /**
     * The store that is defined so.
     *
     * @throws Unavailable if it cannot be reached
     */
    UserStore open(UserStoreDefinition definition);
}
