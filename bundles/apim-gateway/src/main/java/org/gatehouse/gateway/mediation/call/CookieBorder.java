package org.gatehouse.gateway.mediation.call;

import java.util.List;
import java.util.Set;
import org.gatehouse.domain.parts.OwnCookies;
import org.gatehouse.gateway.transport.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the portals' cookies and those of APIs apart: no back end is sent one of the portals', and no API sets one. What a
 * sign-in makes of an id that somebody has planted is another matter: it is changed.
 */
final class CookieBorder {
    private static final String COOKIE = "Cookie";
    private static final String SET_COOKIE = "Set-Cookie";
    /** Nobody who publishes can have one of these contexts. */
    private static final Set<String> OF_KEY_MANAGER = Set.of("/authorize", "/token", "/revoke");

    private CookieBorder() {}

    /** Takes the portals' cookies out of a request, and leaves the others byte for byte as they are. */
    static void enter(Headers request, @Nullable DeployedApi api) {
        if (!request.contains(COOKIE) || isOfKeyManager(api)) {
            return;
        }
        List<String> fields = request.all(COOKIE);
        if (fields.stream().noneMatch(OwnCookies::isOne)) {
            return;
        }
        request.remove(COOKIE);
        for (String field : fields) {
            String left = OwnCookies.isOne(field) ? withoutOwn(field) : field;
            if (!left.isBlank()) {
                request.add(COOKIE, left);
            }
        }
    }

    private static String withoutOwn(String field) {
        StringBuilder left = new StringBuilder(field.length());
        boolean dropped = false;
        int end;
        for (int start = 0; start <= field.length(); start = end + 1) {
            int semicolon = field.indexOf(';', start);
            end = semicolon < 0 ? field.length() : semicolon;
            String pair = field.substring(start, end);
            // What begins with a dollar sign belongs to the pair before it (RFC 2965 §3.3.4).
            dropped = OwnCookies.isOne(pair) || (dropped && pair.strip().startsWith("$"));
            if (!dropped) {
                left.append(left.isEmpty() ? pair.stripLeading() : ";" + pair);
            }
        }
        return left.toString();
    }

    /** Takes out of an answer what would set one of the portals' cookies. */
    static void leave(Headers answer, @Nullable DeployedApi api) {
        if (!answer.contains(SET_COOKIE) || isOfKeyManager(api)) {
            return;
        }
        List<String> fields = answer.all(SET_COOKIE);
        if (fields.stream().noneMatch(CookieBorder::setsOwn)) {
            return;
        }
        answer.remove(SET_COOKIE);
        for (String field : fields) {
            if (!setsOwn(field)) {
                answer.add(SET_COOKIE, field);
            }
        }
    }

    private static boolean setsOwn(String field) {
        int end = field.indexOf(';');
        return OwnCookies.isOne(end < 0 ? field : field.substring(0, end));
    }

    /** The paths by which the key manager is asked at the gateway: the cookies there are its own. */
    private static boolean isOfKeyManager(@Nullable DeployedApi api) {
        return api != null && OF_KEY_MANAGER.contains(api.prefix());
    }
}
