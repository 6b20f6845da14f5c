package org.gatehouse.gateway.routing;

import java.util.Map;

/** What a resource without a pattern takes: everything that no other resource takes. */
public record AnyPath() implements PathPattern {
    @Override
    public String text() {
        return "/*";
    }

    @Override
    public String shape() {
        return "~";
    }

    @Override
    public Map<String, String> match(String path, String query) {
        return Map.of();
    }
}
