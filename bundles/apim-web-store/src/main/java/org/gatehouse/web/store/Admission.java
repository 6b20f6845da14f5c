package org.gatehouse.web.store;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;

/** Whom the store lets in. */
public final class Admission {
    private Admission() {}

    /** The store is open to those who subscribe; whoever comes first time finds an application there. */
    public static SignIn signIn(MyApplications applications, Authenticator authenticator) {
        return new SignIn(authenticator, Admission::isAdmitted, applications::signIn);
    }

    /** Sessions of those who have come in, as long as they subscribe. */
    static Sessions sessions(Authenticator authenticator) {
        return new Sessions(authenticator, Admission::isAdmitted);
    }

    private static boolean isAdmitted(Caller caller) {
        return caller.may(Permission.SUBSCRIBE);
    }
}
