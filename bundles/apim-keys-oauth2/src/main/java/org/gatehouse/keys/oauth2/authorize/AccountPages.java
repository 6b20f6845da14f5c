package org.gatehouse.keys.oauth2.authorize;

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
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageRouter;
import org.gatehouse.web.page.PageVisit;
import org.osgi.annotation.bundle.Capability;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Where users set their password: with the old one, or with a code if that one is forgotten. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/account")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-account",
            "osgi.http.whiteboard.servlet.pattern=/account/*",
        })
public final class AccountPages extends PageRouter implements BehindFront {
    private static final String PASSWORD = "/";
    private static final String RECOVERY = "/recovery";

    private final transient Accounts accounts;
    private final transient AccountRecovery recovery;

    /** Over the accounts. */
    @Activate
    public AccountPages(
            @Reference Authenticator authenticator, @Reference Accounts accounts, @Reference AccountRecovery recovery) {
        super(new Door("account.door", PASSWORD), new SignIn(authenticator, caller -> true), "/account");
        this.accounts = accounts;
        this.recovery = recovery;
        own().show(PASSWORD, visit -> passwordPage(200, visit.caller(), Form.empty()));
        own().form(PASSWORD, this::change);
        own().show(RECOVERY, this::recoveryPage);
        // The code is what another site cannot know.
        own().formWithItsOwnSecret(RECOVERY, this::recover);
    }

    private static Page passwordPage(int status, Caller caller, Form form) {
        return Page.show(
                status, "account/password", Page.values("user", caller.user().toString(), "form", form));
    }

    private Page change(PageVisit visit) {
        Caller caller = visit.caller();
        String next = visit.parameters().text("password");
        if (!next.equals(visit.parameters().text("again"))) {
            return passwordPage(400, caller, wrong("again", "account.not-the-same"));
        }
        try {
            accounts.changeOwnPassword(caller, visit.parameters().text("old"), next, SignIn.from(visit.request()));
        } catch (Forbidden wrong) {
            return passwordPage(403, caller, wrong("old", "account.old-is-wrong"));
        } catch (Invalid none) {
            return passwordPage(400, caller, wrong("password", "account.no-password"));
        }
        Sessions.close(visit.request());
        return done();
    }

    private Page recoveryPage(PageVisit visit) {
        String code = visit.parameters().text("code");
        return recovery.user(code)
                .map(user -> recoveryPage(200, code, user, Form.empty()))
                .orElseGet(AccountPages::tooLate);
    }

    private static Form wrong(String field, String text) {
        return Form.empty().refuse(field, text);
    }

    private static Page recoveryPage(int status, String code, UserName user, Form form) {
        return Page.show(status, "account/recovery", Page.values("code", code, "user", user.toString(), "form", form));
    }

    private Page recover(PageVisit visit) {
        String code = visit.parameters().text("code");
        Optional<UserName> user = recovery.user(code);
        if (user.isEmpty()) {
            return tooLate();
        }
        String next = visit.parameters().text("password");
        if (!next.equals(visit.parameters().text("again"))) {
            return recoveryPage(400, code, user.get(), wrong("again", "account.not-the-same"));
        }
        try {
            recovery.recover(code, next);
            return done();
        } catch (Forbidden usedMeanwhile) {
            return tooLate();
        } catch (Invalid none) {
            return recoveryPage(400, code, user.get(), wrong("password", "account.no-password"));
        }
    }

    private static Page tooLate() {
        return Page.show(400, "oauth/problem", Page.values("code", "recovery", "said", "account.too-late"));
    }

    private static Page done() {
        return Page.show("oauth/note", "heading", "account.new-password", "said", "account.done");
    }
}
