package org.gatehouse.web.store.catalogue;

import java.util.List;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.catalog.wsdl.Wsdls;
import org.gatehouse.web.page.Tile;

/**
 * An API as the store shows it.
 *
 * @param elsewhere where people subscribe to it, if it is only advertised here; else empty
 * @param picture where its thumbnail is at this door; empty if it has none
 * @param wsdl where its WSDL is at this door; empty if it has none
 */
public record Offer(
        Tile tile,
        String name,
        String version,
        String provider,
        String context,
        String description,
        List<String> tags,
        String tiers,
        String elsewhere,
        String picture,
        String wsdl) {
    static Offer of(ApiSummary api) {
        return new Offer(
                Tile.of(api.id().name()),
                api.id().name(),
                api.id().version(),
                api.id().provider().toString(),
                api.context(),
                api.description().text(),
                api.description().tags(),
                String.join(", ", api.tiers()),
                api.original() == null ? "" : api.original().page(api.id()),
                Thumbnails.has(api.description()) ? ThumbnailPages.path(api.id()) : "",
                Wsdls.has(api.description()) ? WsdlPages.of(api.id()) : "");
    }
}
