package org.gatehouse.web.publisher.apis;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Part;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.PublisherPages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The list of APIs. */
@Component(property = "apim.door=publisher")
public final class ApiPages implements PageSection {
    private final ApiListing listing;

    /** Over the publisher's verbs. */
    @Activate
    public ApiPages(@Reference ApiListing listing) {
        this.listing = listing;
    }

    @Override
    public void open(Routes routes) {
        routes.show(PublisherPages.HOME, this::list);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("apis.title", "box-seam", PublisherPages.HOME, 10, false));
    }

    private Page list(PageVisit visit) {
        Caller caller = visit.caller();
        ApiFilter filter = ApiFilter.of(visit.parameters());
        String self = caller.user().toString();
        int number = Part.number(visit.parameters());
        org.gatehouse.domain.Page<ApiRow> found = listing.page(caller, filter.of(caller.tenant()), Part.wanted(number))
                .map(ApiRow::of);
        return Page.show(
                "apis/list",
                "apis",
                found.items(),
                "part",
                new Part(number, found.items().size(), found.total()),
                "filter",
                filter,
                "states",
                Stream.of(ApiStatus.values()).map(Enum::name).toList(),
                "self",
                self,
                "tenant",
                caller.tenant(),
                "mayEdit",
                caller.may(Permission.CREATE_APIS),
                "mayPublish",
                caller.may(Permission.PUBLISH_APIS));
    }
}
