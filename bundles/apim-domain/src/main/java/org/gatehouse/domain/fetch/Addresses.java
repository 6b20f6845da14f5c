package org.gatehouse.domain.fetch;

import java.net.URI;
import java.time.Duration;
import org.gatehouse.domain.Invalid;

/**
 * What is at http and https addresses that somebody names: public ones only, unless the administrator allows others, and so is every
 * one that another leads to.
 */
public interface Addresses {
    /**
     * The bytes there.
     *
     * @param accept the media types that are looked for, as in a field Accept
     * @param mostBytes how many they may be
     * @throws Invalid if they may not, or cannot, be read, with the reason
     */
    byte[] read(URI address, String accept, int mostBytes);

    /**
     * The HTTP status with which HEAD is answered there.
     *
     * @param longest how long it may take
     * @throws Invalid if nobody may be asked, or nobody answers, with the reason
     */
    int status(URI address, Duration longest);
}
