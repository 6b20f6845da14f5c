package org.gatehouse.domain.keys;

import java.util.Optional;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Caller;

/**
 * Whoever issues the tokens that gateways honour: this key manager itself, or a server of another make, as the key-manager
 * interface of API Manager 1.9 has it. A service; the property {@value #NAME} is what configuration chooses it by. All verbs
 * may throw {@link Unavailable}.
 */
public interface AuthorizationServer {
    /** Service property: by which name it is chosen. */
    String NAME = "apim.name";
    /** The name of this key manager itself. */
    String OWN = "own";

    /**
     * Makes a client for an application; 1.9 calls it {@code createApplication}.
     *
     * @throws Invalid if the server refuses it
     */
    Consumer register(Caller caller, KeyOrder order);

    /** Removes a client with its tokens ({@code deleteApplication}); does nothing for an unknown one. */
    void remove(Consumer consumer);

    /**
     * A token for the application itself ({@code getNewApplicationAccessToken}): a new one, or the one it has while that
     * lasts.
     */
    AccessToken applicationToken(Caller caller, Consumer consumer, KeyOrder order);

    /** What a token is good for ({@code getTokenMetaData}); empty for one that is unknown, revoked, or over. */
    Optional<AccessToken> inspect(String accessToken);

    /** Takes a token of the client back; does nothing if it has no such token. */
    void revoke(Consumer consumer, String token);
}
