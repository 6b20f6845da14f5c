package org.gatehouse.persistence.search;

import java.time.Instant;
import java.util.List;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.SearchedApi;
import org.gatehouse.domain.catalog.Visibility;

/**
 * What the index is told of an API.
 *
 * @param number its number in the database
 * @param id what tells it from others
 * @param status where it stands in its life cycle
 * @param visibility who sees it
 * @param tags words to find it by
 * @param changed when it was changed last
 * @param order comes, by its code points, where the API comes by name and version
 * @param searched what texts are looked for in
 */
public record IndexedApi(
        long number,
        ApiId id,
        ApiStatus status,
        Visibility visibility,
        List<String> tags,
        Instant changed,
        String order,
        SearchedApi searched) {
    /** Copies its list. */
    public IndexedApi {
        tags = List.copyOf(tags);
    }
}
