package org.gatehouse.web.publisher.apis;

import java.time.Instant;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.web.page.Tile;
import org.gatehouse.web.publisher.CalledApi;

/**
 * An API in the list.
 *
 * @param picture where its thumbnail is at this door; empty if it has none
 */
public record ApiRow(
        Tile tile,
        String name,
        String version,
        String provider,
        String context,
        String status,
        long subscribers,
        Instant changed,
        long revision,
        String picture) {
    /** One that is shown by itself, so without its subscribers. */
    public static ApiRow of(Api api) {
        return of(ApiSummary.of(api, 0));
    }

    /** With its subscribers. */
    public static ApiRow of(ApiSummary api) {
        return new ApiRow(
                Tile.of(api.id().name()),
                api.id().name(),
                api.id().version(),
                api.id().provider().toString(),
                api.context(),
                api.status().name(),
                api.subscribers(),
                api.lastUpdated(),
                api.revision(),
                Thumbnails.has(api.description()) ? ThumbnailPages.of(api.id()) : "");
    }

    /** The part of an address that names it. */
    public String query() {
        return CalledApi.query(new ApiId(UserName.parse(provider), name, version));
    }

    /** Whether publishing it would change something. */
    public boolean isPublishable() {
        return !status.equals(ApiStatus.PUBLISHED.name());
    }
}
