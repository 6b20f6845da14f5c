package org.gatehouse.web.store;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.SignIn;

/** Whom the store lets in. */
public final class Admission {
    private Admission() {}

    /** The store is open to those who subscribe; whoever comes first time finds an application there. */
    public static SignIn signIn(MyApplications applications, Authenticator authenticator) {
        return new SignIn(authenticator, caller -> caller.may(Permission.SUBSCRIBE), applications::signIn);
    }
}
