package org.gatehouse.web.publisher.apis;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.gatehouse.domain.Changed;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.wsdl.MalformedWsdl;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.gateway.GatewayRefused;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.domain.tier.Tier;
import org.gatehouse.domain.tier.Tiers;
import org.gatehouse.publisher.ApiEditing;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiWsdls;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.request.Parameters;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The page on which an API is changed. */
@Component(property = "apim.door=publisher")
public final class EditPages implements PageSection {
    private static final String WSDL = "wsdl";

    private final ApiListing listing;
    private final ApiEditing editing;
    private final ApiWsdls wsdls;
    private final Tiers tiers;

    /** Over the publisher's verbs. */
    @Activate
    public EditPages(
            @Reference ApiListing listing,
            @Reference ApiEditing editing,
            @Reference ApiWsdls wsdls,
            @Reference Tiers tiers) {
        this.listing = listing;
        this.editing = editing;
        this.wsdls = wsdls;
        this.tiers = tiers;
    }

    @Override
    public void open(Routes routes) {
        routes.show("/apis/edit", this::show).form("/apis/edit", this::save);
    }

    private Page show(PageVisit visit) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        Api api = called(visit);
        return show(visit, api, EditForm.of(api));
    }

    private Api called(PageVisit visit) {
        return listing.find(visit.caller(), CalledApi.id(visit.parameters()));
    }

    private Page show(PageVisit visit, Api api, Form form) {
        return Page.show(
                form.status(),
                "apis/edit",
                Page.values(
                        "api", ApiRow.of(api),
                        "query", CalledApi.query(api.id()),
                        "mayEdit", true,
                        "isPlain", EditForm.isPlain(api),
                        "hasWsdl", !api.description().wsdl().isEmpty(),
                        "tenant", visit.caller().tenant(),
                        "tiers", EditForm.tiers(api, offered(visit.caller())),
                        "form", form));
    }

    private List<String> offered(Caller caller) {
        return tiers.offered(caller.tenant()).stream().map(Tier::name).toList();
    }

    private Page save(PageVisit visit) {
        Caller caller = visit.caller();
        caller.requireAny(Permission.CREATE_APIS);
        ApiId id = CalledApi.id(visit.parameters());
        Form form = new Form(visit.parameters());
        List<String> offered = offered(caller);
        NewForm.endpoints(form);
        if (!form.isGood()) {
            return show(visit, called(visit), form);
        }
        try {
            Wsdl wsdl = wsdl(caller, visit.parameters());
            Map<String, String> late = editing.update(
                            caller,
                            id,
                            form.revision(),
                            before -> EditForm.draft(before, form, visit.parameters(), offered, wsdl))
                    .late();
            visit.done(
                    late.isEmpty() ? "apis.saved" : "apis.saved-late",
                    id.name(),
                    id.version(),
                    String.join(", ", new TreeSet<>(late.keySet())));
            return Page.to(OverviewPages.of(id));
        } catch (Changed meanwhile) {
            return show(visit, called(visit), form.overtakenBy(meanwhile));
        } catch (MalformedWsdl refused) {
            return show(visit, called(visit), form.refuseBecause(WSDL, refused));
        } catch (GatewayRefused | Invalid | Conflict | Unavailable refused) {
            return show(visit, called(visit), NewForm.refuse(form, refused));
        }
    }

    private @Nullable Wsdl wsdl(Caller caller, Parameters sent) {
        return sent.upload(WSDL).map(file -> wsdls.read(caller, file.content())).orElse(null);
    }
}
