package org.gatehouse.gateway.routing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds by path prefix, longest first. What a search costs depends on the path alone, not on the number of entries. */
public final class RoutingTable<A> {
    private final Map<String, A> byPrefix;

    private RoutingTable(Map<String, A> byPrefix) {
        this.byPrefix = byPrefix;
    }

    /** A table of these. A prefix starts with a slash and does not end with one; the empty one takes what is left. */
    public static <A> RoutingTable<A> of(Map<String, A> byPrefix) {
        return new RoutingTable<>(Map.copyOf(byPrefix));
    }

    /** The entry of the longest prefix that ends where a segment of the path ends; null if there is none. */
    public @Nullable A find(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
            A found = byPrefix.get(path.substring(0, end));
            if (found != null) {
                return found;
            }
        }
        return byPrefix.get("");
    }
}
