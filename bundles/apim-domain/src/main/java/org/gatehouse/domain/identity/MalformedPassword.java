package org.gatehouse.domain.identity;

import org.gatehouse.domain.Invalid;

/** No user can have that password, which is not shown. */
public final class MalformedPassword extends Invalid {
    /** Says what was expected. */
    public MalformedPassword() {
        super("password (expected: 5 to 128 characters without blanks)");
    }
}
