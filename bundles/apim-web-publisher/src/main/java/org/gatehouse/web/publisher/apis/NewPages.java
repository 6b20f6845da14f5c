package org.gatehouse.web.publisher.apis;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.fetch.OutOfReach;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.ApiDefinitions;
import org.gatehouse.publisher.ApiDraft;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiLifecycle;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.publisher.StatusChange;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.DefinitionText;
import org.gatehouse.web.request.Parameters;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The page on which an API begins, and can be published at once. */
@Component(property = "apim.door=publisher")
public final class NewPages implements PageSection {
    private static final String PATH = "/apis/new";
    private static final String DEFINITION = "swagger";
    /** How long a definition was that was read, and is not in the form. */
    private static final String UNSHOWN = "unshown";

    private static final String FILE = "swagger-file";
    private static final String ADDRESS = "swagger-url";
    private static final Map<String, String> FIRST_VERSION = Map.of("version", "1.0.0");

    private final ApiEditing editing;
    private final ApiLifecycle lifecycle;
    private final ApiDefinitions definitions;
    private final ApiWsdls wsdls;
    private final Tiers tiers;

    /** Over the publisher's verbs. */
    @Activate
    public NewPages(
            @Reference ApiEditing editing,
            @Reference ApiLifecycle lifecycle,
            @Reference ApiDefinitions definitions,
            @Reference ApiWsdls wsdls,
            @Reference Tiers tiers) {
        this.editing = editing;
        this.lifecycle = lifecycle;
        this.definitions = definitions;
        this.wsdls = wsdls;
        this.tiers = tiers;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, this::show)
                .form(PATH, this::create)
                .show("/design", visit -> Page.to(PATH))
                .show("/add", visit -> Page.to(PATH));
    }

    private Page show(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        return show(visit, NewForm.blank(offered(visit.caller())), Brought.NOTHING, 0);
    }

    private Page show(PageVisit visit, Form form, Brought brought, long unshown) {
        return show(visit, form, brought, unshown, 0);
    }

    private Page show(PageVisit visit, Form form, Brought brought, long unshown, int badLine) {
        Caller caller = visit.caller();
        return Page.show(
                form.status(),
                "apis/new",
                Page.values(
                        "form",
                        form,
                        "badLine",
                        badLine,
                        "written",
                        brought.definition(),
                        "wsdl",
                        brought.wsdl(),
                        "unshown",
                        unshown,
                        "tiers",
                        offered(caller),
                        "tenant",
                        caller.tenant(),
                        "mayPublish",
                        caller.may(Permission.PUBLISH_APIS)));
    }

    private List<String> offered(Caller caller) {
        return tiers.offered(caller.tenant()).stream().map(Tier::name).toList();
    }

    private Page create(PageVisit visit) {
        Caller caller = visit.caller();
        caller.requireAny(Permission.CREATE_APIS);
        Parameters sent = visit.parameters();
        Optional<String> file = DefinitionText.ofFile(sent);
        String given = file.orElseGet(() -> DefinitionText.of(sent, DEFINITION));
        String address = given.isBlank() ? sent.text(ADDRESS).trim() : "";
        if (given.isBlank() && address.isEmpty() && sent.has(UNSHOWN)) {
            Form form = new Form(sent).refuse(FILE, "apis.new.choose-again");
            return show(visit, form, Brought.NOTHING, sent.number(UNSHOWN).orElse(0));
        }
        Brought brought;
        try {
            brought = address.isEmpty() ? brought(caller, given) : fetched(caller, address);
        } catch (Invalid | Unavailable refused) {
            return address.isEmpty()
                    ? notRead(visit, given, refused)
                    : show(visit, notFetched(sent, address, refused), Brought.NOTHING, 0);
        }
        String text = brought.text();
        Parameters typed = typed(sent, text);
        int unshown = DefinitionText.unshown(text);
        Map<String, String> suggested = new TreeMap<>(FIRST_VERSION);
        suggested.putAll(brought.suggested());
        // Who has seen the suggestions and emptied a field means it.
        boolean isAnother = file.isPresent() && !sent.has(UNSHOWN);
        boolean suggests = sent.has("read") || isAnother || !sent.has("seen");
        Form form = Form.of(typed, suggests ? suggested : FIRST_VERSION);
        if (sent.has("read")) {
            return show(
                    visit, text.isBlank() ? form.refuse(DEFINITION, "apis.new.no-definition") : form, brought, unshown);
        }
        Optional<ApiDraft> draft = NewForm.draft(caller.user(), form, sent, offered(caller), brought);
        if (draft.isEmpty()) {
            return show(visit, form, brought, unshown);
        }
        Api api;
        try {
            api = editing.create(caller, draft.get());
        } catch (Invalid | Conflict | Unavailable refused) {
            return show(visit, NewForm.refuse(form, refused), brought, unshown);
        }
        if (sent.has("publish")) {
            publish(visit, api);
        } else {
            visit.done("apis.new.created", api.id().name(), api.id().version());
        }
        return Page.to(OverviewPages.of(api.id()));
    }

    private Page notRead(PageVisit visit, String text, RuntimeException refused) {
        int unshown = DefinitionText.unshown(text);
        Form form = new Form(typed(visit.parameters(), text)).refuseBecause(unshown == 0 ? DEFINITION : FILE, refused);
        return show(visit, form, Brought.NOTHING, unshown, DefinitionText.badLine(refused));
    }

    /** What is there and is neither is not shown: it may be somebody else's. */
    private Brought fetched(Caller caller, String address) {
        URI from = ApiFields.address(ADDRESS, address);
        String text = definitions.fetchText(caller, from);
        if (!DefinitionText.isXml(text)) {
            return brought(caller, text);
        }
        // XML says itself in which charset it is.
        return Brought.of(wsdls.fetch(caller, from).orElseThrow(() -> new Invalid(from + ": out of reach")));
    }

    private static Form notFetched(Parameters sent, String address, RuntimeException refused) {
        return refused.getCause() instanceof OutOfReach
                ? new Form(sent).refuse(ADDRESS, "apis.new.from.private", address)
                : new Form(sent).refuseBecause(ADDRESS, refused);
    }

    /** What is shown of what was fetched counts from then on, and the address no more. */
    private static Parameters typed(Parameters sent, String text) {
        String shown = DefinitionText.shown(text);
        return sent.with(shown.isBlank() ? Map.of(DEFINITION, shown) : Map.of(DEFINITION, shown, ADDRESS, ""));
    }

    private Brought brought(Caller caller, String text) {
        if (text.isBlank()) {
            return Brought.NOTHING;
        }
        return DefinitionText.isXml(text)
                ? Brought.of(wsdls.read(caller, text))
                : Brought.of(definitions.read(caller, text));
    }

    /** One that is not published is there all the same. */
    private void publish(PageVisit visit, Api api) {
        String name = api.id().name();
        String version = api.id().version();
        try {
            Map<String, String> late = lifecycle
                    .setStatus(visit.caller(), api.id(), StatusChange.to(ApiStatus.PUBLISHED))
                    .late();
            visit.done(
                    late.isEmpty() ? "apis.new.published" : "apis.new.published-late",
                    name,
                    version,
                    String.join(", ", new TreeSet<>(late.keySet())));
        } catch (GatewayRefused | Invalid | Conflict | Forbidden | Unavailable refused) {
            visit.failed("apis.new.not-published", name, version, String.valueOf(refused.getMessage()));
        }
    }
}
