package org.gatehouse.domain.keys;

import java.util.Optional;

/** The OAuth clients that are stored. */
public interface Consumers {
    /** The client of that key. */
    Optional<Consumer> find(String consumerKey);

    /** Adds the client or replaces the one of that key. */
    void save(Consumer consumer);

    /** Removes the client and all its tokens; does nothing for an unknown one. */
    void remove(String consumerKey);
}
