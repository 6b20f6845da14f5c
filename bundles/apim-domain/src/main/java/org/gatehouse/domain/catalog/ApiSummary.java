package org.gatehouse.domain.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a list shows of an API.
 *
 * @param id what tells it from others
 * @param contextTemplate path on the gateway with {@code {version}} in it
 * @param status where it stands in its life cycle
 * @param description what people read
 * @param visibility who sees it
 * @param tiers names of the tiers it can be subscribed with, in the order given
 * @param defaultVersion whether calls without a version reach this version
 * @param original the API of another store that this one only advertises; null if it is served here
 * @param lastUpdated when it was changed last; steps in its life are not counted
 * @param revision 1 at first, and one more with each change of it
 * @param subscribers how many applications are subscribed
 */
public record ApiSummary(
        ApiId id,
        String contextTemplate,
        ApiStatus status,
        Description description,
        Visibility visibility,
        List<String> tiers,
        boolean defaultVersion,
        @Nullable Original original,
        Instant lastUpdated,
        long revision,
        long subscribers) {
    /** Copies its list. */
    public ApiSummary {
        tiers = List.copyOf(tiers);
    }

    /** Of an API that so many applications are subscribed to. */
    public static ApiSummary of(Api api, long subscribers) {
        return new ApiSummary(
                api.id(),
                api.contextTemplate(),
                api.status(),
                api.description(),
                api.visibility(),
                api.tiers(),
                api.defaultVersion(),
                api.original(),
                api.lastUpdated(),
                api.revision(),
                subscribers);
    }

    /** The path under which this version is called: the template with its version in place. */
    public String context() {
        return contextTemplate.replace("{version}", id.version());
    }

    /** The path under which calls without a version come to the default version. */
    public String unversionedContext() {
        return Api.unversioned(contextTemplate);
    }
}
