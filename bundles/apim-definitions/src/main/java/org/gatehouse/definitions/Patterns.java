package org.gatehouse.definitions;

/** Paths of definitions as patterns of resources. */
final class Patterns {
    private Patterns() {}

    /** The path of it that a call can have: a fragment never reaches a server, and a query is none of a path. */
    static String of(String key, String place, Problems problems) {
        String trimmed = key.trim();
        int end = end(trimmed);
        if (end < trimmed.length()) {
            problems.warning(place, trimmed.substring(end) + " tells no path apart, and is left out of it");
        }
        String path = trimmed.substring(0, end);
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int end(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '#' || path.charAt(i) == '?') {
                return i;
            }
        }
        return path.length();
    }
}
