package org.gatehouse.web.store.session;

import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.store.MyApplications;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;
import org.gatehouse.web.jag.JagAnswer;
import org.gatehouse.web.jag.JagCall;
import org.gatehouse.web.store.Admission;

/** Signing in and out by script. */
final class SignInVerbs {
    private final SignIn signIn;
    private final String publisherUrl;

    SignInVerbs(MyApplications applications, Authenticator authenticator, String publisherUrl) {
        this.signIn = Admission.signIn(applications, authenticator);
        this.publisherUrl = publisherUrl;
    }

    JagAnswer login(JagCall call) {
        String user = call.text("username").trim();
        String tenant = call.text("tenant").trim();
        if (!user.isEmpty() && !tenant.isEmpty() && !SignIn.name(user).tenant().equalsIgnoreCase(tenant)) {
            return JagAnswer.error("Authentication failed. " + user + " is not from the tenant domain " + tenant);
        }
        try {
            return switch (signIn.attempt(call.request(), user, call.text("password"))) {
                case ADMITTED -> JagAnswer.ok();
                case UNKNOWN -> JagAnswer.error("Login failed.Please recheck the username and password and try again.");
                case NOT_ALLOWED -> JagAnswer.error("Login failed.Insufficient Privileges.");
            };
        } catch (Forbidden | Unavailable notNow) {
            return JagAnswer.error("Login failed. " + notNow.getMessage());
        }
    }

    JagAnswer logout(JagCall call) {
        Sessions.close(call.request());
        return JagAnswer.ok();
    }

    JagAnswer check(JagCall call) {
        return call.isSignedIn() ? JagAnswer.empty() : JagAnswer.error("timeout");
    }

    JagAnswer publisherUrl(JagCall call) {
        return JagAnswer.ok("url", publisherUrl);
    }
}
