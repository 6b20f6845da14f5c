package org.gatehouse.front;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import javax.servlet.http.HttpSession;

/** The sessions that were begun, by owner, so that nobody's can be too many. */
final class OpenSessions {
    /** More than scripts need that sign in anew at every step, within the time that an idle session has. */
    static final int MOST_OF_ONE = 500;

    private static final int SWEEP_EVERY = 1000;

    private final Map<String, Deque<HttpSession>> byOwner = new HashMap<>();
    private int begun;

    synchronized void add(String owner, HttpSession session) {
        if (++begun % SWEEP_EVERY == 0) {
            byOwner.values().removeIf(OpenSessions::areOver);
        }
        Deque<HttpSession> own = byOwner.computeIfAbsent(owner, key -> new ArrayDeque<>());
        own.addLast(session);
        if (own.size() > MOST_OF_ONE) {
            own.removeIf(OpenSessions::isOver);
        }
        if (own.size() > MOST_OF_ONE) {
            end(own.removeFirst());
        }
    }

    private static boolean areOver(Deque<HttpSession> sessions) {
        sessions.removeIf(OpenSessions::isOver);
        return sessions.isEmpty();
    }

    private static boolean isOver(HttpSession session) {
        try {
            session.getCreationTime();
            return false;
        } catch (IllegalStateException over) {
            return true;
        }
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException over) {
            // Has ended by itself just now.
        }
    }
}
