package org.gatehouse.persistence.catalog;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiStatus;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Contact;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Original;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Transition;
import org.gatehouse.domain.catalog.Visibility;
import org.gatehouse.domain.identity.UserName;
import org.gatehouse.persistence.database.Words;
import org.jdbi.v3.core.result.RowView;
import org.jspecify.annotations.Nullable;

/** How an API and what belongs to it stand in rows. */
public final class ApiRows {
    private ApiRows() {}

    static Api api(RowView found) {
        return new Api(
                id(found),
                found.getColumn("CONTEXT_TEMPLATE", String.class),
                found.getColumn("STATUS", ApiStatus.class),
                description(found),
                visibility(found),
                new Availability(
                        found.getColumn("AVAILABILITY", Availability.Level.class),
                        found.getColumn("TENANTS", Words.class).set()),
                backend(found),
                found.getColumn("TRANSPORTS", Words.class).set(),
                found.getColumn("TIERS", Words.class).list(),
                List.of(),
                List.of(),
                mediation(found),
                found.getColumn("DEFAULT_VERSION", Boolean.class),
                found.getColumn("ENVIRONMENTS", Words.class).set(),
                original(found),
                found.getColumn("UPDATED_TIME", Instant.class),
                found.getColumn("UPDATED_BY", UserName.class),
                found.getColumn("REVISION", Long.class));
    }

    /** What a list shows: of the columns of {@link ApiSearch#SELECT}. */
    public static ApiSummary summary(RowView found) {
        return new ApiSummary(
                id(found),
                found.getColumn("CONTEXT_TEMPLATE", String.class),
                found.getColumn("STATUS", ApiStatus.class),
                description(found),
                visibility(found),
                found.getColumn("TIERS", Words.class).list(),
                found.getColumn("DEFAULT_VERSION", Boolean.class),
                original(found),
                found.getColumn("UPDATED_TIME", Instant.class),
                found.getColumn("REVISION", Long.class),
                found.getColumn("SUBSCRIBERS", Long.class));
    }

    /** Of the columns API_PROVIDER, API_NAME and API_VERSION. */
    public static ApiId id(RowView found) {
        return new ApiId(
                found.getColumn("API_PROVIDER", UserName.class),
                found.getColumn("API_NAME", String.class),
                found.getColumn("API_VERSION", String.class));
    }

    static Visibility visibility(RowView found) {
        return new Visibility(
                found.getColumn("VISIBILITY", Visibility.Level.class),
                found.getColumn("VISIBLE_ROLES", Words.class).set());
    }

    private static @Nullable Original original(RowView found) {
        String store = found.getColumn("REDIRECT_URL", String.class);
        return store == null ? null : new Original(store, found.getColumn("API_OWNER", String.class));
    }

    private static Description description(RowView found) {
        return new Description(
                found.getColumn("DESCRIPTION", String.class),
                found.getColumn("TAGS", Words.class).list(),
                found.getColumn("THUMBNAIL", String.class),
                found.getColumn("WSDL", String.class),
                found.getColumn("WADL", String.class),
                new Contact(
                        found.getColumn("BUSINESS_OWNER", String.class),
                        found.getColumn("BUSINESS_OWNER_EMAIL", String.class)),
                new Contact(
                        found.getColumn("TECHNICAL_OWNER", String.class),
                        found.getColumn("TECHNICAL_OWNER_EMAIL", String.class)));
    }

    private static Backend backend(RowView found) {
        return new Backend(
                EndpointColumn.read(found.getColumn("ENDPOINT_CONFIG", String.class)),
                found.getColumn("IMPLEMENTATION", Backend.Implementation.class),
                found.getColumn("ENDPOINT_SECURED", Boolean.class),
                found.getColumn("ENDPOINT_USERNAME", String.class),
                found.getColumn("ENDPOINT_PASSWORD", String.class));
    }

    private static Mediation mediation(RowView found) {
        return new Mediation(
                found.getColumn("IN_SEQUENCE", String.class),
                found.getColumn("OUT_SEQUENCE", String.class),
                found.getColumn("FAULT_SEQUENCE", String.class),
                found.getColumn("RESPONSE_CACHING", Boolean.class),
                found.getColumn("CACHE_TIMEOUT", Integer.class),
                found.getColumn("DESTINATION_STATS", Boolean.class));
    }

    static ApiResource resource(RowView found) {
        return new ApiResource(
                found.getColumn("URL_PATTERN", String.class),
                found.getColumn("HTTP_METHOD", String.class),
                AuthType.parse(found.getColumn("AUTH_SCHEME", String.class)),
                found.getColumn("THROTTLING_TIER", String.class),
                found.getColumn("SCOPE_KEY", String.class),
                found.getColumn("MEDIATION_SCRIPT", String.class));
    }

    /** Of the columns of IDN_OAUTH2_SCOPE. */
    public static Scope scope(RowView found) {
        return new Scope(
                found.getColumn("SCOPE_KEY", String.class),
                found.getColumn("NAME", String.class),
                found.getColumn("DESCRIPTION", String.class),
                found.getColumn("ROLES", Words.class).set());
    }

    static Transition transition(RowView found) {
        String from = found.getColumn("PREVIOUS_STATE", String.class);
        return new Transition(
                from == null ? null : ApiStatus.valueOf(from),
                found.getColumn("NEW_STATE", ApiStatus.class),
                found.getColumn("USER_ID", UserName.class),
                found.getColumn("EVENT_DATE", Instant.class));
    }

    /** What may change of an API, by column. */
    static Map<String, @Nullable Object> columns(Api api) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>(ApiKeys.columns(api));
        columns.put("CONTEXT", api.context());
        columns.put("CONTEXT_TEMPLATE", api.contextTemplate());
        columns.put("UPDATED_TIME", api.lastUpdated());
        columns.put("UPDATED_BY", api.lastUpdatedBy());
        columns.put("VISIBILITY", api.visibility().level());
        columns.put("VISIBLE_ROLES", Words.of(api.visibility().roles()));
        columns.put("AVAILABILITY", api.availability().level());
        columns.put("TENANTS", Words.of(api.availability().tenants()));
        columns.put("TRANSPORTS", Words.of(api.transports()));
        columns.put("TIERS", Words.of(api.tiers()));
        columns.put("DEFAULT_VERSION", api.defaultVersion());
        columns.put("ENVIRONMENTS", Words.of(api.environments()));
        columns.put(
                "REDIRECT_URL", api.original() == null ? null : api.original().store());
        columns.put("API_OWNER", api.original() == null ? null : api.original().owner());
        describe(columns, api.description());
        connect(columns, api.backend());
        mediate(columns, api.mediation());
        return columns;
    }

    private static void describe(Map<String, @Nullable Object> columns, Description description) {
        columns.put("DESCRIPTION", description.text());
        columns.put("TAGS", Words.of(description.tags()));
        columns.put("THUMBNAIL", description.thumbnail());
        columns.put("WSDL", description.wsdl());
        columns.put("WADL", description.wadl());
        columns.put("BUSINESS_OWNER", description.business().name());
        columns.put("BUSINESS_OWNER_EMAIL", description.business().email());
        columns.put("TECHNICAL_OWNER", description.technical().name());
        columns.put("TECHNICAL_OWNER_EMAIL", description.technical().email());
    }

    private static void connect(Map<String, @Nullable Object> columns, Backend backend) {
        columns.put("ENDPOINT_CONFIG", EndpointColumn.write(backend.endpoints()));
        columns.put("IMPLEMENTATION", backend.implementation());
        columns.put("ENDPOINT_SECURED", backend.secured());
        columns.put("ENDPOINT_USERNAME", backend.username());
        columns.put("ENDPOINT_PASSWORD", backend.password());
    }

    private static void mediate(Map<String, @Nullable Object> columns, Mediation mediation) {
        columns.put("IN_SEQUENCE", mediation.inSequence());
        columns.put("OUT_SEQUENCE", mediation.outSequence());
        columns.put("FAULT_SEQUENCE", mediation.faultSequence());
        columns.put("RESPONSE_CACHING", mediation.responseCaching());
        columns.put("CACHE_TIMEOUT", mediation.cacheTimeoutSeconds());
        columns.put("DESTINATION_STATS", mediation.destinationStatistics());
    }
}
