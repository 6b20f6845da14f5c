package org.gatehouse.gateway.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A url-mapping as servlets know it: {@code /exact}, {@code /prefix/*} or {@code *.extension}. */
public final class UrlMapping implements PathPattern {
    private final String text;
    private final String spelled;

    /** Reads a mapping; a slash at its end changes nothing. */
    public UrlMapping(String text) {
        String whole = Spelling.of(text);
        this.text = text;
        this.spelled = whole.length() > 1 && whole.endsWith("/") ? whole.substring(0, whole.length() - 1) : whole;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String shape() {
        if (spelled.startsWith("*.")) {
            return "y";
        }
        StringBuilder shape = new StringBuilder();
        for (String segment : spelled.split("/")) {
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
        if (spelled.startsWith("*.")) {
            return path.endsWith(spelled.substring(1));
        }
        if (!spelled.endsWith("/*")) {
            return path.equals(spelled);
        }
        int prefix = spelled.length() - 2;
        return path.regionMatches(0, spelled, 0, prefix) && (path.length() == prefix || path.charAt(prefix) == '/');
    }

    @Override
    public String toString() {
        return text;
    }
}
