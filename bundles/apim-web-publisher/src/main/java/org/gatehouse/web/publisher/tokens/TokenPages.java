package org.gatehouse.web.publisher.tokens;

import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.keys.AccessToken;
import org.gatehouse.publisher.ApiTokens;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Part;
import org.gatehouse.web.page.Routes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Tokens by application, user and fingerprint; no page or address has a token in it. */
@Component(property = "apim.door=publisher")
public final class TokenPages implements PageSection {
    private static final String PATH = "/tokens";
    private static final String REVOKE = "/tokens/revoke";

    private final ApiTokens tokens;

    /** Over the publisher's verbs. */
    @Activate
    public TokenPages(@Reference ApiTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::list)
                .form(PATH, TokenPages::identify)
                .show(REVOKE, this::preview)
                .form(REVOKE, this::revoke)
                .show("/site/pages/tokens.jag", visit -> Page.to(PATH));
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("tokens.title", "key", PATH, 30, false));
    }

    private Page list(PageVisit visit) {
        return show(visit, "tokens/list");
    }

    private Page show(PageVisit visit, String template) {
        Caller caller = visit.caller();
        TokenFilter filter = TokenFilter.of(visit.parameters());
        int number = Part.number(visit.parameters());
        org.gatehouse.domain.Page<TokenRow> found =
                tokens.list(caller, filter.asked(), Part.wanted(number)).map(TokenRow::of);
        return Page.show(
                template,
                "tokens",
                found.items(),
                "part",
                new Part(number, found.items().size(), found.total()),
                "filter",
                filter,
                "mayPublish",
                caller.may(Permission.PUBLISH_APIS));
    }

    /** Who holds a token sends it once, in a form's body, and goes on with its fingerprint. */
    private static Page identify(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
        String fingerprint =
                AccessToken.fingerprint(visit.parameters().required("token").trim());
        return Page.to(PATH + "?" + TokenFilter.ofOne(fingerprint).address());
    }

    /** What is about to be taken back, before it is. */
    private Page preview(PageVisit visit) {
        visit.caller().requireAny(Permission.PUBLISH_APIS);
        requireNamed(TokenFilter.of(visit.parameters()));
        return show(visit, "tokens/revoke");
    }

    private Page revoke(PageVisit visit) {
        TokenFilter filter = TokenFilter.of(visit.parameters());
        try {
            int revoked = tokens.revoke(visit.caller(), filter.asked());
            visit.done(revoked == 1 ? "tokens.revoked.one" : "tokens.revoked.several", revoked);
        } catch (NotFound gone) {
            visit.failed("tokens.gone");
        }
        return Page.to(PATH);
    }

    private static void requireNamed(TokenFilter filter) {
        if (!filter.asked().isNamed()) {
            throw new Invalid(
                    "tokens: all of them (expected: those of an application or a user, or one by its fingerprint)");
        }
    }
}
