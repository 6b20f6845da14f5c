package org.gatehouse.domain.keys;

import org.gatehouse.domain.Unavailable;

/** The secret of this installation with which stored tokens are sealed. Servers with one database share it. */
public interface TokenSecret {
    /** Whether it was made already, so that there may be something sealed with it. */
    boolean isThere();

    /**
     * 32 random bytes, the same at each call; to be wiped by whoever asks. Made the first time.
     *
     * @throws Unavailable if they can be neither read nor made
     */
    byte[] bytes();
}
