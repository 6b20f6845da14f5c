package org.gatehouse.store;

import java.util.EnumSet;
import java.util.List;
import org.gatehouse.domain.Invalid;
import org.gatehouse.domain.NotFound;
import org.gatehouse.domain.Page;
import org.gatehouse.domain.PageRequest;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiQuery;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.Apis;
import org.gatehouse.domain.catalog.SearchTerm;
import org.gatehouse.domain.catalog.TagCount;
import org.gatehouse.domain.catalog.UnknownApi;
import org.gatehouse.domain.catalog.Viewer;
import org.gatehouse.domain.identity.Caller;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What there is to subscribe to, for anyone who looks: a caller of null is someone who is not signed in. */
@Component(service = Catalogue.class, configurationPid = "apim.store")
@Designate(ocd = Catalogue.Config.class)
public final class Catalogue {
    private final Apis apis;
    private final boolean allVersions;
    private final boolean deprecatedToo;

    /** As configured. */
    @Activate
    public Catalogue(@Reference Apis apis, Config config) {
        this(apis, config.display_multiple_versions(), config.display_all_apis());
    }

    /** Of these APIs. */
    public Catalogue(Apis apis, boolean allVersions, boolean deprecatedToo) {
        this.apis = apis;
        this.allVersions = allVersions;
        this.deprecatedToo = deprecatedToo;
    }

    /**
     * The APIs that are offered to a caller, by name: of each the newest version, unless all are wanted.
     *
     * @param tenant whose store it is
     */
    public List<ApiSummary> offered(@Nullable Caller caller, String tenant) {
        return apis.list(offer(caller, tenant));
    }

    /**
     * The wanted part of these.
     *
     * @param text what is looked for in what the caller may read of them, as {@link SearchTerm#typed} reads it; empty for all
     * @param tag a tag that they have; empty for any
     * @throws Invalid if the text can't be read so
     */
    public Page<ApiSummary> offered(
            @Nullable Caller caller, String tenant, String text, String tag, PageRequest wanted) {
        return apis.page(offer(caller, tenant).typed(text, tag), wanted);
    }

    /** The tags that most of the APIs have that are offered to a caller. */
    public List<TagCount> tags(@Nullable Caller caller, String tenant, int most) {
        return apis.tags(offer(caller, tenant), most);
    }

    private ApiQuery offer(@Nullable Caller caller, String tenant) {
        EnumSet<ApiStatus> listed =
                deprecatedToo ? EnumSet.of(ApiStatus.PUBLISHED, ApiStatus.DEPRECATED) : EnumSet.of(ApiStatus.PUBLISHED);
        return ApiQuery.of(tenant).seenBy(Viewer.of(caller, tenant), listed, !allVersions);
    }

    /** Whether a caller may see what a list shows of an API. */
    public boolean isShown(@Nullable Caller caller, ApiSummary api) {
        return api.status().isOnGateway()
                && Viewer.of(caller, api.id().provider().tenant()).sees(api.visibility());
    }

    /**
     * An API that the caller may see and gateways have.
     *
     * @throws NotFound if there is none
     */
    public Api api(@Nullable Caller caller, ApiId id) {
        return apis.find(id)
                .filter(api -> ApiAccess.isVisible(caller, api) && api.status().isOnGateway())
                .orElseThrow(() -> new UnknownApi(id));
    }

    /** What an operator may set. */
    @ObjectClassDefinition(name = "API Manager: store")
    @interface Config {
        @AttributeDefinition(description = "Whether every version of an API is listed, or only the newest.")
        boolean display_multiple_versions() default false;

        @AttributeDefinition(description = "Whether deprecated APIs are listed too.")
        boolean display_all_apis() default false;
    }
}
