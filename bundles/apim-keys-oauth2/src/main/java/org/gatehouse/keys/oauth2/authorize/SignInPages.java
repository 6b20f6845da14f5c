package org.gatehouse.keys.oauth2.authorize;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.identity.Authenticator;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.front.BehindFront;
import org.gatehouse.keys.Authorizations;
import org.gatehouse.keys.Grants;
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

/** What users see on the way: where they sign in, what they are asked, and what went wrong. */
@Capability(namespace = "org.gatehouse.door", attribute = "path=/authenticationendpoint")
@Capability(namespace = "org.gatehouse.door", attribute = "path=/commonauth")
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-oauth2-pages",
            "osgi.http.whiteboard.servlet.pattern=/authenticationendpoint/*",
            "osgi.http.whiteboard.servlet.pattern=/commonauth",
        })
public final class SignInPages extends PageRouter implements BehindFront {
    private static final Set<String> PROBLEMS =
            Set.of("invalid_request", "invalid_client", "invalid_callback", "access_denied");

    private final transient SignIn signIn;
    private final transient Grants grants;
    private final transient Authorizations authorizations;
    private final transient PendingRequests pending;
    private final transient Addresses addresses;

    /** Over the requests that wait. */
    @Activate
    public SignInPages(
            @Reference Authenticator authenticator,
            @Reference Grants grants,
            @Reference Authorizations authorizations,
            @Reference BrowserFlow flow) {
        super(new Door("Gatehouse", "/"), new Sessions(authenticator), Addresses.PAGES);
        this.signIn = new SignIn(authenticator, caller -> true);
        this.grants = grants;
        this.authorizations = authorizations;
        this.pending = flow.pending();
        this.addresses = flow.addresses();
        own().show("/", visit -> note("oauth.begin-elsewhere"));
        own().show(Addresses.SIGN_IN, this::signInPage);
        own().show(Addresses.CONSENT, this::consentPage);
        own().show(Addresses.PROBLEM, SignInPages::problemPage);
        own().show(Addresses.COMMON_AUTH, SignInPages::toSignIn);
        // The request's key is what another site cannot know.
        own().formWithItsOwnSecret(Addresses.COMMON_AUTH, this::signIn);
        own().form("/logout", SignInPages::signOut);
    }

    private static Page toSignIn(PageVisit visit) {
        return Page.to(Addresses.SIGN_IN + "?sessionDataKey="
                + Addresses.encoded(visit.parameters().text("sessionDataKey")));
    }

    private Page signInPage(PageVisit visit) {
        String key = visit.parameters().text("sessionDataKey");
        return pending.find(key)
                .map(asked -> signInPage(200, asked, key, Form.empty()))
                .orElseGet(SignInPages::tooLate);
    }

    private Page signInPage(int status, AuthorizationRequest asked, String key, Form form) {
        return Page.show(
                        status,
                        "oauth/sign-in",
                        Page.values(
                                "key", key,
                                "application", authorizations.name(asked.client()),
                                "form", form))
                .leadingTo(asked.redirectOrigin());
    }

    private Page signIn(PageVisit visit) {
        String key = visit.parameters().text("sessionDataKey");
        Optional<AuthorizationRequest> asked = pending.find(key);
        if (asked.isEmpty()) {
            return tooLate();
        }
        Form form = new Form(visit.parameters());
        String user = form.required("username", "sign-in.no-name");
        String password = form.required("password", "sign-in.no-password");
        if (!form.isGood()) {
            return signInPage(401, asked.get(), key, form);
        }
        try {
            return signIn.attempt(visit.request(), user, password) == SignIn.Outcome.ADMITTED
                    ? Page.away(addresses.authorize(key))
                    : signInPage(401, asked.get(), key, form.refuse("username", "sign-in.unknown"));
        } catch (Forbidden | Unavailable notNow) {
            return signInPage(401, asked.get(), key, form.refuseBecause("username", notNow));
        }
    }

    private Page consentPage(PageVisit visit) {
        String key = visit.parameters().text("sessionDataKeyConsent");
        Caller caller = visit.visitor().orElse(null);
        return caller == null
                ? tooLate()
                : pending.find(key, caller.user())
                        .map(asked -> consentPage(asked, caller, key))
                        .orElseGet(SignInPages::tooLate);
    }

    private Page consentPage(AuthorizationRequest asked, Caller caller, String key) {
        SortedSet<String> scopes = grants.grantable(asked.client(), caller.user(), asked.scopes());
        List<String> rows =
                scopes.stream().filter(scope -> !scope.equals("default")).toList();
        return Page.show(
                        200,
                        "oauth/consent",
                        Page.values(
                                "key", key,
                                "application", authorizations.name(asked.client()),
                                "user", caller.user().toString(),
                                "scopes", rows,
                                "target", asked.redirectOrigin()))
                .leadingTo(asked.redirectOrigin());
    }

    private static Page problemPage(PageVisit visit) {
        // The words are ours: what stands in the address is anybody's.
        String code = visit.parameters().text("oauthErrorCode");
        if (!PROBLEMS.contains(code)) {
            throw new NotFound("There is nothing at this address.");
        }
        return problem(code);
    }

    private static Page tooLate() {
        return problem("access_denied");
    }

    private static Page problem(String code) {
        return Page.show(400, "oauth/problem", Page.values("code", code, "said", "oauth." + code));
    }

    private static Page signOut(PageVisit visit) {
        Sessions.close(visit.request());
        return note("oauth.signed-out");
    }

    private static Page note(String text) {
        return Page.show("oauth/note", "heading", "oauth.sign-in", "said", text);
    }
}
