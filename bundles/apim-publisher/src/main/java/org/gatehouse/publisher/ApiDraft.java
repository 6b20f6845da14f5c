package org.gatehouse.publisher;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Definition;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Thumbnail;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.catalog.definition.ParsedDefinition;
import org.gatehouse.domain.catalog.wsdl.Wsdl;
import org.gatehouse.domain.identity.UserName;
import org.jspecify.annotations.Nullable;

/**
 * What someone says of an API they create or change.
 *
 * @param id what tells it from others
 * @param context path on the gateway, with or without a slash in front and with or without {@code {version}}
 * @param description what people read
 * @param visibility who sees it
 * @param availability who may subscribe
 * @param backend where calls go
 * @param transports {@code http}, {@code https} or both; empty means both
 * @param tiers names of the tiers it can be subscribed with
 * @param resources what can be called
 * @param scopes the scopes that guard its resources
 * @param mediation what the gateway does besides passing on
 * @param defaultVersion whether calls without a version reach this version
 * @param environments names of the gateways it goes to; empty means all
 * @param original the API of another store that it only advertises; null if it is served here
 * @param definition what they have written of it, from which resources and scopes are; null leaves what there is
 * @param thumbnail its picture; null leaves the one there is, if the description still leads to it
 * @param wsdl its WSDL; null leaves the one there is, if the description still leads to it
 */
@RecordBuilder
@RecordBuilder.Options(addClassRetainedGenerated = true, enableGetters = false, addStaticBuilder = false)
public record ApiDraft(
        ApiId id,
        String context,
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
        @Nullable Definition definition,
        @Nullable Thumbnail thumbnail,
        @Nullable Wsdl wsdl)
        implements ApiDraftBuilder.With {
    /** Those that there are. */
    static final Set<String> TRANSPORTS = Set.of("http", "https");

    /** Copies its collections. */
    public ApiDraft {
        transports = Set.copyOf(transports);
        tiers = List.copyOf(tiers);
        resources = List.copyOf(resources);
        scopes = List.copyOf(scopes);
        environments = Set.copyOf(environments);
    }

    /** One that says nothing yet: without a context and a back end, and with nothing to call. */
    public static ApiDraft blank(ApiId id) {
        return new ApiDraft(
                id,
                "",
                Description.NONE,
                Visibility.PUBLIC,
                Availability.CURRENT_TENANT,
                Backend.NONE,
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                Mediation.NONE,
                false,
                Set.of(),
                null,
                null,
                null,
                null);
    }

    /** The API as it is. */
    public static ApiDraft of(Api api) {
        return new ApiDraft(
                api.id(),
                api.contextTemplate(),
                api.description(),
                api.visibility(),
                api.availability(),
                api.backend(),
                api.transports(),
                api.tiers(),
                api.resources(),
                api.scopes(),
                api.mediation(),
                api.defaultVersion(),
                api.environments(),
                api.original(),
                null,
                null,
                null);
    }

    /** The API that it becomes, at revision 1, if that somebody saves it then. */
    public Api saved(ApiStatus status, Instant at, @Nullable UserName by) {
        return new Api(
                id,
                contextTemplate(),
                status,
                description,
                visibility,
                availability,
                backend,
                transports.isEmpty() ? TRANSPORTS : transports,
                tiers,
                resources,
                scopes,
                mediation,
                defaultVersion,
                environments,
                original,
                at,
                by,
                1);
    }

    /** The same with resources, scopes and definition as somebody has written them. */
    public ApiDraft describedBy(ParsedDefinition written) {
        return withResources(written.resources()).withScopes(written.scopes()).withDefinition(written.definition());
    }

    /**
     * The context with {@code {version}} in it: where it says so, else at its end; under {@code /t/tenant} for the
     * tenants that are not the default one.
     */
    public String contextTemplate() {
        String path = context.startsWith("/") ? context : "/" + context;
        String versioned = path.contains("{version}") ? path : path.replaceAll("/+$", "") + "/{version}";
        String tenant = "/t/" + id.provider().tenant();
        return id.provider().inSuperTenant() || versioned.startsWith(tenant + "/") ? versioned : tenant + versioned;
    }
}
