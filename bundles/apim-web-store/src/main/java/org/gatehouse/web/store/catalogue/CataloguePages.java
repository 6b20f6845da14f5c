package org.gatehouse.web.store.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.store.Catalogue;
import org.gatehouse.web.page.MenuEntry;
import org.gatehouse.web.page.Page;
import org.gatehouse.web.page.PageSection;
import org.gatehouse.web.page.PageVisit;
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
        routes.show(StorePages.HOME, this::list);
    }

    @Override
    public List<MenuEntry> menu() {
        return List.of(new MenuEntry("catalogue.title", "box-seam", StorePages.HOME, 10, true));
    }

    private Page list(PageVisit visit) {
        String tenant = visit.parameters().text("tenant", UserName.SUPER_TENANT).trim();
        String tag = visit.parameters().text("tag").trim();
        String query = visit.parameters().text("query").trim();
        List<Offer> all = catalogue.offered(visit.visitor().orElse(null), tenant).stream()
                .map(Offer::of)
                .sorted(Comparator.comparing(Offer::name, String.CASE_INSENSITIVE_ORDER)
                        .thenComparing(Offer::version))
                .toList();
        return Page.show(
                "catalogue/list",
                "apis",
                all.stream()
                        .filter(offer -> offer.isTagged(tag) && offer.speaksOf(query))
                        .toList(),
                "total",
                all.size(),
                "tags",
                popular(all),
                "tag",
                tag,
                "query",
                query,
                "tenant",
                tenant,
                "isSuperTenant",
                tenant.equals(UserName.SUPER_TENANT));
    }

    /** The tags that most of them have, with how many have them. */
    private static List<Map.Entry<String, Long>> popular(List<Offer> offers) {
        Map<String, Long> counts = offers.stream()
                .flatMap(offer -> offer.tags().stream())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(POPULAR)
                .toList();
    }
}
