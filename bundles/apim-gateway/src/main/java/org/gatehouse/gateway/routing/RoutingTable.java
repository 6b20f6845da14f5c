package org.gatehouse.gateway.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds by path prefix, longest first. What a search costs depends on the prefixes' length, not on their number nor the path's. */
public final class RoutingTable<A> {
    private final Map<String, A> byPrefix;
    private final int longest;

    private RoutingTable(Map<String, A> byPrefix) {
        this.byPrefix = byPrefix;
        this.longest = byPrefix.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    /** A table of these. A prefix starts with a slash and does not end with one; the empty one takes what is left. */
    public static <A> RoutingTable<A> of(Map<String, A> byPrefix) {
        return new RoutingTable<>(Map.copyOf(byPrefix));
    }

    /** The entry of the longest prefix that ends where a segment of the path ends; null if there is none. */
    public @Nullable A find(String path) {
        // What is longer than all of them is none of them: so a search is cheap however long the path is.
        int from = path.length() <= longest + 1 ? path.length() : path.lastIndexOf('/', longest);
        for (int end = from; end > 0; end = path.lastIndexOf('/', end - 1)) {
            A found = byPrefix.get(path.substring(0, end));
            if (found != null) {
                return found;
            }
        }
        return byPrefix.get("");
    }
}
