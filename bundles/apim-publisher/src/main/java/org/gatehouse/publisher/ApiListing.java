package org.gatehouse.publisher;

import java.util.List;
import org.gatehouse.domain.Forbidden;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.identity.Caller;
import org.gatehouse.domain.identity.Permission;
import org.gatehouse.publisher.rules.ContextRules;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What there is in the caller's tenant. Every verb throws {@link Forbidden} for who neither creates nor publishes. */
@Component(service = ApiListing.class)
public final class ApiListing {
    private final Apis apis;
    private final OwnApis own;
    private final ContextRules contexts;

    /** Over the stored APIs. */
    @Activate
    public ApiListing(@Reference Apis apis) {
        this.apis = apis;
        this.own = new OwnApis(apis);
        this.contexts = new ContextRules(apis);
    }

    /**
     * The API.
     *
     * @throws NotFound if there is none of that name, or it belongs to another tenant
     */
    public Api find(Caller caller, ApiId id) {
        return own.find(caller, id);
    }

    /** All APIs of the caller's tenant, by name and version. */
    public List<ApiSummary> all(Caller caller) {
        requireProvider(caller);
        return apis.list(ApiQuery.of(caller.tenant()));
    }

    /**
     * The wanted part of some of these.
     *
     * @param query which ones, and in which order
     * @throws Forbidden if it asks for APIs of another tenant
     */
    public Page<ApiSummary> page(Caller caller, ApiQuery query, PageRequest wanted) {
        requireProvider(caller);
        if (!query.tenant().equals(caller.tenant())) {
            throw new Forbidden("APIs of " + query.tenant() + " are not shown to users of " + caller.tenant());
        }
        return apis.page(query, wanted);
    }

    /** The tags that most of the APIs of the caller's tenant have, so many at most. */
    public List<TagCount> tags(Caller caller, int most) {
        requireProvider(caller);
        return apis.tags(ApiQuery.of(caller.tenant()), most);
    }

    /** All versions of the API, by version; none of one of another tenant. */
    public List<ApiSummary> versions(Caller caller, ApiId id) {
        requireProvider(caller);
        return id.provider().tenant().equals(caller.tenant())
                ? apis.list(ApiQuery.versions(id.provider(), id.name()))
                : List.of();
    }

    /** Whether some API of the caller's tenant has this name, in any case. */
    public boolean nameTaken(Caller caller, String name) {
        requireProvider(caller);
        return apis.nameTaken(caller.tenant(), name.trim());
    }

    /** Whether no API of the caller's tenant can have this context, with or without {@code {version}}. */
    public boolean contextTaken(Caller caller, String context) {
        requireProvider(caller);
        return contexts.isTaken(caller.user(), context);
    }

    /** Whether an API of the caller's tenant has a scope of that key. */
    public boolean scopeTaken(Caller caller, String key) {
        requireProvider(caller);
        return apis.scopeTaken(caller.tenant(), key, new ApiId(caller.user(), "", ""));
    }

    private static void requireProvider(Caller caller) {
        caller.requireAny(Permission.CREATE_APIS, Permission.PUBLISH_APIS);
    }
}
