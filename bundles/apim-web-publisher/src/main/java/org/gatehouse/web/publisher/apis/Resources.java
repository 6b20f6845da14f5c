package org.gatehouse.web.publisher.apis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.AuthType;
import org.gatehouse.domain.catalog.Scope;
import org.gatehouse.domain.tier.Tier;

/**
 * What can be called and what guards it.
 *
 * @param resources in the order given; of one verb at one pattern the first counts
 * @param scopes the scopes
 */
record Resources(List<ApiResource> resources, List<Scope> scopes) {
    /** None. */
    static final Resources NONE = new Resources(List.of(), List.of());

    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "DELETE", "PATCH");

    Resources {
        Map<String, ApiResource> first = new LinkedHashMap<>();
        resources.forEach(resource -> first.putIfAbsent(resource.verb() + " " + resource.urlPattern(), resource));
        resources = new ArrayList<>(first.values());
        scopes = List.copyOf(scopes);
    }

    /** Whatever is below the context, by any method, for callers with a token. */
    static List<ApiResource> everything() {
        return VERBS.stream()
                .map(verb -> new ApiResource("/*", verb, AuthType.ANY, Tier.UNLIMITED_NAME, null, null))
                .toList();
    }

    /** What SOAP needs: everything is posted. */
    static List<ApiResource> posts() {
        return List.of(new ApiResource("/*", "POST", AuthType.ANY, Tier.UNLIMITED_NAME, null, null));
    }

    static String pattern(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith("/") ? trimmed : "/" + trimmed;
    }
}
