package org.gatehouse.definitions;

import org.gatehouse.definitions.tree.Problems;

/** Paths of definitions as patterns of resources. */
final class Patterns {
    private Patterns() {}

    /**
     * What of it a call can have: a fragment never reaches a server. A query is a part of a pattern that has variables, and of no
     * other.
     */
    static String of(String key, String place, Problems problems) {
        String trimmed = key.trim();
        String path = upTo('#', trimmed);
        if (!path.contains("{")) {
            path = upTo('?', path);
        }
        if (path.length() < trimmed.length()) {
            problems.warning(place, trimmed.substring(path.length()) + " tells no path apart, and is left out of it");
        }
        return path.startsWith("/") ? path : "/" + path;
    }

    private static String upTo(char end, String text) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }
}
