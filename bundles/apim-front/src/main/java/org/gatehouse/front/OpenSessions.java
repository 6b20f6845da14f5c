package org.gatehouse.front;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.gatehouse.domain.parts.OwnCookies;
import org.jspecify.annotations.Nullable;

/** The sessions that were begun, by context and id; and by owner, so that nobody's can be too many. */
final class OpenSessions {
    static final String COOKIE = "JSESSIONID";

    /** More than scripts need that sign in anew at every step, within the time that an idle session has. */
    static final int MOST_OF_ONE = 500;

    private static final int ID_BYTES = 24;
    private static final long SWEEP_EVERY = TimeUnit.MINUTES.toNanos(1);

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanos;
    private final Map<String, KnownSession> byKey = new HashMap<>();
    private final Map<String, Deque<KnownSession>> byOwner = new HashMap<>();
    private long swept;

    OpenSessions(LongSupplier nanos) {
        this.nanos = nanos;
        this.swept = nanos.getAsLong();
    }

    /** A new one in the context, under an id that nobody knows yet. */
    synchronized KnownSession begin(String context, String owner, Duration idle) {
        sweep();
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        KnownSession session = new KnownSession(
                OwnCookies.SESSION + Base64.getUrlEncoder().withoutPadding().encodeToString(id),
                context + " " + owner,
                (int) idle.toSeconds(),
                nanos);
        byKey.put(key(context, session.getId()), session);
        Deque<KnownSession> own = byOwner.computeIfAbsent(session.owner(), key -> new ArrayDeque<>());
        own.addLast(session);
        if (own.size() > MOST_OF_ONE) {
            own.removeIf(KnownSession::isOver);
        }
        if (own.size() > MOST_OF_ONE) {
            own.removeFirst().invalidate();
        }
        return session;
    }

    /** The one that the request names; null if it names none that goes on. */
    synchronized @Nullable KnownSession of(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return null;
        }
        for (Cookie cookie : cookies) {
            // Of other contexts, too, there may be one.
            KnownSession session = cookie.getName().equals(COOKIE)
                    ? byKey.get(key(request.getContextPath(), cookie.getValue()))
                    : null;
            if (session != null && !session.isOver()) {
                return session;
            }
        }
        return null;
    }

    private void sweep() {
        long now = nanos.getAsLong();
        if (now - swept < SWEEP_EVERY) {
            return;
        }
        swept = now;
        byKey.values().removeIf(KnownSession::isOver);
        byOwner.values().removeIf(OpenSessions::areOver);
    }

    private static boolean areOver(Deque<KnownSession> sessions) {
        sessions.removeIf(KnownSession::isOver);
        return sessions.isEmpty();
    }

    private static String key(String context, String id) {
        return context + " " + id;
    }
}
