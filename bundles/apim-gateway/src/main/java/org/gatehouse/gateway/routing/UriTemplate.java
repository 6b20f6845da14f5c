package org.gatehouse.gateway.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A uri-template: segments with {@code {variables}}, a star at the end for the rest, and after a question mark the
 * parameters that must be there. Matching takes time in proportion to the path, whatever the template.
 */
public final class UriTemplate implements PathPattern {
    private final String text;
    private final List<SegmentPattern> segments = new ArrayList<>();
    private final Map<String, SegmentPattern> parameters = new HashMap<>();
    private final boolean open;

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a brace is left open
     */
    public UriTemplate(String text) {
        this.text = text;
        int mark = text.indexOf('?');
        String path = mark < 0 ? text : text.substring(0, mark);
        open = path.endsWith("/*") || path.equals("*");
        String fixed = open ? path.substring(0, path.length() - 1) : path;
        for (String segment : trimmed(open ? fixed : withoutSlash(fixed)).split("/", -1)) {
            segments.add(SegmentPattern.of(segment));
        }
        if (mark >= 0) {
            parameters(text.substring(mark + 1));
        }
    }

    private void parameters(String query) {
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(pair.substring(0, equals), SegmentPattern.of(pair.substring(equals + 1)));
            }
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public String shape() {
        StringBuilder shape = new StringBuilder();
        segments.forEach(segment -> shape.append(segment.shape()));
        if (open) {
            shape.setCharAt(shape.length() - 1, 'z');
        }
        // With parameters before without: the space sorts before any letter.
        return parameters.isEmpty() ? shape.toString() : shape.append(' ').toString();
    }

    @Override
    public @Nullable Map<String, String> match(String path, String query) {
        Map<String, String> values = new HashMap<>();
        return matchesPath(trimmed(path), values) && matchesQuery(query, values) ? values : null;
    }

    private boolean matchesPath(String path, Map<String, String> values) {
        int start = 0;
        int last = segments.size() - 1;
        for (int i = 0; i <= last; i++) {
            SegmentPattern segment = segments.get(i);
            if (i == last && (open || segment.takesRest())) {
                return open || segment.match(path.substring(start), values);
            }
            int slash = path.indexOf('/', start);
            if (!segment.match(path.substring(start, slash < 0 ? path.length() : slash), values)) {
                return false;
            }
            if (slash < 0) {
                return i == last || (open && i == last - 1);
            }
            start = slash + 1;
        }
        return false;
    }

    private boolean matchesQuery(String query, Map<String, String> values) {
        if (parameters.isEmpty()) {
            return true;
        }
        Map<String, String> sent = QueryParameters.sent(query);
        return parameters.entrySet().stream().allMatch(wanted -> {
            String value = sent.get(wanted.getKey());
            return value != null
                    && (wanted.getValue().match(value, values)
                            || wanted.getValue().match(Spelling.of(value), values));
        });
    }

    /** A slash at the end changes nothing. */
    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String trimmed(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }

    @Override
    public String toString() {
        return text;
    }
}
