package org.gatehouse.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;

/** The secret in every form of ours, known to the session: a form that another site made up does not have it. */
final class FormToken {
    /** The name of the form's field. */
    static final String FIELD = "csrf_token";

    private static final String ATTRIBUTE = "org.gatehouse.web.formToken";
    private static final int UNTIL_SIGNED_IN_SECONDS = 10 * 60;
    private static final SecureRandom RANDOM = new SecureRandom();

    private FormToken() {}

    /** The session's token; starts a session if there is none, as the sign-in page needs one too. */
    static String of(HttpServletRequest request) {
        HttpSession session = request.getSession(true);
        if (session.isNew()) {
            session.setMaxInactiveInterval(UNTIL_SIGNED_IN_SECONDS);
        }
        Object known = session.getAttribute(ATTRIBUTE);
        if (known != null) {
            return known.toString();
        }
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        session.setAttribute(ATTRIBUTE, token);
        return token;
    }

    /** Whether the form carries the session's token. */
    static boolean isIn(HttpServletRequest request, Parameters parameters) {
        HttpSession session = request.getSession(false);
        Object known = session == null ? null : session.getAttribute(ATTRIBUTE);
        return known != null && MessageDigest.isEqual(bytes(known.toString()), bytes(parameters.text(FIELD)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
