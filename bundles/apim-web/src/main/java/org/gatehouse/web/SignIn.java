package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Origin;
import org.gatehouse.domain.identity.UserName;

/**
 * The way into a door.
 *
 * @param authenticator tells who someone is, at sign-in and ever after
 * @param admitted whether the door is open for them
 * @param welcome what is done for them before the session opens
 */
public record SignIn(Authenticator authenticator, Predicate<Caller> admitted, Consumer<Caller> welcome) {
    /** A door that does nothing for those who come in. */
    public SignIn(Authenticator authenticator, Predicate<Caller> admitted) {
        this(authenticator, admitted, caller -> {});
    }

    /** What came of it. */
    public enum Outcome {
        /** Signed in; the session is new. */
        ADMITTED,
        /** No such user, or another password. */
        UNKNOWN,
        /** Known, but not allowed in here. */
        NOT_ALLOWED
    }

    /** The sessions that begin with it, which go on as long as the door is open for their users. */
    public Sessions sessions() {
        return new Sessions(authenticator, admitted);
    }

    /**
     * Signs in, if name and password are right and the door is open for the user.
     *
     * @throws Forbidden if the password does not count from where the request comes, with what is to be done
     */
    public Outcome attempt(HttpServletRequest request, String user, String password) {
        Optional<Caller> caller = authenticate(request, user, password);
        if (caller.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        if (!admitted.test(caller.get())) {
            return Outcome.NOT_ALLOWED;
        }
        welcome.accept(caller.get());
        Sessions.open(request, caller.get());
        return Outcome.ADMITTED;
    }

    private Optional<Caller> authenticate(HttpServletRequest request, String user, String password) {
        try {
            return authenticator.authenticate(name(user), password, from(request));
        } catch (Invalid notAName) {
            return Optional.empty();
        }
    }

    /** Where the request comes from. */
    public static Origin from(HttpServletRequest request) {
        return Origin.of(request.getRemoteAddr(), request::getHeader, request.getRequestURI());
    }

    /** The user's name as stored: the domain of a user store is in capitals. */
    public static UserName name(String text) {
        int slash = text.indexOf('/');
        return UserName.parse(
                slash <= 0 ? text : text.substring(0, slash).toUpperCase(Locale.ROOT) + text.substring(slash));
    }
}
