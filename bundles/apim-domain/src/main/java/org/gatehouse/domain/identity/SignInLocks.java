package org.gatehouse.domain.identity;

import java.time.Instant;
import java.util.List;
import org.gatehouse.domain.Forbidden;

/** Who is kept waiting after wrong passwords, and by whom it is ended. For callers who run the server. */
public interface SignInLocks {
    /**
     * Those that last, the one that lasts longest first.
     *
     * @throws Forbidden for a caller who does not run the server
     */
    List<Lock> all(Caller caller);

    /**
     * Ends those of a user or of an address, and forgets what was counted.
     *
     * @param userOrAddress as {@link #all} tells them
     * @return how many there were
     * @throws Forbidden for a caller who does not run the server
     */
    int lift(Caller caller, String userOrAddress);

    /**
     * Somebody who is kept waiting.
     *
     * @param user the name that was tried, with its tenant; {@code *} for any
     * @param network the address, or the network of IPv6, from which it was tried; {@code *} for any that is not known well
     * @param failures how many wrong passwords are counted
     * @param until when the next one may be tried
     */
    record Lock(String user, String network, int failures, Instant until) {}
}
