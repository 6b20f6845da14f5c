package org.gatehouse.web.publisher.apis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.gatehouse.domain.catalog.Api;
import org.gatehouse.domain.catalog.ApiId;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.ApiSummary;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Availability;
import org.gatehouse.domain.catalog.Backend;
import org.gatehouse.domain.catalog.Description;
import org.gatehouse.domain.catalog.Mediation;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.catalog.Thumbnails;
import org.gatehouse.web.jag.Json;
import org.jspecify.annotations.Nullable;

/** APIs as answers tell them: member for member in the order that scripts know. */
final class ApiAnswer {
    private static final ObjectMapper COMPACT = new ObjectMapper();

    private ApiAnswer() {}

    /**
     * A row of the list of all.
     *
     * @param door the path of the door, for addresses
     */
    static Map<String, @Nullable Object> row(ApiSummary api, String door) {
        String thumbnail = thumbnail(api.id(), api.description(), door);
        return Json.object(
                "name", api.id().name(),
                "version", api.id().version(),
                "provider", api.id().provider(),
                "status", api.status(),
                "thumb", thumbnail.isEmpty() ? null : thumbnail,
                "subs", api.subscribers());
    }

    private static String thumbnail(ApiId api, Description description, String door) {
        return Thumbnails.has(description) ? door + ThumbnailPages.of(api) : description.thumbnail();
    }

    /** Everything about one. */
    static Map<String, @Nullable Object> full(Api api, long subscribers, List<ApiSummary> family, String door) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        identity(api, door, members);
        places(api, subscribers, members);
        people(api, members);
        settings(api, members);
        versions(api, family, members);
        return members;
    }

    private static void identity(Api api, String door, Map<String, @Nullable Object> members) {
        Description description = api.description();
        members.putAll(Json.object(
                "name", api.id().name(),
                "version", api.id().version(),
                "description", description.text(),
                "endpoint", "",
                "wsdl", description.wsdl(),
                "tags", String.join(",", description.tags()),
                "availableTiers", String.join(",", api.tiers()),
                "status", api.status(),
                "thumb", thumbnail(api.id(), description, door)));
    }

    private static void places(Api api, long subscribers, Map<String, @Nullable Object> members) {
        members.putAll(Json.object(
                "context", api.context(),
                "lastUpdated", String.valueOf(api.lastUpdated().toEpochMilli()),
                "subs", subscribers,
                "templates", templates(api.resources()),
                "sandbox", "",
                "tierDescs", String.join(",", api.tiers())));
    }

    private static void people(Api api, Map<String, @Nullable Object> members) {
        Description description = api.description();
        Backend backend = api.backend();
        members.putAll(Json.object(
                "bizOwner", description.business().name(),
                "bizOwnerMail", description.business().email(),
                "techOwner", description.technical().name(),
                "techOwnerMail", description.technical().email(),
                "wadl", description.wadl(),
                "visibility", lower(api.visibility().level()),
                "roles", sorted(api.visibility().roles()),
                "tenants", "",
                "epUsername", backend.username(),
                "epPassword", backend.password(),
                "endpointTypeSecured", String.valueOf(backend.secured()),
                "provider", api.id().provider()));
    }

    private static void settings(Api api, Map<String, @Nullable Object> members) {
        Mediation mediation = api.mediation();
        Availability availability = api.availability();
        members.putAll(Json.object(
                "transport_http", api.transports().contains("http") ? "checked" : "",
                "transport_https", api.transports().contains("https") ? "checked" : "",
                "apiStores", null,
                "inSequence", mediation.inSequence(),
                "outSequence", mediation.outSequence(),
                "subscriptionAvailability", lower(availability.level()),
                "subscriptionTenants", sorted(availability.tenants()),
                "endpointConfig", EndpointJson.write(api.backend().endpoints()),
                "responseCache", mediation.responseCaching() ? "Enabled" : "Disabled",
                "cacheTimeout", String.valueOf(mediation.cacheTimeoutSeconds()),
                "availableTiersDisplayNames", String.join(",", api.tiers()),
                "faultSequence", mediation.faultSequence(),
                "destinationStats", mediation.destinationStatistics() ? "Enabled" : "Disabled",
                "resources", compact(resources(api.resources())),
                "scopes", compact(scopes(api.scopes()))));
    }

    private static void versions(Api api, List<ApiSummary> family, Map<String, @Nullable Object> members) {
        String current = family.stream()
                .filter(ApiSummary::defaultVersion)
                .map(other -> other.id().version())
                .findFirst()
                .orElse(null);
        members.putAll(Json.object(
                "advertiseOnly",
                api.original() != null,
                "redirectURL",
                api.original() == null ? "" : api.original().store(),
                "apiOwner",
                api.original() == null ? api.id().provider() : api.original().owner(),
                "isDefaultVersion",
                String.valueOf(api.defaultVersion()),
                "implementation",
                api.backend().implementation(),
                "environments",
                sorted(api.environments()),
                "hasDefaultVersion",
                current != null,
                "currentDefaultVersion",
                current,
                "revision",
                String.valueOf(api.revision())));
    }

    /** One row for each URL pattern, its verbs joined, with their token kinds and tiers in the same order. */
    private static List<List<String>> templates(List<ApiResource> resources) {
        List<List<String>> rows = new ArrayList<>();
        byPattern(resources)
                .forEach((pattern, verbs) -> rows.add(List.of(
                        pattern,
                        verbs.stream().map(ApiResource::verb).collect(Collectors.joining(",")),
                        verbs.stream().map(verb -> verb.auth().stored()).collect(Collectors.joining(",")),
                        verbs.stream().map(ApiResource::tier).collect(Collectors.joining(",")))));
        return rows;
    }

    private static List<Map<String, Object>> resources(List<ApiResource> resources) {
        List<Map<String, Object>> rows = new ArrayList<>();
        byPattern(resources).forEach((pattern, verbs) -> {
            Map<String, Object> byVerb = new LinkedHashMap<>();
            verbs.forEach(verb -> byVerb.put(verb.verb(), verb(verb.auth(), verb.tier(), verb.scope())));
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("url_pattern", pattern);
            row.put("http_verbs", byVerb);
            rows.add(row);
        });
        return rows;
    }

    private static Map<String, Object> verb(AuthType auth, String tier, @Nullable String scope) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("auth_type", auth.stored());
        members.put("throttling_tier", tier);
        if (scope != null) {
            members.put("scope", scope);
        }
        return members;
    }

    private static List<Map<String, @Nullable Object>> scopes(List<Scope> scopes) {
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Scope scope : scopes) {
            rows.add(Json.object(
                    "id", rows.size() + 1,
                    "key", scope.key(),
                    "name", scope.name(),
                    "roles", sorted(scope.roles()),
                    "description", scope.description()));
        }
        return rows;
    }

    private static Map<String, List<ApiResource>> byPattern(List<ApiResource> resources) {
        return resources.stream()
                .collect(Collectors.groupingBy(ApiResource::urlPattern, LinkedHashMap::new, Collectors.toList()));
    }

    private static String compact(Object value) {
        try {
            return COMPACT.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String lower(Enum<?> level) {
        return level.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String sorted(java.util.Set<String> texts) {
        return String.join(",", new TreeSet<>(texts));
    }
}
