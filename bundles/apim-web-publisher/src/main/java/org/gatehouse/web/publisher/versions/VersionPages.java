package org.gatehouse.web.publisher.versions;

import java.util.Map;
import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.Unavailable;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiTaken;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.ApiVersions;
import org.gatehouse.web.page.Form;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.CalledApi;
import org.gatehouse.web.publisher.apis.ApiRow;
import org.gatehouse.web.publisher.apis.OverviewPages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The page on which a new version of an API begins. */
@Component(property = "apim.door=publisher")
public final class VersionPages implements PageSection {
    private static final String PATH = "/apis/version";

    private final ApiListing listing;
    private final ApiVersions versions;

    /** Over the publisher's verbs. */
    @Activate
    public VersionPages(@Reference ApiListing listing, @Reference ApiVersions versions) {
        this.listing = listing;
        this.versions = versions;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PATH, visit -> show(visit, Form.filled(Map.of()))).form(PATH, this::copy);
    }

    private Page show(PageVisit visit, Form form) {
        visit.caller().requireAny(Permission.CREATE_APIS);
        Api api = listing.find(visit.caller(), CalledApi.id(visit.parameters()));
        return Page.show(
                form.status(),
                "versions/new",
                Page.values("api", ApiRow.of(api), "query", CalledApi.query(api.id()), "form", form));
    }

    private Page copy(PageVisit visit) {
        Form form = new Form(visit.parameters());
        ApiId from = CalledApi.id(visit.parameters());
        String version = form.required("new-version", "versions.missing");
        if (!form.isGood()) {
            return show(visit, form);
        }
        try {
            Api copy = versions.copy(
                    visit.caller(), from, version, visit.parameters().has("default"));
            visit.done("versions.created", from.name(), version, from.version());
            return Page.to(OverviewPages.of(copy.id()));
        } catch (ApiTaken taken) {
            return show(visit, form.refuse("new-version", "versions.taken", from.name(), version));
        } catch (Invalid | Conflict | Unavailable refused) {
            return show(visit, form.refuseBecause("new-version", refused));
        }
    }
}
