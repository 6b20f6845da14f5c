package org.gatehouse.domain.keys;

import java.util.Set;
import org.gatehouse.domain.identity.UserName;

/** What users have agreed to for good, so that they are not asked again. */
public interface Consents {
    /** Whether the user has agreed to let the client have all of these scopes. */
    boolean covers(UserName user, String consumerKey, Set<String> scopes);

    /** Adds the scopes to what the user has agreed to for the client. */
    void add(UserName user, String consumerKey, Set<String> scopes);
}
