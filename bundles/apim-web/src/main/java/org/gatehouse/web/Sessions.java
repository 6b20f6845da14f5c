package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.front.FreshSession;

/** Who is signed in at a door, kept in the door's own session. */
public final class Sessions {
    private static final String CALLER = "org.gatehouse.web.caller";
    private static final Duration IDLE = Duration.ofMinutes(30);

    private Sessions() {}

    /** The one who is signed in, if anyone is. */
    public static Optional<Caller> caller(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? Optional.empty() : Optional.ofNullable((Caller) session.getAttribute(CALLER));
    }

    /** Ends the old session and starts a new one under a new id, so that an id known before is worth nothing after. */
    public static void open(HttpServletRequest request, Caller caller) {
        FreshSession.begin(request, caller.user().toString(), IDLE).setAttribute(CALLER, caller);
    }

    /** Ends the session; does nothing without one. */
    public static void close(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }
}
