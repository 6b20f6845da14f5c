package org.gatehouse.soap;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpSession;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.soap.SOAPEnvelope;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.front.FreshSession;
import org.jspecify.annotations.Nullable;

/** Who calls: the one who signed in, or whose password stands in the request, as HTTP Basic or as WS-Security has it. */
final class SignIn {
    private static final String CALLER = "org.gatehouse.soap.caller";
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private final Authenticator authenticator;

    SignIn(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** Whether a password stands in the head of the request; then it alone counts. */
    static boolean isInHead(HttpServletRequest request) {
        return basic(request) != null;
    }

    /** The caller whose password stands in the head of the request. */
    Optional<Caller> ofHead(HttpServletRequest request) {
        String encoded = basic(request);
        return encoded == null ? Optional.empty() : ofBasic(encoded);
    }

    /** The caller whose password stands in the header of the envelope, or who has signed in. */
    Optional<Caller> ofEnvelope(HttpServletRequest request, SOAPEnvelope envelope) {
        Optional<Caller> token = ofToken(envelope);
        return token.isPresent() ? token : ofSession(request);
    }

    private static @Nullable String basic(HttpServletRequest request) {
        String shown = request.getHeader("Authorization");
        return shown != null && shown.regionMatches(true, 0, "Basic ", 0, 6)
                ? shown.substring(6).strip()
                : null;
    }

    /** Signs in for the requests that follow; the old session ends. Returns whether the password was right. */
    boolean open(HttpServletRequest request, String user, String password) {
        Optional<Caller> caller = authenticated(user, password).filter(known -> known.may(Permission.LOGIN));
        close(request);
        caller.ifPresent(known ->
                FreshSession.begin(request, known.user().toString(), IDLE).setAttribute(CALLER, known.user()));
        return caller.isPresent();
    }

    static void close(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** Asked anew at each request, so that a right that was taken away is gone. */
    private Optional<Caller> ofSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null
                ? Optional.empty()
                : Optional.ofNullable((UserName) session.getAttribute(CALLER)).flatMap(authenticator::asCaller);
    }

    private Optional<Caller> ofBasic(String encoded) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0 ? Optional.empty() : authenticated(text.substring(0, colon), text.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Optional<Caller> ofToken(SOAPEnvelope envelope) {
        return child(envelope.getHeader(), "Security")
                .flatMap(security -> child(security, "UsernameToken"))
                .flatMap(token -> authenticated(text(token, "Username"), text(token, "Password")));
    }

    private static Optional<OMElement> child(@Nullable OMElement parent, String name) {
        return parent == null
                ? Optional.empty()
                : Call.children(parent).stream()
                        .filter(child -> child.getLocalName().equals(name) && SECURITY.equals(child.getNamespaceURI()))
                        .findFirst();
    }

    private static String text(OMElement parent, String name) {
        return child(parent, name).map(OMElement::getText).orElse("");
    }

    private Optional<Caller> authenticated(String user, String password) {
        try {
            return user.isBlank() ? Optional.empty() : authenticator.authenticate(UserName.parse(user), password);
        } catch (Invalid notAName) {
            return Optional.empty();
        }
    }
}
