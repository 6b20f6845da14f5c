package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.gatehouse.domain.identity.Caller;

/**
 * One request for a page.
 *
 * @param request for the session and nothing else
 * @param parameters what was sent
 * @param sessions tells who is signed in
 */
public record PageVisit(HttpServletRequest request, Parameters parameters, Sessions sessions) {
    static final String DONE = "org.gatehouse.web.done";
    static final String FAILED = "org.gatehouse.web.failed";

    /** Who visits; without one the visitor is sent to sign in and the verb ends here. */
    public Caller caller() {
        return visitor().orElseThrow(NotSignedIn::new);
    }

    /** Who visits; empty for a stranger. */
    public Optional<Caller> visitor() {
        return sessions.caller(request);
    }

    /** Says on the next page that something was done. */
    public void done(String message) {
        note(DONE, message);
    }

    /** Says on the next page that something did not work. */
    public void failed(String message) {
        note(FAILED, message);
    }

    private void note(String kind, String message) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.setAttribute(kind, message);
        }
    }

    /** What the page before wanted to say, once; empty if nothing. */
    String take(String kind) {
        HttpSession session = request.getSession(false);
        if (session == null || session.getAttribute(kind) == null) {
            return "";
        }
        String message = session.getAttribute(kind).toString();
        session.removeAttribute(kind);
        return message;
    }
}
