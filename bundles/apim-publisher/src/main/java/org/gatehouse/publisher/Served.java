package org.gatehouse.publisher;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.domain.catalog.ApiResource;
import org.jspecify.annotations.Nullable;

/**
 * Which of an API's resources a call is one of.
 *
 * @param named the first of each name
 * @param shaped the first of each name, however its variables are called
 */
record Served(List<ApiResource> resources, Map<String, ApiResource> named, Map<String, ApiResource> shaped) {
    private static final String EVERYTHING = "/*";

    static Served of(List<ApiResource> resources) {
        Map<String, ApiResource> named = new HashMap<>();
        Map<String, ApiResource> shaped = new HashMap<>();
        for (ApiResource resource : resources) {
            named.putIfAbsent(name(resource), resource);
            shaped.putIfAbsent(shape(name(resource)), resource);
        }
        return new Served(resources, named, shaped);
    }

    static String name(ApiResource resource) {
        return resource.verb() + " " + resource.urlPattern();
    }

    /** Callers don't see how a variable is called. */
    private static String shape(String name) {
        return name.replaceAll("\\{[^/{}]*}", "{}");
    }

    /** The one that is this one; null if there is none. */
    @Nullable ApiResource same(ApiResource resource) {
        String name = name(resource);
        return named.getOrDefault(name, shaped.get(shape(name)));
    }

    /** The one with an asterisk that its calls are calls of if it is not there itself: the longest; null if there is none. */
    @Nullable ApiResource general(ApiResource resource) {
        String below = shape(name(resource));
        if (below.endsWith(EVERYTHING)) {
            below = below.substring(0, below.length() - EVERYTHING.length());
        }
        for (int end = below.length(); end >= 0; end = below.lastIndexOf('/', end - 1)) {
            ApiResource general = shaped.get(below.substring(0, end) + EVERYTHING);
            if (general != null && !name(general).equals(name(resource))) {
                return general;
            }
        }
        return null;
    }
}
