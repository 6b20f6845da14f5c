package org.gatehouse.domain.keys;

import java.time.Instant;

/**
 * The statements of identity providers that were worth a token, remembered until they are worth nothing anyhow. Every verb
 * is one transaction.
 */
public interface SpentAssertions {
    /**
     * Remembers one: of several who bring the same, be it at once and to several servers of one database, one gets true.
     *
     * @param issuer who stated it, as it names itself
     * @param id what the issuer calls it, alike for no other of its statements
     * @param until from when on it is refused for its age
     */
    boolean spend(String issuer, String id, Instant until);

    /** Forgets those whose time was over before this one; returns how many. */
    int removeOver(Instant before);
}
