package org.gatehouse.web.publisher.apis;

import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.web.publisher.CalledApi;

/**
 * A version of an API beside the others.
 *
 * @param version its name
 * @param status where it stands
 * @param query what names it in an address
 * @param isThis whether it is the one that is shown
 * @param isDefault whether calls without a version reach it
 */
public record VersionRow(String version, String status, String query, boolean isThis, boolean isDefault) {
    static VersionRow of(ApiSummary api, ApiId shown) {
        return new VersionRow(
                api.id().version(),
                api.status().name(),
                CalledApi.query(api.id()),
                api.id().equals(shown),
                api.defaultVersion());
    }
}
