package org.gatehouse.soap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.axiom.om.OMElement;
import org.apache.axiom.soap.SOAPEnvelope;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.domain.parts.MachineIdentity;
import org.gatehouse.front.FreshSession;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: a part of this installation by its statement; the one who signed in; or whose password stands in the request, as
 * HTTP Basic or as WS-Security has it.
 */
final class SignIn {
    private static final String ACCOUNT = "org.gatehouse.soap.account";
    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final String SECURITY =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";

    private final Authenticator authenticator;
    private final MachineIdentity part;

    SignIn(Authenticator authenticator, MachineIdentity part) {
        this.authenticator = authenticator;
        this.part = part;
    }

    /** Whether a password, or the statement of a part, stands in the head of the request; then it alone counts. */
    static boolean isInHead(HttpServletRequest request) {
        return statement(request) != null || basic(request) != null;
    }

    /** The caller whose password stands in the head of the request, or a part whose statement does. */
    Optional<Caller> ofHead(HttpServletRequest request) {
        String statement = statement(request);
        if (statement != null) {
            return part.isOurs(statement, MachineIdentity.SOAP)
                    ? Optional.of(MachineIdentity.caller())
                    : Optional.empty();
        }
        String encoded = basic(request);
        return encoded == null ? Optional.empty() : ofBasic(encoded, from(request));
    }

    /** The caller whose password stands in the header of the envelope, or who has signed in. */
    Optional<Caller> ofEnvelope(HttpServletRequest request, SOAPEnvelope envelope) {
        Optional<Caller> token = ofToken(envelope, from(request));
        return token.isPresent() ? token : ofSession(request);
    }

    private static @Nullable String statement(HttpServletRequest request) {
        String shown = request.getHeader("Authorization");
        return shown != null && shown.startsWith(MachineIdentity.SCHEME)
                ? shown.substring(MachineIdentity.SCHEME.length()).strip()
                : null;
    }

    private static @Nullable String basic(HttpServletRequest request) {
        String shown = request.getHeader("Authorization");
        return shown != null && shown.regionMatches(true, 0, "Basic ", 0, 6)
                ? shown.substring(6).strip()
                : null;
    }

    /** Signs in for the requests that follow; the old session ends. Returns whether the password was right. */
    boolean open(HttpServletRequest request, String user, String password) {
        Optional<Caller> caller = authenticated(user, password, from(request)).filter(SignIn::maySignIn);
        close(request);
        caller.ifPresent(known ->
                FreshSession.begin(request, known.user().toString(), IDLE).setAttribute(ACCOUNT, known.account()));
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
                : Optional.ofNullable((Account) session.getAttribute(ACCOUNT))
                        .flatMap(this::now)
                        .filter(SignIn::maySignIn);
    }

    /** Whoever has the name by now may be somebody else. */
    private Optional<Caller> now(Account account) {
        return authenticator
                .asCaller(account.user())
                .filter(caller -> caller.account().equals(account));
    }

    private static boolean maySignIn(Caller caller) {
        return caller.may(Permission.LOGIN);
    }

    private Optional<Caller> ofBasic(String encoded, Origin from) {
        try {
            String text = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : authenticated(text.substring(0, colon), text.substring(colon + 1), from);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Optional<Caller> ofToken(SOAPEnvelope envelope, Origin from) {
        return child(envelope.getHeader(), "Security")
                .flatMap(security -> child(security, "UsernameToken"))
                .flatMap(token -> authenticated(text(token, "Username"), text(token, "Password"), from));
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

    /** Where the request comes from. */
    static Origin from(HttpServletRequest request) {
        return Origin.of(request.getRemoteAddr(), request::getHeader, "SOAP");
    }

    private Optional<Caller> authenticated(String user, String password, Origin from) {
        try {
            return user.isBlank() ? Optional.empty() : authenticator.authenticate(UserName.parse(user), password, from);
        } catch (Invalid notAName) {
            return Optional.empty();
        } catch (Forbidden | Unavailable refused) {
            throw SoapFault.notSignedIn(String.valueOf(refused.getMessage()));
        }
    }
}
