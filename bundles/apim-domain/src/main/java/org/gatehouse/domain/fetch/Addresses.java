package org.gatehouse.domain.fetch;

import java.net.URI;
import java.time.Duration;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;

/**
 * What is at http and https addresses that somebody names: public ones only, unless the administrator allows others, and so is every
 * one that another leads to. For one account one is asked at a time, and few for all together: each may take its time.
 */
public interface Addresses {
    /**
     * The bytes there.
     *
     * @param who names it
     * @param accept the media types that are looked for, as in a field Accept
     * @param mostBytes how many they may be
     * @throws Invalid if they may not, or cannot, be read, with the reason
     * @throws Unavailable if too many others are asked for at the moment
     */
    byte[] read(Account who, URI address, String accept, int mostBytes);

    /**
     * The HTTP status with which HEAD is answered there.
     *
     * @param who names it
     * @param longest how long it may take
     * @throws Invalid if nobody may be asked, or nobody answers, with the reason
     * @throws Unavailable if too many others are asked for at the moment
     */
    int status(Account who, URI address, Duration longest);
}
