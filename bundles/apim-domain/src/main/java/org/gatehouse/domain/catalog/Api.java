package org.gatehouse.domain.catalog;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * An API as its provider described it.
 *
 * @param id what tells it from others
 * @param contextTemplate path on the gateway with {@code {version}} in it; begins with a slash
 * @param status where it stands in its life cycle
 * @param description what people read
 * @param visibility who sees it
 * @param availability who may subscribe
 * @param backend where calls go
 * @param transports {@code http}, {@code https} or both
 * @param tiers names of the tiers it can be subscribed with, in the order given
 * @param resources what can be called, in the order given
 * @param scopes the scopes that guard its resources
 * @param mediation what the gateway does besides passing on
 * @param defaultVersion whether calls without a version reach this version
 * @param environments names of the gateways it goes to; empty means all
 * @param original the API of another store that this one only advertises, so that no gateway has it; null if it is served here
 * @param lastUpdated when it was changed last; steps in its life are not counted
 * @param lastUpdatedBy who did that; null where it is not known
 * @param revision 1 at first, and one more with each change of it, steps in its life included
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true, enableGetters = false, addStaticBuilder = false)
public record Api(
        ApiId id,
        String contextTemplate,
        ApiStatus status,
        Description description,
        Visibility visibility,
        Availability availability,
        Backend backend,
        Set<String> transports,
        List<String> tiers,
        List<ApiResource> resources,
        List<Scope> scopes,
        Mediation mediation,
        boolean defaultVersion,
        Set<String> environments,
        @Nullable Original original,
        Instant lastUpdated,
        @Nullable UserName lastUpdatedBy,
        long revision)
        implements ApiBuilder.With {
    /** Copies its collections. */
    public Api {
        transports = Set.copyOf(transports);
        tiers = List.copyOf(tiers);
        resources = List.copyOf(resources);
        scopes = List.copyOf(scopes);
        environments = Set.copyOf(environments);
    }

    /** Whether gateways have it: by its status, unless it is only advertised. */
    public boolean isOnGateway() {
        return status.isOnGateway() && original == null;
    }

    /** The path under which this version is called: the template with its version in place. */
    public String context() {
        return contextTemplate.replace("{version}", id.version());
    }

    /** The path under which calls without a version come to the default version. */
    public String unversionedContext() {
        return unversioned(contextTemplate);
    }

    /** A context template without its version; a slash if nothing else is in it. */
    public static String unversioned(String contextTemplate) {
        String rest = contextTemplate.replace("/{version}", "");
        return rest.isEmpty() ? "/" : rest;
    }
}
