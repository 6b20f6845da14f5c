package org.gatehouse.web.jag;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.OptionalLong;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.web.NotSignedIn;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.request.Parameters;

/**
 * One call of a {@code .jag} address.
 *
 * @param request for the session and nothing else
 * @param response for headers and nothing else
 * @param parameters what was sent
 * @param sessions tells who is signed in
 */
public record JagCall(
        HttpServletRequest request, HttpServletResponse response, Parameters parameters, Sessions sessions) {
    /** Who calls. Without one the address answers as it does to strangers, and the verb ends here. */
    public Caller caller() {
        return sessions.caller(request).orElseThrow(NotSignedIn::new);
    }

    /** Whether someone is signed in. */
    public boolean isSignedIn() {
        return sessions.caller(request).isPresent();
    }

    /** The parameter, trimmed; one that is missing or blank is the caller's mistake. */
    public String required(String name) {
        return parameters.required(name);
    }

    /** The revision that the script has read of what it changes; empty for one that does not know of revisions. */
    public OptionalLong revision() {
        return parameters.number("revision");
    }

    /** The parameter; empty if it was not sent. */
    public String text(String name) {
        return parameters.text(name);
    }
}
