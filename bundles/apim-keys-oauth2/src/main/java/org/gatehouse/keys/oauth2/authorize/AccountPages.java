package org.gatehouse.keys.oauth2.authorize;

import java.util.List;
import java.util.Optional;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.AccountRecovery;
import org.gatehouse.domain.identity.Accounts;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.front.BehindFront;
import org.gatehouse.web.Door;
import org.gatehouse.web.Json;
import org.gatehouse.web.Page;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageVisit;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where users set their password: with the old one, or with a code if that one is forgotten. */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-account",
            "osgi.http.whiteboard.servlet.pattern=/account/*",
        })
public final class AccountPages extends PageServlet implements BehindFront {
    private static final String PASSWORD = "/";
    private static final String RECOVERY = "/recovery";

    private final transient Accounts accounts;
    private final transient AccountRecovery recovery;

    /** Over the accounts. */
    @Activate
    public AccountPages(
            @Reference Authenticator authenticator, @Reference Accounts accounts, @Reference AccountRecovery recovery) {
        super(new Door("Account", PASSWORD, List.of()), new SignIn(authenticator, caller -> true), "/account");
        this.accounts = accounts;
        this.recovery = recovery;
        show(PASSWORD, visit -> passwordPage(200, visit.caller(), ""));
        form(PASSWORD, this::change);
        show(RECOVERY, this::recoveryPage);
        // The code is what another site cannot know.
        formWithItsOwnSecret(RECOVERY, this::recover);
    }

    private static Page passwordPage(int status, Caller caller, String problem) {
        return Page.show(
                status, "account-password", Json.object("user", caller.user().toString(), "problem", problem));
    }

    private Page change(PageVisit visit) {
        Caller caller = visit.caller();
        String next = visit.parameters().text("password");
        if (!next.equals(visit.parameters().text("again"))) {
            return passwordPage(400, caller, "The two new passwords are not the same.");
        }
        try {
            accounts.changeOwnPassword(caller, visit.parameters().text("old"), next, SignIn.from(visit.request()));
        } catch (Forbidden wrong) {
            return passwordPage(403, caller, "The old password is not right.");
        } catch (Invalid none) {
            return passwordPage(400, caller, "A password has 5 to 128 characters, none of them a blank.");
        }
        Sessions.close(visit.request());
        return done();
    }

    private Page recoveryPage(PageVisit visit) {
        String code = visit.parameters().text("code");
        return recovery.user(code)
                .map(user -> recoveryPage(200, code, user, ""))
                .orElseGet(AccountPages::tooLate);
    }

    private static Page recoveryPage(int status, String code, UserName user, String problem) {
        return Page.show(
                status, "account-recovery", Json.object("code", code, "user", user.toString(), "problem", problem));
    }

    private Page recover(PageVisit visit) {
        String code = visit.parameters().text("code");
        Optional<UserName> user = recovery.user(code);
        if (user.isEmpty()) {
            return tooLate();
        }
        String next = visit.parameters().text("password");
        if (!next.equals(visit.parameters().text("again"))) {
            return recoveryPage(400, code, user.get(), "The two passwords are not the same.");
        }
        try {
            recovery.recover(code, next);
            return done();
        } catch (Forbidden usedMeanwhile) {
            return tooLate();
        } catch (Invalid none) {
            return recoveryPage(400, code, user.get(), "A password has 5 to 128 characters, none of them a blank.");
        }
    }

    private static Page tooLate() {
        return Page.show(
                400,
                "oauth-problem",
                Json.object(
                        "code",
                        "recovery",
                        "text",
                        "This link was used already, or is too old. Ask whoever gave it to you for another."));
    }

    private static Page done() {
        return Page.show("oauth-note", "text", "You have a new password. Sign in with it wherever you need it.");
    }
}
