package org.gatehouse.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.gatehouse.domain.identity.Account;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.front.FreshSession;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in at a door. A session knows whose it is and no more: what its user may do, and whether the door is open
 * for them at all, is asked anew with each request, so that a right that was taken away is gone.
 */
public final class Sessions {
    private static final String ACCOUNT = "org.gatehouse.web.account";
    private static final String CALLER = "org.gatehouse.web.caller";
    private static final Duration IDLE = Duration.ofMinutes(30);

    private final Authenticator authenticator;
    private final Predicate<Caller> admitted;

    /** At a door that is open for all users whom this one knows. */
    public Sessions(Authenticator authenticator) {
        this(authenticator, caller -> true);
    }

    /** At a door that is open for some of them. */
    public Sessions(Authenticator authenticator, Predicate<Caller> admitted) {
        this.authenticator = authenticator;
        this.admitted = admitted;
    }

    /** Whether somebody has signed in, whatever became of them since: enough to tell a stranger. */
    public static boolean isOpen(HttpServletRequest request) {
        return account(request) != null;
    }

    /**
     * The one who is signed in, with the rights of this moment; empty for strangers, for users who are no more, even if somebody
     * else has the name, and for those to whom the door is closed by now.
     */
    public Optional<Caller> caller(HttpServletRequest request) {
        Account account = account(request);
        if (account == null) {
            return Optional.empty();
        }
        if (request.getAttribute(CALLER) instanceof Caller known
                && known.account().equals(account)) {
            return Optional.of(known);
        }
        Optional<Caller> caller = authenticator
                .asCaller(account.user())
                .filter(now -> now.account().equals(account))
                .filter(admitted);
        caller.ifPresent(known -> request.setAttribute(CALLER, known));
        return caller;
    }

    /** Ends the old session and starts a new one under a new id, so that an id known before is worth nothing after. */
    public static void open(HttpServletRequest request, Caller caller) {
        FreshSession.begin(request, caller.user().toString(), IDLE).setAttribute(ACCOUNT, caller.account());
    }

    /** Ends the session; does nothing without one. */
    public static void close(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private static @Nullable Account account(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : (Account) session.getAttribute(ACCOUNT);
    }
}
