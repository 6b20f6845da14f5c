package org.gatehouse.web.publisher.apis;

import org.gatehouse.domain.Conflict;
import org.gatehouse.domain.Invalid;
import org.gatehouse.publisher.SavedFilter;
import org.gatehouse.publisher.SavedFilters;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.PublisherPages;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Filters of the list of APIs that somebody keeps by a name, and forgets. */
@Component(property = "apim.door=publisher")
public final class FilterPages implements PageSection {
    private final SavedFilters filters;

    /** Over the publisher's verbs. */
    @Activate
    public FilterPages(@Reference SavedFilters filters) {
        this.filters = filters;
    }

    @Override
    public void open(Routes routes) {
        routes.form("/apis/filters", this::save).form("/apis/filters/remove", this::remove);
    }

    private Page save(PageVisit visit) {
        ApiFilter filter = ApiFilter.of(visit.parameters());
        String name = visit.parameters().text("filter-name").trim();
        try {
            filters.save(visit.caller(), new SavedFilter(name, filter.address()));
            visit.done("apis.filter.saved", name);
        } catch (Invalid | Conflict refused) {
            visit.failed("apis.filter.not-saved", String.valueOf(refused.getMessage()));
        }
        return list(filter);
    }

    private Page remove(PageVisit visit) {
        String name = visit.parameters().text("filter-name").trim();
        try {
            filters.remove(visit.caller(), name);
            visit.done("apis.filter.removed", name);
        } catch (Conflict refused) {
            visit.failed("apis.filter.not-saved", String.valueOf(refused.getMessage()));
        }
        return list(ApiFilter.of(visit.parameters()));
    }

    private static Page list(ApiFilter filter) {
        return Page.to(PublisherPages.HOME + "?" + filter.address());
    }
}
