package org.gatehouse.domain.identity;

import java.util.Optional;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Unavailable;

/** Tells who someone is. */
public interface Authenticator {
    /**
     * The caller whose password this is; empty for an unknown user, a wrong password, and for whoever has to wait after too
     * many of them.
     *
     * @throws Forbidden if the password is right but does not count from there, with what is to be done
     * @throws Unavailable if more ask at a time than can be answered
     */
    Optional<Caller> authenticate(UserName user, String password, Origin from);

    /** The user as a caller without asking for a password, for work done in a user's name; empty if unknown. */
    Optional<Caller> asCaller(UserName user);
}
