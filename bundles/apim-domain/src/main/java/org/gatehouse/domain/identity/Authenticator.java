package org.gatehouse.domain.identity;

import java.util.Optional;

/** Tells who someone is. */
public interface Authenticator {
    /** The caller whose password this is; empty for an unknown user, a wrong password or a locked account. */
    Optional<Caller> authenticate(UserName user, String password);

    /** The user as a caller without asking for a password, for work done in a user's name; empty if unknown. */
    Optional<Caller> asCaller(UserName user);
}
