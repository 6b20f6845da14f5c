package org.gatehouse.gateway.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A url-mapping as servlets know it: {@code /exact}, {@code /prefix/*} or {@code *.extension}. */
public record UrlMapping(String text) implements PathPattern {
    @Override
    public String shape() {
        if (text.startsWith("*.")) {
            return "y";
        }
        StringBuilder shape = new StringBuilder();
        for (String segment : text.split("/")) {
            if (!segment.isEmpty()) {
                shape.append(segment.equals("*") ? 'z' : 'a');
            }
        }
        return shape.toString();
    }

    @Override
    public @Nullable Map<String, String> match(String path, String query) {
        return matches(path) ? Map.of() : null;
    }

    private boolean matches(String path) {
        if (text.startsWith("*.")) {
            return path.endsWith(text.substring(1));
        }
        if (!text.endsWith("/*")) {
            return path.equals(text);
        }
        int prefix = text.length() - 2;
        return path.regionMatches(0, text, 0, prefix) && (path.length() == prefix || path.charAt(prefix) == '/');
    }
}
