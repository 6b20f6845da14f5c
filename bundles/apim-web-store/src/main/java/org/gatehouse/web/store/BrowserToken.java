package org.gatehouse.web.store;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The store's guard against calls that other sites make a browser send: a cookie that pages set, and that calls which
 * carry it have to repeat in a header. Programs never open a page and so are never asked.
 */
final class BrowserToken {
    private static final String COOKIE = "csrftoken";
    private static final String HEADER = "X-CSRFToken";
    private static final Set<String> GUARDED = Set.of("POST", "PUT", "DELETE");
    private static final SecureRandom RANDOM = new SecureRandom();

    private BrowserToken() {}

    static Optional<String> objection(HttpServletRequest request) {
        Optional<String> cookie = cookie(request);
        if (cookie.isEmpty() || !GUARDED.contains(request.getMethod())) {
            return Optional.empty();
        }
        byte[] given = String.valueOf(request.getHeader(HEADER)).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(cookie.get().getBytes(StandardCharsets.UTF_8), given)
                ? Optional.empty()
                : Optional.of("Invalid CSRF Token please try refreshing the page.");
    }

    /** Gives a browser without the cookie one, for a day. Scripts of a page may read it: they have to send it. */
    static void give(HttpServletRequest request, HttpServletResponse response) {
        if (cookie(request).isEmpty()) {
            response.addHeader(
                    "Set-Cookie",
                    COOKIE + "=" + new BigInteger(130, RANDOM).toString(32) + "; Path=/; Max-Age=86400; SameSite=Lax"
                            + (request.isSecure() ? "; Secure" : ""));
        }
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue)
                        .findFirst();
    }
}
