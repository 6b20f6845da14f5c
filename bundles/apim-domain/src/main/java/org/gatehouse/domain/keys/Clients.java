package org.gatehouse.domain.keys;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;

/**
 * OAuth clients apart from the store's applications. Who manages the server ({@link Permission#MANAGE}) does so for everybody;
 * all others for themselves alone, and get {@link Forbidden} for the rest.
 */
public interface Clients {
    /** A new client with a secret, in the name of its owner, for the grant types that need no user in a browser, or all with an address. */
    Consumer add(Caller caller, UserName owner, String name, List<String> addresses);

    /** The client of that key, with its secret; empty for an unknown one. */
    Optional<Consumer> find(Caller caller, String consumerKey);

    /** Removes the client with all its tokens, which count no more at the next call; does nothing for an unknown one. */
    void remove(Caller caller, String consumerKey);

    /** Takes a token of the client back, which counts no more at the next call; does nothing if it has no such token. */
    void revoke(Caller caller, String consumerKey, String token);
}
