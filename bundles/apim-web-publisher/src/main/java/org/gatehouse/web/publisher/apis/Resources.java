package org.gatehouse.web.publisher.apis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.ApiResource;
import org.gatehouse.domain.catalog.Scope;

/**
 * What can be called and what guards it.
 *
 * @param resources in the order given; of one verb at one pattern the first counts
 * @param scopes the scopes
 */
record Resources(List<ApiResource> resources, List<Scope> scopes) {
    /** None. */
    static final Resources NONE = new Resources(List.of(), List.of());

    Resources {
        Map<String, ApiResource> first = new LinkedHashMap<>();
        resources.forEach(resource -> first.putIfAbsent(resource.verb() + " " + resource.urlPattern(), resource));
        resources = new ArrayList<>(first.values());
        scopes = List.copyOf(scopes);
    }

    static String pattern(String text) {
        String trimmed = text.trim();
        return trimmed.startsWith("/") ? trimmed : "/" + trimmed;
    }
}
