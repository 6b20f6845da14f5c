package org.gatehouse.web.publisher.apis;

import java.util.List;
import java.util.stream.Stream;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.SavedFilters;
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
    /** So many can be chosen from; any other can be typed. */
    private static final int MOST_TAGS = 100;

    private final ApiListing listing;
    private final SavedFilters saved;

    /** Over the publisher's verbs. */
    @Activate
    public ApiPages(@Reference ApiListing listing, @Reference SavedFilters saved) {
        this.listing = listing;
        this.saved = saved;
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
        int number = Part.number(visit.parameters());
        try {
            org.gatehouse.domain.Page<ApiRow> found = listing.page(
                            caller, filter.of(caller.tenant()), Part.wanted(number))
                    .map(ApiRow::of);
            Part part = new Part(number, found.items().size(), found.total());
            return show(caller, filter, found.items(), part, "");
        } catch (Invalid unreadable) {
            return show(caller, filter, List.of(), new Part(1, 0, 0), String.valueOf(unreadable.getMessage()));
        }
    }

    private Page show(Caller caller, ApiFilter filter, List<ApiRow> apis, Part part, String problem) {
        return Page.show(
                200,
                "apis/list",
                Page.values(
                        "apis", apis,
                        "part", part,
                        "filter", filter,
                        "problem", problem,
                        "states", Stream.of(ApiStatus.values()).map(Enum::name).toList(),
                        "tags", tags(caller, filter),
                        "saved", saved.list(caller),
                        "self", caller.user().toString(),
                        "tenant", caller.tenant(),
                        "mayEdit", caller.may(Permission.CREATE_APIS),
                        "mayPublish", caller.may(Permission.PUBLISH_APIS)));
    }

    /** By name; with the one that is chosen, which a stale address may have from long ago. */
    private List<String> tags(Caller caller, ApiFilter filter) {
        return Stream.concat(listing.tags(caller, MOST_TAGS).stream().map(TagCount::tag), Stream.of(filter.tag()))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList();
    }
}
