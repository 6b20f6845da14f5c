package org.gatehouse.web.publisher;

import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.web.SignIn;

/** Whom the publisher lets in. */
public final class Admission {
    private Admission() {}

    /** The publisher is open to those who create and to those who publish. */
    public static SignIn signIn(Authenticator authenticator) {
        return new SignIn(authenticator, Admission::isAdmitted);
    }

    private static boolean isAdmitted(Caller caller) {
        return caller.may(Permission.CREATE_APIS) || caller.may(Permission.PUBLISH_APIS);
    }
}
