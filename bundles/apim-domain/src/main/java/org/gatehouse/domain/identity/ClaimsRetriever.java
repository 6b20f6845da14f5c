package org.gatehouse.domain.identity;

import java.util.Map;
import org.gatehouse.domain.Unavailable;

/**
 * Where statements about users come from, as the interface of that name of API Manager 1.9 has it. A service; the property
 * {@value #NAME} is what configuration chooses it by.
 */
public interface ClaimsRetriever {
    /** Service property: by which name it is chosen. */
    String NAME = "apim.name";
    /** The name of the one that asks this server's own users. */
    String OWN = "org.wso2.carbon.apimgt.impl.token.DefaultClaimsRetriever";

    /**
     * What is known of the user, by the names of a dialect; empty for an unknown user.
     *
     * @throws Unavailable if whoever knows cannot be asked
     */
    Map<String, String> claims(UserName user, String dialect);
}
