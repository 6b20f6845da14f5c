package org.gatehouse.keys.oauth2.authorize;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import org.gatehouse.web.Json;
import org.gatehouse.web.Page;
import org.gatehouse.web.PageServlet;
import org.gatehouse.web.PageVisit;
import org.gatehouse.web.Sessions;
import org.gatehouse.web.SignIn;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What users see on the way: where they sign in, what they are asked, and what went wrong. */
@Component(
        service = BehindFront.class,
        property = {
            "osgi.http.whiteboard.servlet.name=apim-oauth2-pages",
            "osgi.http.whiteboard.servlet.pattern=/authenticationendpoint/*",
            "osgi.http.whiteboard.servlet.pattern=/commonauth",
        })
public final class SignInPages extends PageServlet implements BehindFront {
    private static final Map<String, String> PROBLEMS = Map.of(
            "invalid_request", "The application's request is incomplete.",
            "invalid_client", "The application is not known here.",
            "invalid_callback", "The application wants its answer at an address that is not registered for it.",
            "access_denied", "This took too long, or was done already. Go back to the application and begin again.");

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
        super(new Door("Gatehouse", "/", List.of()), new Sessions(authenticator), Addresses.PAGES);
        this.signIn = new SignIn(authenticator, caller -> true);
        this.grants = grants;
        this.authorizations = authorizations;
        this.pending = flow.pending();
        this.addresses = flow.addresses();
        show("/", visit -> note("Applications bring you here to sign in. Begin at one of them."));
        show(Addresses.SIGN_IN, this::signInPage);
        show(Addresses.CONSENT, this::consentPage);
        show(Addresses.PROBLEM, SignInPages::problemPage);
        show(Addresses.COMMON_AUTH, SignInPages::toSignIn);
        // The request's key is what another site cannot know.
        formWithItsOwnSecret(Addresses.COMMON_AUTH, this::signIn);
        form("/logout", SignInPages::signOut);
    }

    private static Page toSignIn(PageVisit visit) {
        return Page.to(Addresses.SIGN_IN + "?sessionDataKey="
                + Addresses.encoded(visit.parameters().text("sessionDataKey")));
    }

    private Page signInPage(PageVisit visit) {
        String key = visit.parameters().text("sessionDataKey");
        return pending.find(key)
                .map(asked -> signInPage(200, asked, key, "", ""))
                .orElseGet(SignInPages::tooLate);
    }

    private Page signInPage(int status, AuthorizationRequest asked, String key, String user, String problem) {
        return Page.show(
                        status,
                        "oauth-sign-in",
                        Json.object(
                                "key", key,
                                "application", authorizations.name(asked.client()),
                                "user", user,
                                "problem", problem))
                .leadingTo(asked.redirectOrigin());
    }

    private Page signIn(PageVisit visit) {
        String key = visit.parameters().text("sessionDataKey");
        Optional<AuthorizationRequest> asked = pending.find(key);
        if (asked.isEmpty()) {
            return tooLate();
        }
        String user = visit.parameters().text("username").trim();
        String password = visit.parameters().text("password");
        if (user.isEmpty() || password.isEmpty()) {
            return signInPage(401, asked.get(), key, user, "Enter both your user name and your password.");
        }
        try {
            return signIn.attempt(visit.request(), user, password) == SignIn.Outcome.ADMITTED
                    ? Page.away(addresses.authorize(key))
                    : signInPage(401, asked.get(), key, user, "User name or password is not right.");
        } catch (Forbidden | Unavailable notNow) {
            return signInPage(401, asked.get(), key, user, String.valueOf(notNow.getMessage()));
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
        List<Map<String, @Nullable Object>> rows = scopes.stream()
                .filter(scope -> !scope.equals("default"))
                .map(SignInPages::row)
                .toList();
        return Page.show(
                        200,
                        "oauth-consent",
                        Json.object(
                                "key", key,
                                "application", authorizations.name(asked.client()),
                                "user", caller.user().toString(),
                                "scopes", rows,
                                "target", asked.redirectOrigin()))
                .leadingTo(asked.redirectOrigin());
    }

    private static Map<String, @Nullable Object> row(String scope) {
        return Json.object("key", scope, "text", scope.equals("openid") ? "Know your user name (openid)" : scope);
    }

    private static Page problemPage(PageVisit visit) {
        // The words are ours: what stands in the address is anybody's.
        String code = visit.parameters().text("oauthErrorCode");
        String text = PROBLEMS.get(code);
        if (text == null) {
            throw new NotFound("There is nothing at this address.");
        }
        return Page.show(400, "oauth-problem", Json.object("code", code, "text", text));
    }

    private static Page tooLate() {
        return Page.show(
                400, "oauth-problem", Json.object("code", "access_denied", "text", PROBLEMS.get("access_denied")));
    }

    private static Page signOut(PageVisit visit) {
        Sessions.close(visit.request());
        return note("You are signed out.");
    }

    private static Page note(String text) {
        return Page.show("oauth-note", "text", text);
    }
}
