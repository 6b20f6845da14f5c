package org.gatehouse.web.page;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path such as {@code /applications/{name}}: what stands in braces is any one segment. */
record PathPattern(List<String> segments) {
    static PathPattern of(String path) {
        return new PathPattern(split(path));
    }

    /** The named segments of a path that is of this shape; empty for any other. */
    Optional<Map<String, String>> match(String path) {
        List<String> asked = split(path);
        if (asked.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String segment = segments.get(i);
            if (isName(segment) && !asked.get(i).isEmpty()) {
                names.put(segment.substring(1, segment.length() - 1), asked.get(i));
            } else if (!segment.equals(asked.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    /** Whether a path is this one only, so that it goes before one with names. */
    boolean isPlain() {
        return segments.stream().noneMatch(PathPattern::isName);
    }

    private static boolean isName(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> split(String path) {
        return Arrays.asList(path.split("/", -1));
    }
}
