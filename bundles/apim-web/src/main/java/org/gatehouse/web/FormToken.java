package org.gatehouse.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gatehouse.domain.parts.OwnCookies;
import org.gatehouse.web.request.Parameters;

/**
 * The secret in every form of ours: a form that another site made up does not have it. Who is signed in has it in the
 * session; a stranger has no session, but a cookie that only this process can make the secret of.
 */
public final class FormToken {
    /** The name of the form's field. */
    public static final String FIELD = "csrf_token";

    /** In which calls without a form of ours carry it, as those of the store of API Manager 1.9 do. */
    public static final String HEADER = "X-CSRFToken";

    private static final String ATTRIBUTE = "org.gatehouse.web.formToken";
    private static final String COOKIE = OwnCookies.FORM;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] KEY = random();

    private FormToken() {}

    /** The visitor's token; a stranger without one gets the cookie for it. */
    public static String of(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        if (session == null) {
            return sealed(seed(request).orElseGet(() -> given(request, response)));
        }
        Object known = session.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known.toString();
        }
        String token = text(random());
        session.setAttribute(ATTRIBUTE, token);
        return token;
    }

    /** Whether the request carries the visitor's token. */
    public static boolean isIn(HttpServletRequest request, Parameters parameters) {
        String header = request.getHeader(HEADER);
        String shown = header == null ? parameters.text(FIELD) : header;
        return expected(request)
                .filter(token -> MessageDigest.isEqual(bytes(token), bytes(shown)))
                .isPresent();
    }

    private static Optional<String> expected(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? seed(request).map(FormToken::sealed)
                : Optional.ofNullable(session.getAttribute(ATTRIBUTE)).map(Object::toString);
    }

    private static Optional<String> seed(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name(request)))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    private static String given(HttpServletRequest request, HttpServletResponse response) {
        String seed = text(random());
        response.addHeader(
                "Set-Cookie",
                name(request) + "=" + seed + "; Path=/; HttpOnly; SameSite=Strict"
                        + (request.isSecure() ? "; Secure" : ""));
        return seed;
    }

    /** The prefix keeps anyone but this host from setting it (RFC 6265bis §4.1.3.2); browsers take it over HTTPS only. */
    private static String name(HttpServletRequest request) {
        return request.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }

    private static String sealed(String seed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return text(mac.doFinal(bytes(seed)));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
