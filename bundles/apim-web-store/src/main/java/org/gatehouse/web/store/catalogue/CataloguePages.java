package org.gatehouse.web.store.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.store.Catalogue;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Part;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.store.StorePages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What there is to subscribe to, for whoever looks around. */
@Component(property = "apim.door=store")
public final class CataloguePages implements PageSection {
    private static final int POPULAR = 8;

    private final Catalogue catalogue;

    /** Over the store's verbs. */
    @Activate
    public CataloguePages(@Reference Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void open(Routes routes) {
        routes.show(StorePages.HOME, this::list).show("/apis/info", CataloguePages::one);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("catalogue.title", "box-seam", StorePages.HOME, 10, true));
    }

    /** Other stores lead to an API so, as those of 1.9 do: what is found by its name is what they mean. */
    private static Page one(PageVisit visit) {
        String name = visit.parameters().required("name").replace("\"", "");
        String tenant = UserName.parse(visit.parameters().required("provider")).tenant();
        return Page.to(StorePages.HOME + "?query=" + encoded("name:\"" + name + "\"")
                + (tenant.equals(UserName.SUPER_TENANT) ? "" : "&tenant=" + encoded(tenant)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Page list(PageVisit visit) {
        String tenant = tenant(visit);
        String tag = visit.parameters().text("tag").trim();
        String query = visit.parameters().text("query").trim();
        Caller caller = visit.visitor().orElse(null);
        int number = Part.number(visit.parameters());
        try {
            org.gatehouse.domain.Page<Offer> found = catalogue
                    .offered(caller, tenant, query, tag, Part.wanted(number))
                    .map(Offer::of);
            return show(visit, found.items(), new Part(number, found.items().size(), found.total()), "");
        } catch (Invalid unreadable) {
            return show(visit, List.of(), new Part(1, 0, 0), String.valueOf(unreadable.getMessage()));
        }
    }

    private Page show(PageVisit visit, List<Offer> apis, Part part, String problem) {
        String tenant = tenant(visit);
        return Page.show(
                200,
                "catalogue/list",
                Page.values(
                        "apis",
                        apis,
                        "part",
                        part,
                        "problem",
                        problem,
                        "tags",
                        catalogue.tags(visit.visitor().orElse(null), tenant, POPULAR),
                        "tag",
                        visit.parameters().text("tag").trim(),
                        "query",
                        visit.parameters().text("query").trim(),
                        "tenant",
                        tenant,
                        "isSuperTenant",
                        tenant.equals(UserName.SUPER_TENANT)));
    }

    private static String tenant(PageVisit visit) {
        return visit.parameters().text("tenant", UserName.SUPER_TENANT).trim();
    }
}
