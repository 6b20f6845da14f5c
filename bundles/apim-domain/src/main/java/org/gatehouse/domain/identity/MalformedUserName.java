package org.gatehouse.domain.identity;

import org.gatehouse.domain.Invalid;

/** No user can have that name. */
public final class MalformedUserName extends Invalid {
    /** Says what was expected. */
    public MalformedUserName() {
        super("user name (expected: 3 to 50 characters, without blanks and special ones)");
    }
}
