package org.gatehouse.domain.keys;

import java.time.Instant;
import java.util.Optional;

/** The authorization codes that are stored. Every verb is one transaction. */
public interface AuthorizationCodes {
    /** Adds the code. */
    void add(AuthorizationCode code);

    /** Takes the code: of several who ask, one gets it, and whoever comes later gets nothing. */
    Optional<AuthorizationCode> take(String value);

    /** Remembers which access token was given for a code that was taken. */
    void exchanged(String value, String accessToken);

    /** The access token that was given for the code, if it was taken and exchanged. */
    Optional<String> exchangedFor(String value);

    /** Removes the codes whose time was over before this one, taken or not; returns how many. */
    int removeExpired(Instant before);
}
