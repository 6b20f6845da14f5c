package org.gatehouse.front;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;

/** The one way in which a session begins: when someone has signed in. Nobody has one before. */
public final class FreshSession {
    private FreshSession() {}

    /**
     * Ends the request's session, if it has one, and begins another under an id that was never known before.
     *
     * @param owner who has signed in; one has only so many sessions at a door at a time, and the oldest ends
     * @param idle after how long without a request it ends
     * @throws IllegalStateException for a request that has not come through the front
     */
    public static HttpSession begin(HttpServletRequest request, String owner, Duration idle) {
        return GuardedRequest.of(request).begin(owner, idle);
    }
}
