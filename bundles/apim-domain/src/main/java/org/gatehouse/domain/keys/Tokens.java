package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.identity.UserName;

/** The tokens that are stored. Every verb is one transaction. */
public interface Tokens {
    /** The token of that value, in any state. */
    Optional<AccessToken> find(String value);

    /** The token whose refresh token this is, in any state. */
    Optional<AccessToken> findByRefresh(String refreshValue);

    /** The newest token of the client for this user with just these scopes, in any state but revoked. */
    Optional<AccessToken> latest(String consumerKey, UserName user, boolean ofUser, SortedSet<String> scopes);

    /** All active tokens of a client. */
    List<AccessToken> active(String consumerKey);

    /** All active tokens in the name of a user, of whichever client, those of applications among them. */
    List<AccessToken> activeOf(UserName user);

    /** All tokens in the name of a user, in any state. */
    List<AccessToken> of(UserName user);

    /** Adds the token. */
    void add(AccessToken token);

    /**
     * Sets the state of a token that was read and adds another in its place, both or neither: neither if the token is not
     * in the state any more in which it was seen. Of several who saw the same and ask at once, one gets true.
     *
     * @throws Conflict if there is a token with the new one's value
     */
    boolean replace(AccessToken seen, AccessToken.State becomes, AccessToken next);

    /** Sets the state; returns false if there is no such token. */
    boolean setState(String value, AccessToken.State state);

    /** Removes some of the tokens whose time was over before this one, in any state; returns how many, 0 if none is left. */
    int removeDead(Instant before);
}
