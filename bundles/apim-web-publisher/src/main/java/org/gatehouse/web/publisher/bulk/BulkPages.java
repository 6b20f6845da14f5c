package org.gatehouse.web.publisher.bulk;

import java.util.Comparator;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.publisher.ApiListing;
import org.gatehouse.publisher.BulkChange;
import org.gatehouse.publisher.BulkChanges;
import org.gatehouse.publisher.BulkEffect;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
import org.gatehouse.web.page.Routes;
import org.gatehouse.web.publisher.PublisherPages;
import org.gatehouse.web.publisher.apis.ApiFilter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What would become of the APIs that were picked in the list, and what became of them. */
@Component(property = "apim.door=publisher")
public final class BulkPages implements PageSection {
    private final ApiListing listing;
    private final BulkChanges bulk;

    /** Over the publisher's verbs. */
    @Activate
    public BulkPages(@Reference ApiListing listing, @Reference BulkChanges bulk) {
        this.listing = listing;
        this.bulk = bulk;
    }

    @Override
    public void open(Routes routes) {
        routes.show("/apis/bulk", visit -> Page.to(PublisherPages.HOME))
                .form("/apis/bulk", this::preview)
                .show("/apis/bulk/make", visit -> Page.to(PublisherPages.HOME))
                .form("/apis/bulk/make", this::make);
    }

    private Page preview(PageVisit visit) {
        Caller caller = visit.caller();
        BulkForm form = new BulkForm(visit.parameters());
        ApiFilter filter = ApiFilter.of(visit.parameters());
        BulkChange change;
        List<ApiId> picked;
        long total;
        try {
            change = form.change();
            if (form.isAll()) {
                org.gatehouse.domain.Page<ApiSummary> found =
                        listing.page(caller, filter.of(caller.tenant()), PageRequest.first(BulkChanges.MOST));
                picked = found.items().stream().map(ApiSummary::id).toList();
                total = found.total();
            } else {
                picked = form.picked();
                total = picked.size();
            }
        } catch (Invalid refused) {
            visit.failed("bulk.refused", String.valueOf(refused.getMessage()));
            return back(filter);
        }
        if (picked.isEmpty()) {
            visit.failed("bulk.none-picked");
            return back(filter);
        }
        return show("bulk/preview", form, filter, bulk.preview(caller, change, picked), total);
    }

    private Page make(PageVisit visit) {
        BulkForm form = new BulkForm(visit.parameters());
        // What is left to be done is not to be looked for among a hundred.
        List<BulkEffect> effects = bulk.make(visit.caller(), form.change(), form.seen()).stream()
                .sorted(Comparator.comparing(effect -> effect.kind() == BulkEffect.Kind.DONE))
                .toList();
        return show("bulk/result", form, ApiFilter.of(visit.parameters()), effects, effects.size());
    }

    private static Page back(ApiFilter filter) {
        return Page.to(PublisherPages.HOME + "?" + filter.address());
    }

    private static Page show(String template, BulkForm form, ApiFilter filter, List<BulkEffect> effects, long total) {
        List<BulkRow> rows = effects.stream().map(BulkRow::of).toList();
        return Page.show(
                200,
                template,
                Page.values(
                        "rows", rows,
                        "todo", of(rows, BulkEffect.Kind.POSSIBLE, BulkEffect.Kind.NOT_BEGUN),
                        "changed", of(rows, BulkEffect.Kind.DONE).size(),
                        "subscribers",
                                of(rows, BulkEffect.Kind.POSSIBLE).stream()
                                        .mapToLong(BulkRow::subscribers)
                                        .sum(),
                        "total", total,
                        "action", form.action(),
                        "named", form.named(),
                        "filter", filter));
    }

    private static List<BulkRow> of(List<BulkRow> rows, BulkEffect.Kind... kinds) {
        return rows.stream()
                .filter(row -> List.of(kinds).stream().anyMatch(row::is))
                .toList();
    }
}
