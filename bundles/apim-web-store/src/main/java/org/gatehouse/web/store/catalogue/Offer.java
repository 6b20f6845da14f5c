package org.gatehouse.web.store.catalogue;

import java.util.List;
import java.util.Locale;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.web.page.Tile;

/** An API as the store shows it. */
public record Offer(
        Tile tile,
        String name,
        String version,
        String provider,
        String context,
        String description,
        List<String> tags,
        String tiers) {
    static Offer of(ApiSummary api) {
        return new Offer(
                Tile.of(api.id().name()),
                api.id().name(),
                api.id().version(),
                api.id().provider().toString(),
                api.context(),
                api.description().text(),
                api.description().tags(),
                String.join(", ", api.tiers()));
    }

    boolean isTagged(String tag) {
        return tag.isEmpty() || tags.contains(tag);
    }

    boolean speaksOf(String query) {
        String all = String.join("\n", name, version, provider, context, description, String.join("\n", tags));
        return all.toLowerCase(Locale.ROOT).contains(query.toLowerCase(Locale.ROOT));
    }
}
